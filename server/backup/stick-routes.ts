import type { FastifyInstance } from 'fastify'
import { sticksNow } from '../../views/backup/sticks.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { readStanding } from './read-standing.ts'
import { chooseStick, takeStick } from './sticks/take-stick.ts'

/** A path as a form holds it; only what the box itself found plugged in is taken. */
const StickForm = Type.Object({ path: Type.String({ maxLength: 4096 }) })

/** Sticks: what is plugged in, and taking one for the backup, or for a day when the box is lost as well. */
export async function stickRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { backup, rescue } = shop

  app.get('/backup/sticks', { config: { door: 'see-backup' } }, async (request, reply) => {
    const page = readPage(request, reply, shop)
    return reply.html(sticksNow(page, readStanding(shop)))
  })

  for (const url of ['/backup/sticks', '/backup/sticks/rescue'] as const) {
    deed(app, shop, url, {
      door: 'manage-backup',
      form: StickForm,
      prepare: ({ form }) => takeStick(shop, form.path),
      work: (tx, { by, prepared, form }) => {
        chooseStick(tx, by, backup.key, prepared)
        return { path: form.path }
      },
      answer: async ({ path }, { prepared, request, reply }) => {
        backup.readTargets()
        await backup.sticks.look()
        // What was answered before began then.
        if (prepared && url === '/backup/sticks/rescue') void rescue.begin(path)
        return reply.goTo('/backup', request)
      }
    })
  }
}
