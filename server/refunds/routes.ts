import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { type Html, html } from '../../views/html.ts'
import type { Page } from '../../views/page.ts'
import { jobStates } from '../../views/printing/job-states.ts'
import { asText } from '../../views/receipts/document.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { refundPage, toHandOver } from '../../views/refunds/refund.ts'
import { refundForm, type Turn } from '../../views/refunds/refund-form.ts'
import { faultyPlan, noPlan, refundPlan } from '../../views/refunds/refund-plan.ts'
import { refusalSentence } from '../../views/refusal.ts'
import { afterChange } from '../../views/till/slip.ts'
import { refundAtTill, voidAtTill } from '../checkout/refund.ts'
import { deed, tillDeed } from '../http/deeds.ts'
import { Id, MethodId } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { drawSlip } from '../printing/draw-slip.ts'
import { listJobs } from '../printing/find-jobs.ts'
import { printersById, readPrinterAtHand } from '../printing/find-printer.ts'
import { queueCopy } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { drawerAt } from '../shifts/find-shift.ts'
import type { Shop } from '../shop.ts'
import { listMethods } from '../tenders/find-methods.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { tillOf } from '../till/at-till.ts'
import { readTill } from '../till/read-till.ts'
import { newToken } from '../values/id.ts'
import { minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'
import { findRefund, listRefundsOf } from './find-refunds.ts'
import { remainingOf, type WantedLine } from './plan-refund.ts'
import { HANDED, readPlan } from './read-plan.ts'
import { PartsForm, ReasonForm, reasonIn, wantedLines } from './read-wanted.ts'
import { readSale, wholeOf } from './refund-sale.ts'
import { cancelExchange, startExchange } from './start-exchange.ts'

interface OfSale {
  Params: { sale_id: string }
  Querystring: { turn?: string }
}
interface OfRefund {
  Params: { refund_id: string }
  Querystring: { done?: string }
}

const PlanForm = Type.Object({
  ...PartsForm,
  turn: Type.Optional(Type.String({ maxLength: 20 })),
  method_id: Type.Optional(Type.Union([MethodId, Type.Literal('')]))
})

/** Goods that come back: refund, void and exchange of a sale, and what became of them. */
export async function refundRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const sell = { config: { door: 'sell' } } as const
  const see = { config: { door: 'see-sales' } } as const

  app.get<OfSale>('/sales/:sale_id/refund', sell, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const sale = readSale(store, request.params.sale_id)
    const turn = turnIn(request.query.turn)
    const earlier = listRefundsOf(store, sale.sale_id)
    const whole = turn === 'void' ? wholeOf(sale, earlier) : []
    const paid = new Set(sale.tenders.map(({ method_id }) => method_id))
    return reply.html(
      refundForm(page, {
        sale,
        turn,
        left: remainingOf(sale, earlier),
        means: listMethods(store).filter(
          ({ kind, method_id, is_on }) => is_on && HANDED.has(kind) && (paid.size > 1 || !paid.has(method_id))
        ),
        drawer: drawerAt(store, request),
        plan: planOf(page, sale.sale_id, whole, turn, null)
      })
    )
  })

  app.get<{ Params: { sale_id: string }; Querystring: Static<typeof PlanForm> }>(
    '/sales/:sale_id/refund/plan',
    { ...sell, schema: { querystring: PlanForm } },
    async (request, reply) => {
      const { turn, method_id } = request.query
      const page = readPage(request, reply, shop)
      const { sale_id } = request.params
      return reply.html(
        orFault(page, () =>
          planOf(page, sale_id, wantedLines(request.query), turnIn(turn), method_id || null)
        )
      )
    }
  )

  tillDeed(app, shop, '/sales/:sale_id/refunds', {
    door: 'sell',
    form: Type.Object({
      ...PartsForm,
      ...ReasonForm,
      method_id: Type.Optional(Type.Union([MethodId, Type.Literal('')])),
      payout: Type.Integer({ minimum: 0 })
    }),
    work: (tx, { form, params, by }) =>
      refundAtTill(tx, by, {
        refund_id: by.request_id,
        sale_id: params['sale_id'] ?? '',
        lines: wantedLines(form),
        reason: reasonIn(form),
        method_id: form.method_id || null,
        payout_minor: minor(form.payout),
        link: newToken()
      }),
    answer: ({ refund_id }, { request, reply }) => reply.goTo(`/refunds/${refund_id}?done`, request)
  })

  tillDeed(app, shop, '/sales/:sale_id/void', {
    door: 'sell',
    form: Type.Object(ReasonForm),
    work: (tx, { form, params, by }) =>
      voidAtTill(tx, by, {
        refund_id: by.request_id,
        sale_id: params['sale_id'] ?? '',
        reason: reasonIn(form),
        link: newToken()
      }),
    answer: ({ refund_id }, { request, reply }) => reply.goTo(`/refunds/${refund_id}?done`, request)
  })

  tillDeed(app, shop, '/sales/:sale_id/exchange', {
    door: 'sell',
    form: Type.Object({ ...PartsForm, ...ReasonForm }),
    work: (tx, { form, params, by }) =>
      startExchange(tx, by, {
        sale_id: params['sale_id'] ?? '',
        lines: wantedLines(form),
        reason: reasonIn(form)
      }),
    answer: (_outcome, { request, reply }) => reply.goTo('/till', request)
  })

  tillDeed(app, shop, '/till/exchange/cancel', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { by }) => {
      cancelExchange(tx, by)
      return null
    },
    answer: (_outcome, { page, request, reply }) =>
      reply.html(afterChange(page, readTill(store, tillOf(request).terminal_id, clock.now(), request.who)))
  })

  app.get<OfRefund>('/refunds/:refund_id', see, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const refund = findRefund(store, request.params.refund_id)
    if (!refund) throw new Refusal('refund/gone')
    const { refund_id } = refund
    return reply.html(
      refundPage(page, {
        refund,
        till: readTerminal(store, refund.terminal_id),
        slip_text: asText(slipOf(refund_id).rows),
        jobs: jobStates(page, listJobs(store, refund_id), printersById(store)),
        is_new: request.query.done !== undefined
      })
    )
  })

  app.get<OfRefund>('/refunds/:refund_id/hand-over', see, async (request, reply) => {
    const refund = findRefund(store, request.params.refund_id)
    if (!refund) throw new Refusal('refund/gone')
    // In an exchange for something dearer nothing goes back, and nothing is said.
    if (refund.tenders.every(({ method }) => method === 'exchange')) return reply.html(html`<!-- nothing -->`)
    return reply.html(toHandOver(readPage(request, reply, shop), refund))
  })

  app.get<OfRefund>('/refunds/:refund_id/slip.svg', see, async (request, reply) => {
    const { rows, columns } = slipOf(request.params.refund_id)
    return reply.picture(asPicture(rows, columns))
  })

  deed(app, shop, '/refunds/:refund_id/copies', {
    door: 'see-sales',
    form: Type.Object({ printer_id: Type.Optional(Id) }),
    work: (tx, { form, params, by }) => {
      const subject_id = params['refund_id'] ?? ''
      if (!findRefund(tx, subject_id)) throw new Refusal('refund/gone')
      const printer_id = form.printer_id ?? readPrinterAtHand(tx, by.terminal_id).printer_id
      return queueCopy(tx, by, { printer_id, kind: 'refund', subject_id })
    },
    answer: (_outcome, { request, reply }) =>
      reply.goTo(`/refunds/${(request.params as OfRefund['Params']).refund_id}`, request)
  })

  function planOf(
    page: Page,
    sale_id: string,
    wanted: readonly WantedLine[],
    turn: Turn,
    method_id: string | null
  ): Html {
    if (wanted.every(({ quantity_milli }) => quantity_milli === 0)) return noPlan(page)
    const sale = readSale(store, sale_id)
    return refundPlan(page, readPlan(store, sale, wanted, { method_id }), turn, sale.taxes)
  }

  /** @throws {Refusal} refund/gone */
  function slipOf(refund_id: string) {
    const { columns } = readSettings(store)
    const rows = drawSlip(store, { kind: 'refund', subject_id: refund_id }, { columns })
    if (!rows) throw new Refusal('refund/gone')
    return { rows, columns }
  }
}

function turnIn(text: string | undefined): Turn {
  return text === 'exchange' || text === 'void' ? text : 'refund'
}

/** What is chosen may be impossible while somebody is still choosing: it is said where the figures stand. */
export function orFault(page: Page, draw: () => Html): Html {
  try {
    return draw()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return faultyPlan(refusalSentence(page, error))
  }
}
