import type { FastifyInstance } from 'fastify'
import { jobStates } from '../../views/printing/job-states.ts'
import { salePage } from '../../views/sales/sale.ts'
import { salesOfDay, salesPage } from '../../views/sales/sales.ts'
import { readPage } from '../http/read-page.ts'
import { listJobs } from '../printing/find-jobs.ts'
import { printersById } from '../printing/find-printer.ts'
import { ticketsOf } from '../printing/tickets.ts'
import {
  findRefundByLink,
  findRefundByNumber,
  listRefunds,
  listRefundsOf,
  listRefundTotals
} from '../refunds/find-refunds.ts'
import { remainingOf } from '../refunds/plan-refund.ts'
import { isVoidable } from '../refunds/refund-sale.ts'
import { Refusal } from '../refusal.ts'
import { currentDay } from '../settings/current-day.ts'
import { findOpenShift } from '../shifts/find-shift.ts'
import type { Shop } from '../shop.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { readDay } from '../values/business-day.ts'
import { findSale, findSaleByLink, findSaleByNumber, listDayTotals, listSales } from './find-sales.ts'
import { readReceiptNo } from './read-receipt-no.ts'
import { slipOf } from './receipt-page-routes.ts'

/** What was sold: day by day, and one by one. */
export async function pastSalesRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get<{ Querystring: { day?: string; find?: string } }>(
    '/sales',
    { config: { door: 'see-sales' } },
    async (request, reply) => {
      const { find: missed } = request.query
      const found = missed && findSlip(missed, request.terminal?.code)
      if (found) return reply.goTo(found, request)
      const page = readPage(request, reply, shop)
      const today = currentDay(store, clock.now())
      const day = readDay(request.query.day) ?? today
      const book = {
        day,
        today,
        missed,
        sales: listSales(store, day),
        total: listDayTotals(store, day, day)[0],
        refunds: listRefunds(store, day),
        returned: listRefundTotals(store, day, day)[0]
      }
      return reply.html(request.headers['hx-request'] ? salesOfDay(page, book) : salesPage(page, book))
    }
  )

  app.get<{ Params: { sale_id: string } }>(
    '/sales/:sale_id',
    { config: { door: 'see-sales' } },
    async (request, reply) => {
      const sale = findSale(store, request.params.sale_id)
      if (!sale) throw new Refusal('sale/gone')
      const till = readTerminal(store, sale.terminal_id)
      const { text } = slipOf(store, sale.sale_id)
      const page = readPage(request, reply, shop)
      const all = listJobs(store, sale.sale_id)
      const jobs = jobStates(page, all, printersById(store))
      const gifts = all.filter(({ kind }) => kind === 'gift').length
      const tickets = ticketsOf(store, sale.sale_id).length
      const refunds = listRefundsOf(store, sale.sale_id)
      const shift =
        request.terminal && findOpenShift(store, request.terminal.terminal_id, request.who?.staff_id)
      const returns = {
        refunds,
        is_left: remainingOf(sale, refunds)
          .values()
          .some((left) => left > 0),
        is_voidable: shift !== undefined && isVoidable(sale, refunds, shift.shift_id)
      }
      return reply.html(salePage(page, { sale, till, slip_text: text, jobs, gifts, tickets, returns }))
    }
  )

  app.get<{ Params: { sale_id: string }; Querystring: { later?: string } }>(
    '/sales/:sale_id/jobs',
    { config: { door: 'sell' } },
    async (request, reply) => {
      const jobs = listJobs(store, request.params.sale_id)
      const can_wait = request.query.later !== undefined
      return reply.html(jobStates(readPage(request, reply, shop), jobs, printersById(store), { can_wait }))
    }
  )

  app.get<{ Params: { sale_id: string } }>(
    '/sales/:sale_id/slip.svg',
    { config: { door: 'see-sales' } },
    async (request, reply) => reply.picture(slipOf(store, request.params.sale_id).picture)
  )

  /** Where the page of a slip is that somebody typed the number of, or scanned. */
  function findSlip(text: string, till_code: string | undefined): string | undefined {
    const name = readReceiptNo(text, till_code)
    const sale = 'link' in name ? findSaleByLink(store, name.link) : findSaleByNumber(store, name.number)
    if (sale) return `/sales/${sale.sale_id}`
    const refund =
      'link' in name ? findRefundByLink(store, name.link) : findRefundByNumber(store, name.number)
    return refund && `/refunds/${refund.refund_id}`
  }
}
