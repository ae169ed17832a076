import type { FastifyInstance } from 'fastify'
import { pointsPage } from '../../views/backup/points.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { addDays, businessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { Type } from '../values/shape.ts'
import { spoolFolder } from './engine/resume.ts'
import { listGenerations } from './engine/spool.ts'
import { listPoints } from './state/points.ts'

const door = 'manage-backup'

/** So many days one can go back to by their date; any other moment is chosen where one restores. */
const DAYS_SHOWN = 14

/** Moments that have a name, to be gone back to. */
export async function pointRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { backup } = shop

  app.get<{ Querystring: { made?: string } }>(
    '/backup/points',
    { config: { door } },
    async (request, reply) => {
      const facts = {
        points: listPoints(backup.state),
        days: pastDays(shop),
        made: request.query.made !== undefined
      }
      return reply.html(pointsPage(readPage(request, reply, shop), facts))
    }
  )

  deed(app, shop, '/backup/points', {
    door,
    form: Type.Object({ label: Type.String({ maxLength: 80 }) }),
    prepare: async ({ form }) => {
      const label = form.label.trim()
      if (!label) throw new Refusal('backup/name-needed')
      if (!(await backup.makePoint('by-hand', label))) throw new Refusal('backup/not-recorded')
    },
    work: () => null,
    answer: (_result, { request, reply }) => reply.goTo('/backup/points?made', request)
  })
}

/** The last days of trade that are over, as far back as the box's own history goes. */
function pastDays({ store, clock, backup }: Shop): { day: string; ends_at: Moment }[] {
  const { zone, day_starts_at } = readSettings(store)
  const began = Math.min(...listGenerations(spoolFolder(backup.folder)).map((name) => name.began))
  const today = businessDay(clock.now(), zone, day_starts_at)
  return Array.from({ length: DAYS_SHOWN }, (_, back) => addDays(today, -1 - back))
    .map((day) => ({ day, ends_at: endOf(day, zone, day_starts_at) }))
    .filter(({ ends_at }) => Date.parse(ends_at) > began)
}

function endOf(day: string, zone: string, day_starts_at: number): Moment {
  const next = Temporal.PlainDate.from(day).add({ days: 1 })
  const plainTime = Temporal.PlainTime.from({ hour: day_starts_at })
  const { epochMilliseconds } = next.toZonedDateTime({ timeZone: zone, plainTime })
  return new Date(epochMilliseconds - 1).toISOString()
}
