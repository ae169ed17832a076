import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

import { doctorLine, doctorPage, doctorResults } from '../../views/doctor/doctor.ts'
import { readPage } from '../http/read-page.ts'
import type { Shop } from '../shop.ts'
import { businessDay } from '../values/business-day.ts'
import { Type } from '../values/shape.ts'
import { writeSupport } from './examine.ts'
import { patientOf } from './patient.ts'
import { Visits } from './visits.ts'

/** After so long what was found is looked at anew by whoever opens the page. */
const FRESH_MS = 10 * 60_000
/** The box looks at itself soon after it has started (a power cut may have brought it down), and then every hour. */
const FIRST_MS = 45_000
const HOUR_MS = 60 * 60_000

const Asked = Type.Object({ again: Type.Optional(Type.String({ maxLength: 1 })) })

/** How the box itself fares, for the owner and the technician. */
export async function doctorRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { clock } = shop
  const see = { door: 'see-doctor' } as const
  const visits = new Visits(shop, () => {
    const address = app.server.address() as AddressInfo | null
    return { port: address?.port ?? 0, ...shop.lan?.ports }
  })

  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', async () => {
    const look = (wait_ms: number): void => {
      timer = setTimeout(() => {
        void visits.begin()
        look(HOUR_MS)
      }, wait_ms).unref()
    }
    look(FIRST_MS)
  })
  app.addHook('preClose', async () => {
    clearTimeout(timer)
    await visits.stop()
  })

  app.get<{ Querystring: { again?: string } }>(
    '/doctor',
    { config: see, schema: { querystring: Asked } },
    async (request, reply) => {
      const began_at = visits.latest?.began_at
      const age_ms = began_at === undefined ? Infinity : Date.parse(clock.now()) - Date.parse(began_at)
      if (request.query.again !== undefined || age_ms > FRESH_MS) void visits.begin()
      if (request.query.again !== undefined) return reply.goTo('/doctor', request)
      return reply.html(doctorPage(readPage(request, reply, shop), visits.latest!))
    }
  )

  app.get('/doctor/now', { config: see }, async (request, reply) => {
    if (!visits.latest) void visits.begin()
    return reply.html(doctorResults(readPage(request, reply, shop), visits.latest!))
  })

  // One line of the day's page, of what was last found: nothing is measured for it.
  app.get('/today/doctor', { config: see }, async (request, reply) =>
    reply.html(doctorLine(readPage(request, reply, shop), visits.whole))
  )

  app.get('/doctor/support', { config: see }, async (request, reply) => {
    if (!visits.latest || visits.latest.left.length > 0) await visits.begin()
    const { findings } = visits.latest!
    const patient = patientOf(shop.config, clock.now(), process.pid)
    const { words, zone } = readPage(request, reply, shop)
    const about = words.doctor.support_about
    const text = await writeSupport(patient, { about, findings: [...findings] })
    const day = businessDay(patient.now, zone, 0)
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="laci-doctor-${day}.json"`)
      .type('application/json; charset=utf-8')
      .send(text)
  })
}
