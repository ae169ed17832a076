import type { FastifyInstance } from 'fastify'
import { codeReading, qrisPage } from '../../views/settings/qris.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { orRefuse } from '../qris/fault.ts'
import { LONGEST_PAYLOAD, readStatic } from '../qris/read-payload.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { changeSettings } from './change-settings.ts'
import { checkSticker } from './check-sticker.ts'
import { readSettings, type Settings } from './read-settings.ts'

/** As pasted, with the blanks around it. What is longer than a code is told so, up to where nobody pastes by mistake. */
const Pasted = Type.String({ maxLength: 8 * LONGEST_PAYLOAD })

const QrisForm = Type.Object({
  payload: Pasted,
  mode: Type.Union([Type.Literal('dynamic'), Type.Literal('original')])
})

const door = 'edit-settings'

/** The shop's own QRIS code, and whether the stickers in the shop still are that code. */
export async function qrisRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/qris',
    { config: { door } },
    async (request, reply) => {
      const saved = request.query.saved !== undefined
      return reply.html(qrisPage(readPage(request, reply, shop), { settings: readSettings(store), saved }))
    }
  )

  // What the code says so far; nothing is kept.
  app.get<{ Querystring: { payload: string } }>(
    '/settings/qris/reading',
    { config: { door }, schema: { querystring: Type.Object({ payload: Pasted }) } },
    async (request, reply) => reply.html(codeReading(readPage(request, reply, shop), request.query.payload))
  )

  deed(app, shop, '/settings/qris', {
    door,
    form: QrisForm,
    work: (tx, { form, by }) => {
      const { text } = orRefuse(readStatic(form.payload))
      const before = readSettings(tx)
      const changed: Partial<Settings> = {}
      const qris_dynamic = form.mode === 'dynamic'
      if (before.qris_dynamic !== qris_dynamic) changed.qris_dynamic = qris_dynamic
      if (before.qris_static !== text) Object.assign(changed, newCode(before, text))
      changeSettings(tx, by, changed)
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/qris?saved', request)
  })

  deed(app, shop, '/settings/qris/removal', {
    door,
    form: Type.Object({}),
    work: (tx, { by }) => {
      const before = readSettings(tx)
      if (before.qris_static !== null) changeSettings(tx, by, newCode(before, null))
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/qris?saved', request)
  })

  deed(app, shop, '/settings/qris/check', {
    door,
    form: Type.Object({ payload: Pasted }),
    work: (tx, { form, by }) => checkSticker(tx, by, form.payload),
    answer: (checked, { page, reply }) =>
      reply.html(qrisPage(page, { settings: readSettings(store), saved: false, checked }))
  })
}

/** What was checked was the code before. */
function newCode({ qris_checked_at }: Settings, qris_static: string | null): Partial<Settings> {
  return { qris_static, ...(qris_checked_at && { qris_checked_at: null }) }
}
