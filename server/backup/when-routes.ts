import type { FastifyInstance } from 'fastify'
import { whenPage } from '../../views/backup/when.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { readWhenForm, WhenFields, whenText } from './read-when-form.ts'

const door = 'manage-backup'

/** When the backup is sent and tested, and how long it is kept. */
export async function whenRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, backup } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/backup/settings',
    { config: { door } },
    async (request, reply) => {
      const saved = request.query.saved !== undefined
      return reply.html(whenPage(readPage(request, reply, shop), whenText(readSettings(store)), { saved }))
    }
  )

  deed(app, shop, '/backup/settings', {
    door,
    form: WhenFields,
    work: (tx, { form, by }) => {
      changeSettings(tx, by, readWhenForm(form, readSettings(tx)))
      return null
    },
    answer: (_result, { request, reply }) => {
      shop.schedule?.rearm()
      backup.readTargets()
      return reply.goTo('/backup/settings?saved', request)
    },
    refused: (refusal, form, { page, reply }) => reply.html(whenPage(page, form, { saved: false, refusal }))
  })
}
