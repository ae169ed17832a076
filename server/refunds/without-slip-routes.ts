import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { type Html, html } from '../../views/html.ts'
import type { Page } from '../../views/page.ts'
import { broughtPlan, noPlan } from '../../views/refunds/refund-plan.ts'
import {
  type Brought,
  broughtGoods,
  type Counted,
  withoutSlipPage
} from '../../views/refunds/without-slip.ts'
import { readScan } from '../baskets/read-scan.ts'
import { findAnyItem, findItem, findItemByText } from '../catalog/find-item.ts'
import { searchItems } from '../catalog/search-items.ts'
import { refundBroughtGoods } from '../checkout/refund.ts'
import { tillDeed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { currentDay } from '../settings/current-day.ts'
import { drawerAt, findOpenShift } from '../shifts/find-shift.ts'
import type { Shop } from '../shop.ts'
import { newToken } from '../values/id.ts'
import { minor } from '../values/money.ts'
import { milli, ONE } from '../values/quantity.ts'
import { Type } from '../values/shape.ts'
import { BroughtForm, broughtLines, ReasonForm, reasonIn } from './read-wanted.ts'
import { planBrought, unitName } from './refund-without-slip.ts'
import { orFault } from './routes.ts'

const Search = Type.Object({
  ...BroughtForm,
  text: Type.Optional(Type.String({ maxLength: 120 })),
  add: Type.Optional(Type.String({ maxLength: 36 }))
})
const Plan = Type.Object(BroughtForm)

/** How many goods a search that names several may offer. */
const MOST_FOUND = 6

/** Goods that come back without a slip: what lies on the counter is kept in the form, one line each. */
export async function withoutSlipRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const sell = { config: { door: 'sell' } } as const

  app.get('/refunds/new', sell, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const nothing = { brought: [], found: [] }
    return reply.html(
      withoutSlipPage(page, nothing, { drawer: drawerAt(store, request), plan: noPlan(page) })
    )
  })

  app.get<{ Querystring: Static<typeof Search> }>(
    '/refunds/new/goods',
    { ...sell, schema: { querystring: Search } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      const { brought, found } = counted(request.query)
      const { waste = [] } = request.query
      const form = {
        goods: brought.map(({ goods }) => goods),
        quantity: brought.map(({ quantity_milli }) => String(quantity_milli / 1000)),
        waste
      }
      return reply.html(
        html`${broughtGoods(page, { brought, found }, waste)}
          <hx-partial hx-target="#plan" hx-swap="innerMorph">${planOf(page, request, form)}</hx-partial>`
      )
    }
  )

  app.get<{ Querystring: Static<typeof Plan> }>(
    '/refunds/new/plan',
    { ...sell, schema: { querystring: Plan } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      return reply.html(planOf(page, request, request.query))
    }
  )

  tillDeed(app, shop, '/refunds', {
    door: 'sell',
    form: Type.Object({ ...BroughtForm, ...ReasonForm, payout: Type.Integer({ minimum: 0 }) }),
    work: (tx, { form, by }) =>
      refundBroughtGoods(tx, by, {
        refund_id: by.request_id,
        lines: broughtLines(form),
        reason: reasonIn(form),
        payout_minor: minor(form.payout),
        link: newToken()
      }),
    answer: ({ refund_id }, { request, reply }) => reply.goTo(`/refunds/${refund_id}?done`, request)
  })

  function planOf(page: Page, request: FastifyRequest, form: Static<typeof Plan>): Html {
    return orFault(page, () => {
      const lines = broughtLines(form)
      if (lines.every(({ quantity_milli }) => quantity_milli === 0)) return noPlan(page)
      return broughtPlan(page, planBrought(store, lines, momentOf(request)))
    })
  }

  /** What lay on the counter, with what was just scanned or tapped: one more of it where it lies there already. */
  function counted({ text = '', add, ...form }: Static<typeof Search>): Counted {
    const brought = broughtLines(form).flatMap(({ item_id, unit_id, quantity_milli }) => {
      const line = named(item_id, unit_id)
      return line && quantity_milli > 0 ? [{ ...line, quantity_milli }] : []
    })
    const { quantity_milli, text: wanted } = readScan(text)
    const tapped = add ? findItem(store, add) : undefined
    const exact = tapped ? { ...tapped, unit_id: null } : findItemByText(store, wanted)
    const found = exact || wanted === '' ? [] : searchItems(store, wanted, { limit: MOST_FOUND })
    const [first, second] = found
    const only = exact ?? (first && !second ? { ...first, unit_id: null } : undefined)
    if (!only) return { brought, found }
    const line = named(only.item_id, only.unit_id)
    return { brought: line ? withMore(brought, line, quantity_milli || ONE) : brought, found: [] }
  }

  function named(item_id: string, unit_id: string | null): Omit<Brought, 'quantity_milli'> | undefined {
    const item = findAnyItem(store, item_id)
    const unit = item && unitName(store, item_id, unit_id)
    return item && unit
      ? { goods: unit_id ? `${item_id}:${unit_id}` : item_id, name: item.name, unit }
      : undefined
  }

  function momentOf({ terminal, who }: FastifyRequest) {
    const at = clock.now()
    const shift = terminal && findOpenShift(store, terminal.terminal_id, who?.staff_id)
    return { at, business_day: shift?.business_day ?? currentDay(store, at) }
  }
}

function withMore(brought: Brought[], line: Omit<Brought, 'quantity_milli'>, more: number): Brought[] {
  const there = brought.find(({ goods }) => goods === line.goods)
  if (!there) return [...brought, { ...line, quantity_milli: more }]
  const quantity_milli = milli(there.quantity_milli + more)
  return brought.map((each) => (each === there ? { ...each, quantity_milli } : each))
}
