import type { FastifyInstance } from 'fastify'
import { shiftSettingsPage } from '../../views/shifts/settings.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readShiftForm, ShiftForm } from '../settings/read-shift-form.ts'
import type { Shop } from '../shop.ts'

const door = 'edit-settings'

/** How the shop keeps its shifts: whose they are, what drawers are counted by, why cash is moved. */
export async function shiftSettingsRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/shifts',
    { config: { door } },
    async (request, reply) => {
      const saved = request.query.saved !== undefined
      return reply.html(shiftSettingsPage(readPage(request, reply, shop), readSettings(store), { saved }))
    }
  )

  deed(app, shop, '/settings/shifts', {
    door,
    form: ShiftForm,
    work: (tx, { form, by }) => {
      changeSettings(tx, by, readShiftForm(form))
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/shifts?saved', request),
    refused: (refusal, form, { page, reply }) =>
      reply.html(shiftSettingsPage(page, readSettings(store), { saved: false, refusal, form }))
  })
}
