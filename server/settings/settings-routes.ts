import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { raw } from '../../views/html.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { settingsPage } from '../../views/settings/settings.ts'
import { shopPage } from '../../views/settings/shop.ts'
import { APP_VERSION } from '../backup/version.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { keepLocale } from '../http/who-asks.ts'
import { drawSample } from '../receipts/draw-sample.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { changeSettings } from './change-settings.ts'
import { readSettings, type Settings } from './read-settings.ts'

const SettingsForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  address: Type.String({ maxLength: 200 }),
  phone: Type.String({ maxLength: 30 }),
  zone: Type.Union([
    Type.Literal('Asia/Jakarta'),
    Type.Literal('Asia/Makassar'),
    Type.Literal('Asia/Jayapura')
  ]),
  locale: Type.Union([Type.Literal('id'), Type.Literal('en')]),
  npwp: Type.String({ pattern: '^[0-9. -]{0,24}$' })
})

/** The form while somebody still types in it: nothing is refused that the next letter may put right. */
const SampleForm = Type.Object({
  ...SettingsForm.properties,
  name: Type.String({ maxLength: 60 }),
  npwp: Type.String({ maxLength: 24 })
})

/** What the owner decides about the shop once it runs. */
export async function settingsRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get('/settings', { config: { door: 'edit-settings' } }, async (request, reply) =>
    reply.html(
      settingsPage(readPage(request, reply, shop), readSettings(store), {
        till_url: shop.lan?.till_url,
        version: APP_VERSION
      })
    )
  )

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/shop',
    { config: { door: 'edit-settings' } },
    async (request, reply) => {
      const settings = readSettings(store)
      const sample = raw(pictureOf(settings))
      const saved = request.query.saved !== undefined
      return reply.html(shopPage(readPage(request, reply, shop), { settings, sample, saved }))
    }
  )

  // What the form says so far, as a slip; nothing is kept.
  app.get<{ Querystring: Static<typeof SampleForm> }>(
    '/settings/sample',
    { config: { door: 'edit-settings' }, schema: { querystring: SampleForm } },
    async (request, reply) =>
      reply.html(raw(pictureOf({ ...readSettings(store), ...settingsIn(request.query) })))
  )

  deed(app, shop, '/settings/shop', {
    door: 'edit-settings',
    form: SettingsForm,
    work: (tx, { form, by }) => {
      const before = readSettings(tx)
      const changed = Object.entries(settingsIn(form)).filter(
        ([name, value]) => before[name as keyof Settings] !== value
      )
      changeSettings(tx, by, Object.fromEntries(changed))
      return { locale: form.locale !== before.locale ? form.locale : null }
    },
    answer: ({ locale }, { request, reply }) => {
      if (locale) keepLocale(reply, locale)
      return reply.goTo('/settings/shop?saved', request)
    }
  })

  function pictureOf(settings: Settings): string {
    const { columns } = settings
    return asPicture(drawSample(store, { settings, kind: 'sale', columns, now: clock.now() }), columns)
  }
}

function settingsIn(form: Static<typeof SettingsForm>): Partial<Settings> {
  return {
    name: form.name.trim(),
    address: form.address.trim(),
    phone: form.phone.trim(),
    zone: form.zone,
    locale: form.locale,
    npwp: form.npwp.replace(/\D/g, '') || null
  }
}
