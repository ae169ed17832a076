import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { query, type RadarChoices, radarLine, radarPage } from '../../views/radar/radar.ts'
import { csvText } from '../exports/files/csv.ts'
import { tongueOf } from '../exports/files/tongue.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { currentDay } from '../settings/current-day.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { askRadar, forgetAnswers } from './ask-radar.ts'
import { lookAtFinding } from './look-at-finding.ts'
import { readPeople, readTills } from './questions/of-people.ts'
import { FILE_COLUMNS, fileRows } from './radar-file.ts'
import type { AskedRadar } from './read-radar.ts'

const Asked = Type.Object({
  period: Type.Optional(Type.String({ pattern: '^(today|week|thirty|\\d{4}-(0[1-9]|1[0-2]))$' })),
  staff: Type.Optional(Type.String({ maxLength: 40 })),
  till: Type.Optional(Type.String({ maxLength: 40 }))
})

type Asked = Static<typeof Asked>

/** How many events the line on the day's page may be behind, and an answer that was waited for. */
const PATIENCE = 100

/** After this long a page without an answer says that the radar is looking. */
const SOON_MS = 800

/** A year back can be chosen; an address may name any month. */
const MONTHS = 12

/** The leak radar, for the owner alone: a cashier sees nothing of others. */
export async function radarRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const see = { config: { door: 'see-radar' }, schema: { querystring: Asked } } as const

  app.get<{ Querystring: Asked }>('/radar', see, async (request, reply) => {
    const asked = askedOf(request.query)
    // Whoever was shown that the radar is looking asks again, and is given what it was looking for then.
    const is_back = request.headers['hx-request'] !== undefined
    const report = await (is_back ? askRadar(shop, asked, PATIENCE) : within(SOON_MS, askRadar(shop, asked)))
    return reply.html(radarPage(readPage(request, reply, shop), asked, report, choices()))
  })

  // One line of the day's page: a hundred things more or less that happened since make it no older.
  app.get('/today/radar', { config: { door: 'see-radar' } }, async (request, reply) => {
    const report = await askRadar(shop, { period: 'week', now: clock.now() }, PATIENCE)
    return reply.html(radarLine(readPage(request, reply, shop), report))
  })

  app.get<{ Querystring: Asked }>('/radar/file', see, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const report = await askRadar(shop, askedOf(request.query))
    const name = `Radar_${report.period.first_day}_${report.period.last_day}.csv`
    const text = csvText(FILE_COLUMNS, fileRows(page, report), tongueOf(page.locale, page.zone))
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${name}"`)
      .type('text/csv; charset=utf-8')
      .send([...text].join(''))
  })

  deed(app, shop, '/radar/looks', {
    door: 'see-radar',
    form: Type.Object({
      ...Asked.properties,
      finding: Type.String({ maxLength: 100 }),
      until: Type.String({ format: 'date-time', maxLength: 40 }),
      note: Type.String({ maxLength: 500 })
    }),
    // What was behind it when the page was drawn: what came since, nobody has looked at.
    prepare: async ({ form: { finding, until, ...rest } }) => {
      const now = until < clock.now() ? until : clock.now()
      const { findings } = await askRadar(shop, { ...askedOf(rest), now })
      const found = findings.find(({ key }) => key === finding)
      const seen = found?.incidents.filter(({ at }) => at <= now || found.code === 'clock-jump')
      return seen?.map(({ id }) => id) ?? []
    },
    work: (tx, { form: { finding, note }, by, prepared }) =>
      lookAtFinding(tx, by, { finding, incident_ids: prepared, note }),
    answer: (_result, { request, reply }) => {
      forgetAnswers(shop)
      const { period, staff, till } = request.body as Asked
      const fields = {
        period: period ?? 'week',
        staff_id: staff || undefined,
        terminal_id: till || undefined
      }
      return reply.goTo(`/radar?${query(fields)}`, request)
    }
  })

  /** @throws {Refusal} page/missing for somebody, or a till, that never was */
  function askedOf({ period = 'week', staff, till }: Asked): AskedRadar {
    if (staff && !readPeople(store).has(staff)) throw new Refusal('page/missing')
    if (till && !readTills(store).has(till)) throw new Refusal('page/missing')
    return { period, staff_id: staff || undefined, terminal_id: till || undefined, now: clock.now() }
  }

  function choices(): RadarChoices {
    const month = Temporal.PlainYearMonth.from(currentDay(store, clock.now()).slice(0, 'yyyy-mm'.length))
    return {
      months: Array.from({ length: MONTHS }, (_, back) => month.subtract({ months: back }).toString()),
      people: [...readPeople(store).values()].map(({ staff_id: id, name }) => ({ id, name })),
      tills: [...readTills(store)].map(([id, name]) => ({ id, name }))
    }
  }
}

/** The answer, or undefined where it takes longer than that. @throws as the answer does, in time */
async function within<Answer>(ms: number, answer: Promise<Answer>): Promise<Answer | undefined> {
  const late = Promise.withResolvers<undefined>()
  const timer = setTimeout(late.resolve, ms, undefined)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
