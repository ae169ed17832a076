import type { FastifyInstance } from 'fastify'
import { ownerStep, shopStep, taxStep, welcomeStep } from '../../views/setup.ts'
import { hasOwner } from '../auth/find-staff.ts'
import { hireStaff } from '../auth/hire-staff.ts'
import { hashPassword } from '../auth/new-secret.ts'
import { openSession, tokenHash } from '../auth/sessions.ts'
import type { Tx } from '../db/prepare.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { keepLocale, keepSession } from '../http/who-asks.ts'
import { addPrinter, PLAIN_PRINTER } from '../printing/save-printer.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { newId, newToken } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { changeSettings } from './change-settings.ts'
import { type Locale, readSettings } from './read-settings.ts'
import { asksCode, CODE_TRIES, isSetupCode } from './setup-code.ts'

/** Stands for whatever address the box is reached by. */
const OURSELVES = 'http://box.invalid'

const LanguageForm = Type.Object({ locale: Type.Union([Type.Literal('id'), Type.Literal('en')]) })

const ShopForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  address: Type.String({ minLength: 1, maxLength: 200 }),
  phone: Type.String({ maxLength: 30 }),
  zone: Type.Union([
    Type.Literal('Asia/Jakarta'),
    Type.Literal('Asia/Makassar'),
    Type.Literal('Asia/Jayapura')
  ])
})

const TaxForm = Type.Object({
  collects_tax: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
  npwp: Type.String({ pattern: '^[0-9. -]{0,24}$' }),
  columns: Type.Union([Type.Literal('32'), Type.Literal('48')])
})

const OwnerForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ maxLength: 200 }),
  password_again: Type.String({ maxLength: 200 }),
  code: Type.Optional(Type.String({ maxLength: 20 }))
})

/** The first run: four questions, each kept as it is answered, until the shop has an owner. */
export async function setupRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const steps = { '/setup': welcomeStep, '/setup/shop': shopStep, '/setup/tax': taxStep }
  for (const [url, step] of Object.entries(steps)) {
    app.get(url, { config: { door: 'anyone' } }, async (request, reply) => {
      if (hasOwner(shop.store)) return reply.goTo('/', request)
      return reply.html(step(readPage(request, reply, shop), readSettings(shop.store)))
    })
  }

  app.get('/setup/owner', { config: { door: 'anyone' } }, async (request, reply) => {
    if (hasOwner(shop.store)) return reply.goTo('/', request)
    return reply.html(ownerStep(readPage(request, reply, shop), { asks_code: asksCode(request.ip) }))
  })

  app.get<{ Params: { locale: string }; Querystring: { back?: string } }>(
    '/language/:locale',
    { config: { door: 'anyone' } },
    async (request, reply) => {
      const locale = request.params.locale === 'en' ? 'en' : 'id'
      keepLocale(reply, locale)
      return reply.redirect(ownPath(request.query.back), 303)
    }
  )

  deed(app, shop, '/setup', {
    door: 'anyone',
    form: LanguageForm,
    work: (tx, { form, by }) => {
      refuseWhenDone(tx)
      changeSettings(tx, by, { locale: form.locale })
      return { locale: form.locale }
    },
    answer: ({ locale }, { request, reply }) => {
      keepLocale(reply, locale)
      return reply.goTo('/setup/shop', request)
    }
  })

  deed(app, shop, '/setup/shop', {
    door: 'anyone',
    form: ShopForm,
    work: (tx, { form, by }) => {
      refuseWhenDone(tx)
      const { name, address, phone, zone } = form
      changeSettings(tx, by, { name: name.trim(), address: address.trim(), phone: phone.trim(), zone })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/setup/tax', request)
  })

  deed(app, shop, '/setup/tax', {
    door: 'anyone',
    form: TaxForm,
    work: (tx, { form, by }) => {
      refuseWhenDone(tx)
      changeSettings(tx, by, {
        collects_tax: form.collects_tax === 'yes',
        npwp: form.npwp.replace(/\D/g, '') || null,
        columns: form.columns === '48' ? 48 : 32
      })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/setup/owner', request)
  })

  deed(app, shop, '/setup/owner', {
    door: 'anyone',
    form: OwnerForm,
    secrets: ['password', 'password_again'],
    limits: CODE_TRIES,
    prepare: async ({ form, request }) => {
      if (asksCode(request.ip) && !isSetupCode(form.code ?? '')) throw new Refusal('setup/code-wrong')
      const names = [form.name, readSettings(shop.store).name]
      return { password_hash: await hashPassword(form, names), token: newToken() }
    },
    work: (tx, { form, by, prepared }) => {
      refuseWhenDone(tx)
      const { name, columns, locale } = readSettings(tx)
      if (!name) throw new Refusal('setup/incomplete')
      const staff_id = newId()
      const { password_hash, token } = prepared
      hireStaff(tx, by, { staff_id, name: form.name.trim(), role: 'owner', password_hash, pin_hash: null })
      addPrinter(tx, by, { ...screenPrinter(locale), columns })
      openSession(tx, by, { token, staff_id, terminal_id: null })
      return { token_hash: tokenHash(token) }
    },
    answer: ({ token_hash }, { request, reply, prepared }) => {
      keepSession(reply, token_hash, prepared)
      return reply.goTo('/start', request)
    }
  })
}

/** Slips are shown on the screen until a real printer is chosen, so that the first sale needs no hardware. */
function screenPrinter(locale: Locale) {
  return {
    printer_id: newId(),
    name: locale === 'en' ? 'Screen' : 'Layar',
    transport: 'preview',
    address: '',
    ...PLAIN_PRINTER
  } as const
}

function refuseWhenDone(tx: Tx): void {
  if (hasOwner(tx)) throw new Refusal('setup/done')
}

/** Where to go back to: a path of ours, never another site. */
function ownPath(back: string | undefined): string {
  if (!back?.startsWith('/') || !URL.canParse(back, OURSELVES)) return '/'
  const { origin, pathname, search } = new URL(back, OURSELVES)
  // '/..//elsewhere' becomes '//elsewhere', which a browser takes for another site.
  return origin === OURSELVES && !pathname.startsWith('//') ? pathname + search : '/'
}
