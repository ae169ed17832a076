import type { FastifyInstance } from 'fastify'
import { buyerPanel, foundBuyers } from '../../views/till/buyer.ts'
import { afterChange } from '../../views/till/slip.ts'
import { chooseCustomer } from '../baskets/adjust-basket.ts'
import { addCustomer } from '../customers/save-customer.ts'
import { searchCustomers } from '../customers/search-customers.ts'
import type { Reader } from '../db/prepare.ts'
import { type Answering, tillDeed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { tillOf } from './at-till.ts'
import { readTill } from './read-till.ts'

const Text = Type.String({ maxLength: 80 })

/** As many as fit on a till without scrolling for long. */
const MOST_FOUND = 8

/** Who buys: found by phone or name, or written down on the spot. */
export async function buyerRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const readState = (request: Answering['request']) =>
    readTill(store, tillOf(request).terminal_id, clock.now(), request.who)

  app.get('/till/customer', { config: { door: 'sell' } }, async (request, reply) =>
    reply.html(
      buyerPanel(
        readPage(request, reply, shop),
        readState(request).buyer,
        searchCustomers(store, '', MOST_FOUND)
      )
    )
  )

  app.get<{ Querystring: { text?: string } }>(
    '/till/customers',
    { config: { door: 'sell' } },
    async (request, reply) => {
      const text = (request.query.text ?? '').slice(0, 80)
      const found = searchCustomers(store, text, MOST_FOUND)
      return reply.html(foundBuyers(readPage(request, reply, shop), text, found))
    }
  )

  tillDeed(app, shop, '/till/customer', {
    door: 'sell',
    form: Type.Object({
      customer_id: Type.Optional(Type.Union([Id, Type.Literal('')])),
      text: Type.Optional(Text)
    }),
    work: (tx, { form: { customer_id, text = '' }, by }) => {
      chooseCustomer(tx, by, customer_id === undefined ? onlyOne(tx, text) : customer_id || null)
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  tillDeed(app, shop, '/till/customers', {
    door: 'edit-customers',
    form: Type.Object({ name: Text, phone: Text, consent: Type.Optional(Type.Literal('yes')) }),
    work: (tx, { form: { name, phone, consent }, by }) => {
      const customer_id = by.request_id
      addCustomer(tx, by, { customer_id, name, phone, consent: consent === 'yes' })
      chooseCustomer(tx, by, customer_id)
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  function changed({ page, request, reply }: Answering): unknown {
    return reply.html(afterChange(page, readState(request)))
  }
}

/** The one customer that a typed text finds. @throws {Refusal} customer/unknown, customer/several */
function onlyOne(reader: Reader, text: string): string {
  const [first, second] = text.trim() ? searchCustomers(reader, text, 2) : []
  if (!first) throw new Refusal('customer/unknown', { text })
  if (second) throw new Refusal('customer/several', { text })
  return first.customer_id
}
