import type { FastifyInstance } from 'fastify'
import { GUIDES } from '../../views/guides/guide.ts'
import { guidePage, guidesPage } from '../../views/guides/guide-pages.ts'
import { readPage } from '../http/read-page.ts'
import type { Shop } from '../shop.ts'

/**
 * How Laci is used, for anyone: whoever stands before a new box, or forgot a PIN, is not signed in and needs it most. It
 * says nothing of this shop but the name that the sign-in says, too.
 */
export async function guideRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const anyone = { config: { door: 'anyone' } } as const

  app.get('/guide', anyone, async (request, reply) => reply.html(guidesPage(readPage(request, reply, shop))))

  for (const name of GUIDES) {
    app.get(`/guide/${name}`, anyone, async (request, reply) =>
      reply.html(guidePage(readPage(request, reply, shop), name))
    )
  }
}
