import type { FastifyInstance } from 'fastify'
import { html } from '../../views/html.ts'
import { refusalSentence } from '../../views/refusal.ts'
import { done } from '../../views/till/done.ts'
import { pay } from '../../views/till/pay.ts'
import type { PayMoment } from '../../views/till/pay-keys.ts'
import { voucherWorthLine } from '../../views/till/pay-purse.ts'
import { besideAnswer } from '../../views/till/slip.ts'
import { askQris, withdrawQris } from '../baskets/qris-requests.ts'
import { readBasketHead } from '../baskets/read-basket.ts'
import { giveBack, payBasket } from '../checkout/pay-basket.ts'
import { type Answering, tillDeed } from '../http/deeds.ts'
import { Amount, Id, MethodId, Reference } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readAmount } from '../requests/read-amount.ts'
import { findSale } from '../sales/find-sales.ts'
import { readOpenShift } from '../shifts/find-shift.ts'
import type { Shop } from '../shop.ts'
import { findPurse } from '../tenders/find-purse.ts'
import { findVoucher } from '../tenders/find-voucher.ts'
import { newToken } from '../values/id.ts'
import { minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'
import { tillOf } from './at-till.ts'
import { readPayment } from './read-payment.ts'
import { readTill } from './read-till.ts'

/** Taking the money at the till: by whatever means, at once or in parts. */
export async function payRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const sell = { config: { door: 'sell' } } as const

  app.get<{ Querystring: { method?: string; removing?: string } }>(
    '/till/pay',
    {
      ...sell,
      schema: {
        querystring: Type.Object({
          method: Type.Optional(MethodId),
          removing: Type.Optional(Type.String({ pattern: '^\\d{1,4}$' }))
        })
      }
    },
    async (request, reply) => {
      const { method, removing } = request.query
      const state = readPayment(store, tillOf(request).terminal_id, clock.now(), {
        method_id: method,
        who: request.who
      })
      const moment = { removing: removing ? Number(removing) : undefined }
      return reply.html(pay(readPage(request, reply, shop), state, moment))
    }
  )

  // What a voucher is worth, while its code is typed; nothing is kept.
  app.get<{ Querystring: { reference: string } }>(
    '/till/voucher',
    { ...sell, schema: { querystring: Type.Object({ reference: Reference }) } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      const code = request.query.reference.trim()
      if (code === '') return reply.html(html`<!-- no code yet -->`)
      const { terminal_id } = tillOf(request)
      try {
        const { basket_id } = readTill(store, terminal_id, clock.now(), request.who)
        if (!basket_id) throw new Refusal('basket/empty')
        const { business_day } = readOpenShift(store, terminal_id, request.who?.staff_id)
        const buyer = { ...readBasketHead(store, basket_id), business_day }
        const { holds_minor } = findPurse(store, 'voucher', code, buyer)!
        const { valid_until } = findVoucher(store, code)!
        return reply.html(voucherWorthLine(page, { worth_minor: holds_minor, valid_until }))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return reply.html(html`<p class="hint">${refusalSentence(page, error)}</p>`)
      }
    }
  )

  tillDeed(app, shop, '/sales', {
    door: 'sell',
    form: Type.Object({
      basket_id: Id,
      total: Type.Integer({ minimum: 0 }),
      // Cash unless it says otherwise; without an amount or a means, what was taken before is enough.
      given: Type.Optional(Amount),
      method_id: Type.Optional(MethodId),
      reference: Type.Optional(Reference),
      part: Type.Optional(Type.Literal('yes'))
    }),
    work: (tx, { form, by }) => {
      const { basket_id, given, method_id, reference, part } = form
      const is_cash = method_id === undefined || method_id === 'cash'
      return payBasket(tx, by, {
        basket_id,
        total_minor: minor(form.total),
        method_id: given === undefined && is_cash ? null : (method_id ?? 'cash'),
        amount_minor: !given?.trim() && !is_cash ? null : readAmount(given ?? '', 'given'),
        reference: reference?.trim() || null,
        is_part: part === 'yes',
        link: newToken()
      })
    },
    answer: ({ sale_id }, at) =>
      at.reply.html(html`${sale_id ? done(at.page, findSale(store, sale_id)!) : panel(at)}${besideIt(at)}`),
    refused: (refusal, { given = '' }, at) => {
      const { code } = refusal
      if (code !== 'sale/short-tender') throw refusal
      at.reply.header('hx-retarget', '#task').header('hx-reswap', 'innerHTML')
      return at.reply.html(panel(at, { given, short: true }))
    }
  })

  tillDeed(app, shop, '/till/tenders/:tender_no/removal', {
    door: 'sell',
    form: Type.Object({ basket_id: Id }),
    work: (tx, { form, params, by }) => {
      giveBack(tx, by, form.basket_id, Number(params['tender_no']))
      return null
    },
    answer: (_outcome, at) => at.reply.html(html`${panel(at)}${besideIt(at)}`)
  })

  tillDeed(app, shop, '/till/qris', {
    door: 'sell',
    form: Type.Object({ basket_id: Id, amount: Amount, original: Type.Optional(Type.Literal('yes')) }),
    work: (tx, { form, by }) => {
      const amount_minor = readAmount(form.amount, 'amount')
      askQris(tx, by, { basket_id: form.basket_id, amount_minor, original: form.original === 'yes' })
      return null
    },
    answer: (_outcome, at) => at.reply.html(panel(at))
  })

  tillDeed(app, shop, '/till/qris/removal', {
    door: 'sell',
    form: Type.Object({ basket_id: Id }),
    work: (tx, { form, by }) => {
      withdrawQris(tx, by, form.basket_id)
      return null
    },
    answer: (_outcome, at) => at.reply.html(panel(at))
  })

  /** The pay panel as it is now; a basket that was paid meanwhile has none. */
  function panel({ page, request }: Answering, moment?: PayMoment) {
    const { terminal_id } = tillOf(request)
    const { basket_id, basket } = readTill(store, terminal_id, clock.now(), request.who)
    if (!basket_id || basket.lines.length === 0) return html`<!-- paid -->`
    return pay(page, readPayment(store, terminal_id, clock.now(), request), moment)
  }

  /** The slip and the pay button as they are now. */
  function besideIt({ page, request }: Answering) {
    const state = readTill(store, tillOf(request).terminal_id, clock.now(), request.who)
    return besideAnswer(page, state)
  }
}
