import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { type CustomerFacts, customerPage } from '../../views/customers/customer.ts'
import { restOffer } from '../../views/customers/payment-forms.ts'
import { statementPage } from '../../views/customers/statement.ts'
import { refusalSentence } from '../../views/refusal.ts'
import { printStatement, takeMoney } from '../checkout/take-money.ts'
import type { Reader } from '../db/prepare.ts'
import { deed, tillDeed } from '../http/deeds.ts'
import { Amount, Id, MethodId, Reference } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { balanceOf } from '../ledger/post.ts'
import { readPrinterAtHand } from '../printing/find-printer.ts'
import { queueCopy } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import { readAmount } from '../requests/read-amount.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import { drawerAt } from '../shifts/find-shift.ts'
import type { Shop } from '../shop.ts'
import { listMoneyMethods, readMethod } from '../tenders/find-methods.ts'
import { findPayment } from '../tenders/find-payment.ts'
import { wholeDebt } from '../tenders/take-payment.ts'
import { readDay } from '../values/business-day.ts'
import { ID_PATTERN } from '../values/id.ts'
import { type Minor, minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'
import { listPointsMoves } from './correct-points.ts'
import { findCustomer, readCustomer } from './find-customers.ts'
import { listGroups } from './groups.ts'
import { countPurchases, listPurchases } from './list-purchases.ts'
import { pointsOf, worthOf } from './points.ts'
import { listDepositMoves, readStatement } from './read-statement.ts'

const PaymentForm = Type.Object({
  kind: Type.Union([Type.Literal('debt'), Type.Literal('deposit'), Type.Literal('deposit-back')]),
  amount: Amount,
  method_id: MethodId,
  reference: Reference,
  /** Under which the rest is kept when more is given than is owed. */
  rest_id: Id,
  keep_rest: Type.Optional(Type.Literal('yes')),
  /** Everything that is owed, as the page showed it. */
  whole: Type.Optional(Type.Integer({ minimum: 0 }))
})

type OfCustomer = { Params: { customer_id: string } }

/** A customer's account with the shop: what is owed and left, payments, statements. */
export async function accountRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get<OfCustomer & { Querystring: { saved?: string; paid?: string } }>(
    '/customers/:customer_id',
    { config: { door: 'see-customers' } },
    async (request, reply) => {
      const { saved, paid } = request.query
      const facts = store.look(() => ({
        ...readWhole(request, request.params.customer_id),
        saved: saved !== undefined,
        paid: findPayment(store, String(paid ?? ''))
      }))
      return reply.html(customerPage(readPage(request, reply, shop), facts))
    }
  )

  app.get<OfCustomer & { Querystring: { since?: string; job?: string } }>(
    '/customers/:customer_id/statement',
    { config: { door: 'see-customers' } },
    async (request, reply) => {
      const customer = readCustomer(store, request.params.customer_id)
      const since = readDay(request.query.since)
      const today = currentDay(store, clock.now())
      const statement = readStatement(store, customer.customer_id, { today, since })
      const job_id = new RegExp(ID_PATTERN).test(String(request.query.job)) ? request.query.job : undefined
      const facts = { customer, statement, today, since, job_id }
      return reply.html(statementPage(readPage(request, reply, shop), facts))
    }
  )

  tillDeed(app, shop, '/customers/:customer_id/payments', {
    door: 'take-payments',
    form: PaymentForm,
    work: (tx, { form, params, by }) => {
      const customer_id = params['customer_id']!
      takeMoney(tx, by, {
        payment_id: by.request_id,
        kind: form.kind,
        customer_id,
        order_id: null,
        method_id: form.method_id,
        amount_minor: amountOf(tx, customer_id, form),
        reference: form.reference.trim() || null,
        rest_id: form.keep_rest ? form.rest_id : null
      })
      return { customer_id, payment_id: by.request_id }
    },
    answer: ({ customer_id, payment_id }, { request, reply }) =>
      reply.goTo(`/customers/${customer_id}?paid=${payment_id}`, request),
    refused: (refusal, form, { page, request, reply }) => {
      if (refusal.code !== 'payment/more-than-owed' || !request.headers['hx-request']) throw refusal
      const { customer_id } = request.params as { customer_id: string }
      const whole_minor = wholeDebt(store, customer_id, readMethod(store, form.method_id))
      const rest_minor = minor(readAmount(form.amount, 'amount') - whole_minor)
      reply.header('hx-retarget', `#rest-${form.kind}`).header('hx-reswap', 'innerHTML')
      return reply.html(
        restOffer(page, { whole_minor, rest_minor, sentence: refusalSentence(page, refusal) })
      )
    }
  })

  deed(app, shop, '/payments/:payment_id/copies', {
    door: 'take-payments',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const payment = findPayment(tx, params['payment_id']!)
      if (!payment?.customer_id) throw new Refusal('payment/gone')
      const { printer_id } = readPrinterAtHand(tx, by.terminal_id ?? payment.terminal_id)
      const { payment_id, customer_id } = payment
      queueCopy(tx, by, { printer_id, kind: 'payment', subject_id: payment_id })
      return { payment_id, customer_id }
    },
    answer: ({ payment_id, customer_id }, { request, reply }) =>
      reply.goTo(`/customers/${customer_id}?paid=${payment_id}`, request)
  })

  deed(app, shop, '/customers/:customer_id/statement/prints', {
    door: 'see-customers',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const customer_id = params['customer_id']!
      return { customer_id, ...printStatement(tx, by, customer_id) }
    },
    answer: ({ customer_id, job_id }, { request, reply }) =>
      reply.goTo(`/customers/${customer_id}/statement?job=${job_id}`, request)
  })

  /** All that a customer's page shows. Somebody forgotten still has a history. */
  function readWhole(
    request: Pick<FastifyRequest, 'terminal' | 'who'>,
    customer_id: string
  ): Omit<CustomerFacts, 'saved' | 'paid'> {
    const customer = findCustomer(store, customer_id)
    if (!customer) throw new Refusal('customer/gone')
    const points = pointsOf(store, customer_id)
    return {
      customer,
      groups: listGroups(store),
      statement: readStatement(store, customer_id, { today: currentDay(store, clock.now()) }),
      deposits: listDepositMoves(store, customer_id),
      owing: {
        customer_id,
        debt_minor: balanceOf(store, 'receivable', customer_id),
        whole_cash_minor: wholeDebt(store, customer_id, { kind: 'cash' }),
        deposit_minor: minor(-balanceOf(store, 'deposit', customer_id))
      },
      till: { drawer: drawerAt(store, request), methods: listMoneyMethods(store) },
      points: {
        customer_id,
        points,
        worth_minor: worthOf(points, readSettings(store)),
        moves: listPointsMoves(store, customer_id)
      },
      purchases: listPurchases(store, customer_id),
      bought: countPurchases(store, customer_id)
    }
  }
}

/**
 * How much is paid: what was typed, or everything, if that is still what the page showed.
 *
 * @throws {Refusal} payment/changed, form/unreadable
 */
function amountOf(reader: Reader, customer_id: string, form: Static<typeof PaymentForm>): Minor {
  if (form.whole === undefined) return readAmount(form.amount, 'amount')
  if (balanceOf(reader, 'receivable', customer_id) !== form.whole) throw new Refusal('payment/changed')
  return wholeDebt(reader, customer_id, readMethod(reader, form.method_id))
}
