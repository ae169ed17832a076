import type { FastifyInstance } from 'fastify'
import { jobStates } from '../../views/printing/job-states.ts'
import { asText } from '../../views/receipts/document.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { publicReceipt } from '../../views/sales/public-receipt.ts'
import { salePage } from '../../views/sales/sale.ts'
import { salesOfDay, salesPage } from '../../views/sales/sales.ts'
import { type Words, wordsIn } from '../../views/words/words.ts'
import { readPage } from '../http/read-page.ts'
import { staticUrl } from '../http/static-files.ts'
import { drawSlip } from '../printing/draw-slip.ts'
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
import { readSettings } from '../settings/read-settings.ts'
import { findOpenShift } from '../shifts/find-shift.ts'
import type { Shop } from '../shop.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { readDay } from '../values/business-day.ts'
import { findSale, findSaleByLink, findSaleByNumber, listDayTotals, listSales } from './find-sales.ts'
import { readReceiptNo } from './read-receipt-no.ts'

/** Pages asked for in a minute by one address: enough for a family at one connection, too few for a guesser. */
const LOOKS = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** What was sold: day by day, one by one, and as the customer's own page. */
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
      const { text } = slipOf(sale.sale_id)
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
    async (request, reply) => reply.picture(slipOf(request.params.sale_id).picture)
  )

  app.get<{ Params: { link: string } }>(
    '/r/:link',
    { config: { door: 'anyone', ...LOOKS } },
    async (request, reply) => {
      const { locale, name } = readSettings(store)
      const { link } = request.params
      const { title, slip } = readByLink(link)
      const words = wordsIn(locale)
      const receipt = {
        locale,
        shop_name: name,
        file: staticUrl,
        title: title(words),
        picture: `/r/${link}/slip.svg`,
        slip_text: slip.text
      }
      return reply.header('x-robots-tag', 'noindex').html(publicReceipt(receipt))
    }
  )

  app.get<{ Params: { link: string } }>(
    '/r/:link/slip.svg',
    { config: { door: 'anyone', ...LOOKS } },
    async (request, reply) => {
      const { slip } = readByLink(request.params.link)
      return reply.header('x-robots-tag', 'noindex').picture(slip.picture)
    }
  )

  /**
   * The sale or the refund whose page has this address.
   *
   * @throws {Refusal} sale/gone
   */
  function readByLink(link: string) {
    const sale = findSaleByLink(store, link)
    if (sale) {
      const title = ({ receipt }: Words) => `${receipt.public_title} ${sale.receipt_no}`
      return { title, slip: slipOf(sale.sale_id) }
    }
    const refund = findRefundByLink(store, link)
    if (!refund) throw new Refusal('sale/gone')
    const title = ({ refunds }: Words) => `${refunds.slip.public_title} ${refund.refund_no}`
    return { title, slip: slipOf(refund.refund_id, 'refund') }
  }

  /** Where the page of a slip is that somebody typed the number of, or scanned. */
  function findSlip(text: string, till_code: string | undefined): string | undefined {
    const name = readReceiptNo(text, till_code)
    const sale = 'link' in name ? findSaleByLink(store, name.link) : findSaleByNumber(store, name.number)
    if (sale) return `/sales/${sale.sale_id}`
    const refund =
      'link' in name ? findRefundByLink(store, name.link) : findRefundByNumber(store, name.number)
    return refund && `/refunds/${refund.refund_id}`
  }

  /** @throws {Refusal} sale/gone */
  function slipOf(subject_id: string, kind: 'sale' | 'refund' = 'sale'): { text: string; picture: string } {
    const { columns } = readSettings(store)
    const rows = drawSlip(store, { kind, subject_id }, { columns })
    if (!rows) throw new Refusal('sale/gone')
    return { text: asText(rows), picture: asPicture(rows, columns) }
  }
}
