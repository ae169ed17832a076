import type { FastifyInstance, FastifyRequest } from 'fastify'
import { lightCard } from '../../views/backup/light.ts'
import { clockCard } from '../../views/clock.ts'
import { doorNews } from '../../views/door/news.ts'
import type { Html } from '../../views/html.ts'
import { ledgerLine } from '../../views/ledger/ledger-line.ts'
import type { Page } from '../../views/page.ts'
import { startPage } from '../../views/start.ts'
import {
  dayFigures,
  dayTakings,
  drawers,
  lastDays,
  lowStock,
  type Panel,
  todayPage,
  waitingSlips
} from '../../views/today.ts'
import { hasOwner } from '../auth/find-staff.ts'
import { may } from '../auth/permissions.ts'
import { readLight } from '../backup/light/read-light.ts'
import { listVerifications } from '../chain/find-verifications.ts'
import { findClockDoubt } from '../clock/find-doubt.ts'
import { readDoorNews } from '../door/entries.ts'
import { readPage } from '../http/read-page.ts'
import { readQueue } from '../printing/read-queue.ts'
import { Refusal } from '../refusal.ts'
import { currentDay } from '../settings/current-day.ts'
import { readTakings } from '../shifts/read-takings.ts'
import type { Shop } from '../shop.ts'
import { listTerminals } from '../terminals/find-terminal.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { readProgress } from './read-progress.ts'
import { listDrawers, listLastDays, listLowStock, readDayFigures } from './read-today.ts'

/** Where one lands, the way to the first sale, and how the day goes. */
export async function reportRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get('/', { config: { door: 'anyone' } }, async (request, reply) =>
    reply.goTo(placeFor(request), request)
  )

  app.get('/start', { config: { door: 'signed-in' } }, async (request, reply) =>
    reply.html(startPage(readPage(request, reply, shop), readProgress(store), listTerminals(store)))
  )

  app.get('/today', { config: { door: 'see-today' } }, async (request, reply) => {
    const page = readPage(request, reply, shop)
    return reply.html(todayPage(page, today(), (panel) => panels[panel](page)))
  })

  app.get<{ Params: { panel: string } }>(
    '/today/:panel',
    { config: { door: 'see-today' } },
    async (request, reply) => {
      const { panel } = request.params
      if (!Object.hasOwn(panels, panel)) throw new Refusal('page/missing')
      return reply.html(panels[panel as Panel](readPage(request, reply, shop)))
    }
  )

  const panels: Record<Panel, (page: Page) => Html> = {
    door: (page) =>
      doorNews(page, page.may('see-from-afar') ? readDoorNews(store, page.who!.staff_id) : undefined),
    ledger: (page) => ledgerLine(page, page.may('verify-ledger') ? listVerifications(store)[0] : undefined),
    clock: (page) => clockCard(page, findClockDoubt(store), clock.now()),
    backup: (page) => lightCard(page, readLight(shop), 'today'),
    figures: (page) => dayFigures(page, readDayFigures(store, today(), clock.now()), clock.now()),
    takings: (page) => dayTakings(page, readTakings(store, { business_day: today() })),
    drawers: (page) => drawers(page, listDrawers(store)),
    slips: (page) => waitingSlips(page, readQueue(store), clock.now()),
    low: (page) => lowStock(page, listLowStock(store)),
    days: (page) => lastDays(page, listLastDays(store, today()))
  }

  function today(): BusinessDay {
    return currentDay(store, clock.now())
  }

  function placeFor({ who, terminal }: FastifyRequest): string {
    if (!hasOwner(store)) return '/setup'
    if (!who) return '/sign-in'
    if (who.role === 'owner' && !readProgress(store).sale) return '/start'
    if (terminal && may(who, 'sell')) return '/till'
    if (may(who, 'see-today')) return '/today'
    if (may(who, 'see-sales')) return '/sales'
    if (may(who, 'see-items')) return '/items'
    return may(who, 'edit-printers') ? '/printers' : '/me'
  }
}
