import type { FastifyInstance } from 'fastify'
import { staticUrl } from '../http/static-files.ts'
import type { Shop } from '../shop.ts'
import { readSettings } from './read-settings.ts'

/**
 * What a device must know to keep Laci on its home screen like any app, where the connection is one it trusts. There is
 * no service worker: a till without its box can't sell, and a page that was kept would tell yesterday's prices.
 *
 * @see https://www.w3.org/TR/appmanifest/
 */
export async function webAppRoutes(app: FastifyInstance, { store }: Shop): Promise<void> {
  app.get('/app.webmanifest', { config: { door: 'anyone' } }, async (_request, reply) => {
    const { name, locale } = readSettings(store)
    const icons = [192, 512].map((size) => ({
      src: staticUrl(`laci-${size}.png`),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any'
    }))
    const maskable = {
      src: staticUrl('laci-maskable.png'),
      sizes: '512x512',
      type: 'image/png',
      purpose: 'maskable'
    }
    return reply
      .header('cache-control', 'no-cache')
      .type('application/manifest+json')
      .send({
        id: '/',
        name: name ? `Laci · ${name}` : 'Laci',
        short_name: 'Laci',
        lang: locale,
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#fbf8f1',
        theme_color: '#0b5d57',
        icons: [...icons, maskable]
      })
  })
}
