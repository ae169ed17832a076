import type { FastifyInstance, FastifyRequest } from 'fastify'
import { html } from '../../views/html.ts'
import { makeOrderTask, orderDone } from '../../views/orders/make.ts'
import { orderPage } from '../../views/orders/order.ts'
import { type OrderBook, orderList, ordersPage } from '../../views/orders/orders.ts'
import { jobStates } from '../../views/printing/job-states.ts'
import { besideAnswer } from '../../views/till/slip.ts'
import { callOffOrder, giveDepositBack, makeTillOrder, takeOrderDeposit } from '../checkout/order-money.ts'
import { type Answering, deed, tillDeed } from '../http/deeds.ts'
import { Amount, Day, Id, MethodId, Reference } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { listJobs } from '../printing/find-jobs.ts'
import { printersById, readPrinterAtHand } from '../printing/find-printer.ts'
import { queueCopy } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import { readAmount } from '../requests/read-amount.ts'
import { currentDay } from '../settings/current-day.ts'
import type { Shop } from '../shop.ts'
import { listMoneyMethods } from '../tenders/find-methods.ts'
import { tillOf } from '../till/at-till.ts'
import { readTill } from '../till/read-till.ts'
import { type BusinessDay, readDay } from '../values/business-day.ts'
import { newToken } from '../values/id.ts'
import { minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'
import { bringOrder, isOver } from './bring-order.ts'
import { findTillOfOrder, listOrders, type OrderShelf, readOrder } from './find-orders.ts'
import { drawOrder } from './order-page-routes.ts'

type OfOrder = { Params: { order_id: string } }
type Wanted = { Querystring: { show?: string; text?: string } }

/** Quotations and orders: made of a basket, paid for in part, and made a sale. */
export async function orderRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const makes = { config: { door: 'make-orders' } } as const

  app.get<Wanted>('/orders', makes, async (request, reply) =>
    reply.html(ordersPage(readPage(request, reply, shop), book(request.query)))
  )

  app.get<Wanted>('/orders/list', makes, async (request, reply) =>
    reply.html(orderList(readPage(request, reply, shop), book(request.query)))
  )

  app.get<OfOrder>('/orders/:order_id', makes, async (request, reply) => {
    const order = readOrder(store, request.params.order_id)
    const page = readPage(request, reply, shop)
    const markup = orderPage(page, {
      order,
      today: today(),
      is_over: isOver(order, today()),
      in_hand: order.ended_at ? null : (findTillOfOrder(store, order.order_id)?.code ?? null),
      methods: listMoneyMethods(store),
      slip_text: drawOrder(store, order.order_id).text,
      jobs: jobStates(page, listJobs(store, order.order_id), printersById(store))
    })
    return reply.html(markup)
  })

  app.get('/till/order', makes, async (request, reply) => {
    const state = tillState(request)
    if (!state.shift) throw new Refusal('shift/closed')
    if (state.basket.lines.length === 0) throw new Refusal('basket/empty')
    return reply.html(makeOrderTask(readPage(request, reply, shop), state, state.shift.business_day))
  })

  tillDeed(app, shop, '/orders', {
    door: 'make-orders',
    needs_room: true,
    form: Type.Object({
      basket_id: Id,
      total: Type.Integer({ minimum: 0 }),
      kind: Type.Union([Type.Literal('quotation'), Type.Literal('order')]),
      valid_until: Type.Optional(Day),
      due_on: Type.Optional(Day),
      note: Type.Optional(Type.String({ maxLength: 200 }))
    }),
    work: (tx, { form, by }) => {
      const { kind, basket_id } = form
      return makeTillOrder(tx, by, {
        order_id: by.request_id,
        kind,
        basket_id,
        total_minor: minor(form.total),
        valid_until: kind === 'quotation' ? dayIn(form.valid_until) : null,
        due_on: kind === 'order' ? dayIn(form.due_on) : null,
        note: form.note?.trim() ?? '',
        link: newToken()
      })
    },
    answer: ({ order_id }, { page, request, reply }) => {
      const state = tillState(request)
      return reply.html(html`${orderDone(page, readOrder(store, order_id))}${besideAnswer(page, state)}`)
    }
  })

  tillDeed(app, shop, '/orders/:order_id/basket', {
    door: 'sell',
    form: Type.Object({ prices: Type.Union([Type.Literal('promised'), Type.Literal('today')]) }),
    work: (tx, { form, params, by }) => ({
      basket_id: bringOrder(tx, by, params['order_id'] ?? '', form.prices)
    }),
    answer: (_outcome, { request, reply }) => reply.goTo('/till', request)
  })

  tillDeed(app, shop, '/orders/:order_id/deposits', {
    door: 'take-payments',
    form: Type.Object({
      amount: Amount,
      method_id: MethodId,
      reference: Type.Optional(Reference)
    }),
    work: (tx, { form, params, by }) => {
      takeOrderDeposit(tx, by, {
        payment_id: by.request_id,
        order_id: params['order_id'] ?? '',
        method_id: form.method_id,
        amount_minor: readAmount(form.amount, 'amount'),
        reference: form.reference?.trim() || null
      })
      return null
    },
    answer: backToOrder
  })

  tillDeed(app, shop, '/orders/:order_id/deposit-back', {
    door: 'take-payments',
    form: Type.Object({ method_id: MethodId }),
    work: (tx, { form: { method_id }, params, by }) => {
      const order = { order_id: params['order_id'] ?? '', payment_id: by.request_id, method_id }
      giveDepositBack(tx, by, order)
      return null
    },
    answer: backToOrder
  })

  tillDeed(app, shop, '/orders/:order_id/ending', {
    door: 'make-orders',
    form: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 200 }), method_id: MethodId }),
    work: (tx, { form, params, by }) => {
      const { method_id } = form
      const order = { order_id: params['order_id'] ?? '', payment_id: by.request_id, method_id }
      callOffOrder(tx, by, { ...order, reason: form.reason.trim() })
      return null
    },
    answer: backToOrder
  })

  deed(app, shop, '/orders/:order_id/copies', {
    door: 'make-orders',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { order_id: subject_id } = readOrder(tx, params['order_id'] ?? '')
      const { printer_id } = readPrinterAtHand(tx, by.terminal_id)
      return queueCopy(tx, by, { printer_id, kind: 'order', subject_id })
    },
    answer: backToOrder
  })

  function backToOrder(_outcome: unknown, { request, reply }: Answering): unknown {
    return reply.goTo(`/orders/${(request.params as { order_id: string }).order_id}`, request)
  }

  function book({ show, text = '' }: { show?: string; text?: string }): OrderBook {
    const shelf: OrderShelf = show === 'due' || show === 'ended' ? show : 'open'
    const wanted = { shelf, text: text.slice(0, 60), today: today() }
    return { ...wanted, orders: listOrders(store, wanted) }
  }

  function tillState(request: FastifyRequest) {
    return readTill(store, tillOf(request).terminal_id, clock.now(), request.who)
  }

  function today(): BusinessDay {
    return currentDay(store, clock.now())
  }
}

/** A day as it was typed; null for none. @throws {Refusal} form/unreadable for what is no day */
function dayIn(text = ''): BusinessDay | null {
  if (text === '') return null
  const day = readDay(text)
  if (!day) throw new Refusal('form/unreadable', { field: '' })
  return day
}
