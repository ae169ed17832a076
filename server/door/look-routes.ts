import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { nowPage } from '../../views/door/now.ts'
import { saleFromAfar, soldPage } from '../../views/door/sold.ts'
import { asText } from '../../views/receipts/document.ts'
import { LOCALE_COOKIE } from '../auth/cookies.ts'
import { readPage } from '../http/read-page.ts'
import { drawSlip } from '../printing/draw-slip.ts'
import { listRefundsOf } from '../refunds/find-refunds.ts'
import { Refusal } from '../refusal.ts'
import { findSale } from '../sales/find-sales.ts'
import { findEarlierEntry } from './entries.ts'
import { listTodaysSales, readNow } from './read-now.ts'
import { DOOR_COOKIE } from './visitors.ts'
import type { DoorWindow } from './window.ts'

const WORKER = readFileSync(join(import.meta.dirname, '../../static/door-worker.js'))

/** What is seen from afar. These routes have the window and nothing else of the shop: they could not write. */
export async function lookRoutes(app: FastifyInstance, { window }: { window: DoorWindow }): Promise<void> {
  const store = window

  app.get('/', { config: { door: 'see-from-afar' } }, async (request, reply) => {
    const page = readPage(request, reply, { store })
    const { visitor } = request
    const earlier = window.look(() => findEarlierEntry(store, visitor!.staff_id, visitor!.opened_at))
    // Only this page may a telephone keep, to show it when the shop can't be reached.
    return reply.header('x-laci-keep', 'yes').html(nowPage(page, readNow(window), earlier))
  })

  app.get('/sold', { config: { door: 'see-from-afar' } }, async (request, reply) =>
    reply.html(soldPage(readPage(request, reply, { store }), listTodaysSales(window)))
  )

  app.get<{ Params: { sale_id: string } }>(
    '/sold/:sale_id',
    { config: { door: 'see-from-afar' } },
    async (request, reply) => {
      const { sale_id } = request.params
      const page = readPage(request, reply, { store })
      const seen = window.look(() => {
        const sale = findSale(store, sale_id)
        const rows = sale && drawSlip(store, { kind: 'sale', subject_id: sale_id }, { columns: 32 })
        return rows && { sale, slip: asText(rows), refunds: listRefundsOf(store, sale_id) }
      })
      if (!seen) throw new Refusal('sale/gone')
      return reply.html(saleFromAfar(page, { ...seen, as_of: window.clock.now() }))
    }
  )

  app.get<{ Params: { locale: string } }>(
    '/language/:locale',
    { config: { door: 'anyone' } },
    async (request, reply) => {
      const { locale } = request.params
      if (locale !== 'id' && locale !== 'en') throw new Refusal('page/missing')
      reply.setCookie(LOCALE_COOKIE, locale, { ...DOOR_COOKIE, maxAge: 365 * 86_400 })
      return reply.goTo(request.visitor ? '/' : '/sign-in', request)
    }
  )

  // Never kept by the browser itself: a worker that is mended must be the new one at the next look.
  app.get('/door-worker.js', { config: { door: 'anyone' } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(WORKER)
  )
}
