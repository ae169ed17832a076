import type { FastifyInstance } from 'fastify'
import { discardQuestion, heldCount, heldList, heldPanel } from '../../views/till/held.ts'
import { goodsPanel, linePanel } from '../../views/till/line.ts'
import { basketOff, lineOff, linePrice } from '../../views/till/off.ts'
import { afterChange } from '../../views/till/slip.ts'
import { discountBasket, discountLine, setLine, setOwnPrice } from '../baskets/adjust-basket.ts'
import { editLine, undoChange } from '../baskets/change-basket.ts'
import { countHeldBaskets, listHeldBaskets } from '../baskets/find-held.ts'
import { moveBasket } from '../baskets/hand-over.ts'
import { discardBasket, HELD_NAME_LENGTH, holdBasket, recallBasket } from '../baskets/hold-basket.ts'
import { NOTHING_OFF, readOff } from '../baskets/read-off.ts'
import { readScan } from '../baskets/read-scan.ts'
import { findItem } from '../catalog/find-item.ts'
import { listUnits } from '../catalog/find-units.ts'
import { type Answering, tillDeed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import type { PricedLine } from '../pricing/basket.ts'
import { Refusal } from '../refusal.ts'
import { readAmount, readCount } from '../requests/read-amount.ts'
import type { Shop } from '../shop.ts'
import { milli } from '../values/quantity.ts'
import { Type } from '../values/shape.ts'
import { tillOf } from './at-till.ts'
import { readTill, type TillState } from './read-till.ts'

const OffForm = Type.Object({
  off: Type.String({ maxLength: 20 }),
  as: Type.Optional(Type.Union([Type.Literal('percent'), Type.Literal('amount')])),
  remove: Type.Optional(Type.Literal('yes'))
})

const LINE_PANELS = { quantity: linePanel, discount: lineOff, price: linePrice }

/** What is done to the basket beside scanning: its lines, what is taken off, putting it aside and taking it up. */
export async function basketRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const sell = { config: { door: 'sell' } } as const
  const readState = (request: Answering['request']) =>
    readTill(store, tillOf(request).terminal_id, clock.now(), request.who)

  app.get<{ Querystring: { line?: string; of?: string } }>('/till/line', sell, async (request, reply) => {
    const row = lineAt(readState(request), Number(request.query.line))
    const { of = '' } = request.query
    const panel = Object.hasOwn(LINE_PANELS, of) ? LINE_PANELS[of as keyof typeof LINE_PANELS] : linePanel
    return reply.html(panel(readPage(request, reply, shop), row, listUnits(store, row.item_id)))
  })

  app.get<{ Params: { item_id: string }; Querystring: { text?: string } }>(
    '/till/goods/:item_id',
    sell,
    async (request, reply) => {
      const item = findItem(store, request.params.item_id)
      if (!item) throw new Refusal('item/gone')
      const { text = '' } = request.query
      const typed = /[*x×]\s*$/i.test(text) ? readScan(`${text}_`).quantity_milli : null
      return reply.html(goodsPanel(readPage(request, reply, shop), item, typed))
    }
  )

  tillDeed(app, shop, '/till/lines/:line_no', {
    door: 'sell',
    form: Type.Object({
      quantity: Type.String({ maxLength: 12 }),
      unit: Type.Optional(Type.Union([Id, Type.Literal('')])),
      remove: Type.Optional(Type.Literal('yes'))
    }),
    work: (tx, { form: { quantity, unit, remove }, params, by }) => {
      const line_no = Number(params['line_no'])
      const quantity_milli = remove ? milli(0) : readCount(quantity)
      if (unit === undefined) editLine(tx, by, line_no, { quantity_milli })
      else setLine(tx, by, line_no, { quantity_milli, unit_id: unit || null })
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  tillDeed(app, shop, '/till/lines/:line_no/discount', {
    door: 'sell',
    form: OffForm,
    work: (tx, { form, params, by }) => {
      const off = form.remove ? NOTHING_OFF : readOff(form.off, form.as ?? 'percent')
      discountLine(tx, by, Number(params['line_no']), off)
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  tillDeed(app, shop, '/till/lines/:line_no/price', {
    door: 'sell',
    form: Type.Object({
      price: Type.String({ maxLength: 20 }),
      remove: Type.Optional(Type.Literal('yes'))
    }),
    work: (tx, { form: { price, remove }, params, by }) => {
      if (!remove && price.trim() === '') throw new Refusal('form/unreadable', { field: 'price' })
      setOwnPrice(tx, by, Number(params['line_no']), remove ? null : readAmount(price, 'price'))
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  app.get('/till/discount', sell, async (request, reply) => {
    const { basket, head } = readState(request)
    if (basket.lines.length === 0) throw new Refusal('basket/empty')
    return reply.html(basketOff(readPage(request, reply, shop), head))
  })

  tillDeed(app, shop, '/till/discount', {
    door: 'sell',
    form: OffForm,
    work: (tx, { form, by }) => {
      discountBasket(tx, by, form.remove ? NOTHING_OFF : readOff(form.off, form.as ?? 'percent'))
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  tillDeed(app, shop, '/till/undo', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { by }) => {
      undoChange(tx, by)
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  tillDeed(app, shop, '/till/moves', {
    door: 'sell',
    form: Type.Object({ basket_id: Id }),
    work: (tx, { form, by }) => {
      moveBasket(tx, by, form.basket_id)
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  app.get('/till/held', sell, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const at = clock.now()
    return reply.html(heldPanel(page, readState(request), listHeldBaskets(store, at), at))
  })

  app.get('/till/held/list', sell, async (request, reply) => {
    const at = clock.now()
    return reply.html(heldList(readPage(request, reply, shop), listHeldBaskets(store, at), at))
  })

  app.get('/till/held/count', sell, async (_request, reply) => reply.html(heldCount(countHeldBaskets(store))))

  tillDeed(app, shop, '/till/held', {
    door: 'sell',
    form: Type.Object({ name: Type.String({ maxLength: HELD_NAME_LENGTH }) }),
    work: (tx, { form, by }) => holdBasket(tx, by, form),
    answer: (_outcome, at) => changed(at)
  })

  tillDeed(app, shop, '/till/recalls', {
    door: 'sell',
    form: Type.Object({ basket_id: Id }),
    work: (tx, { form, by }) => {
      recallBasket(tx, by, form.basket_id)
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  app.get('/till/discard', sell, async (request, reply) => {
    const { basket } = readState(request)
    if (basket.lines.length === 0) throw new Refusal('basket/empty')
    return reply.html(discardQuestion(readPage(request, reply, shop), basket))
  })

  tillDeed(app, shop, '/till/discards', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { by }) => {
      discardBasket(tx, by)
      return null
    },
    answer: (_outcome, at) => changed(at)
  })

  /** The slip and all that hangs on it, as they are now. */
  function changed({ page, request, reply }: Answering): unknown {
    return reply.html(afterChange(page, readState(request)))
  }
}

/** The line that is meant, or the last one. */
function lineAt({ basket: { lines } }: TillState, line_no: number): PricedLine {
  const row = lines.find((line) => line.line_no === line_no) ?? lines.at(-1)
  if (!row) throw new Refusal('basket/empty')
  return row
}
