import type { FastifyInstance } from 'fastify'
import { lightCard } from '../../views/backup/light.ts'
import { deed } from '../http/deeds.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { putOffReminder } from './light/put-off.ts'
import { readLight } from './light/read-light.ts'

/** Reminders of the backup that the owner puts off. */
export async function backupLightRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  deed(app, shop, '/backup/reminders/later', {
    door: 'manage-backup',
    form: Type.Object({
      code: Type.String({ maxLength: 40 }),
      place: Type.String({ maxLength: 40 }),
      at: Type.Optional(Type.String({ maxLength: 10 }))
    }),
    work: (_tx, { form, by }) => {
      putOffReminder(shop, form, by.at)
      return { at: form.at === 'backup' ? 'backup' : 'today' } as const
    },
    answer: ({ at }, { page, request, reply }) =>
      request.headers['hx-request']
        ? reply.html(lightCard(page, readLight(shop), at))
        : reply.goTo(`/${at}`, request)
  })
}
