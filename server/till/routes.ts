import type { FastifyInstance } from 'fastify'
import { html } from '../../views/html.ts'
import { type Shelf, shelf } from '../../views/till/shelf.ts'
import { afterChange, barBeside, slip } from '../../views/till/slip.ts'
import { till } from '../../views/till/till.ts'
import { addToBasket } from '../baskets/change-basket.ts'
import { countHeldBaskets } from '../baskets/find-held.ts'
import { nameGoods } from '../baskets/name-goods.ts'
import { readScan } from '../baskets/read-scan.ts'
import { findItem } from '../catalog/find-item.ts'
import { listCategories, listCategoryItems, searchItems } from '../catalog/search-items.ts'
import type { Reader } from '../db/prepare.ts'
import { type Answering, tillDeed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readCount } from '../requests/read-amount.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { tillOf } from './at-till.ts'
import { readTill } from './read-till.ts'

const Text = Type.String({ maxLength: 120 })

/** The till: scanning, and changing the basket. */
export async function tillRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const sell = { config: { door: 'sell' } } as const

  app.get('/till', sell, async (request, reply) => {
    const { terminal_id } = tillOf(request)
    const state = readTill(store, terminal_id, clock.now(), request.who)
    const held = countHeldBaskets(store)
    return reply.html(till(readPage(request, reply, shop), state, { goods: goods(store, {}), held }))
  })

  app.get('/till/slip', sell, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const state = readTill(store, tillOf(request).terminal_id, clock.now(), request.who)
    return reply.html(html`${slip(page, state)}${barBeside(page, state)}`)
  })

  app.get<{ Querystring: { text?: string; category?: string } }>(
    '/till/shelf',
    sell,
    async (request, reply) => reply.html(shelf(readPage(request, reply, shop), goods(store, request.query)))
  )

  tillDeed(app, shop, '/till/scans', {
    door: 'sell',
    needs_room: true,
    form: Type.Object({ text: Type.String({ minLength: 1, maxLength: 120 }) }),
    work: (tx, { form, by }) => {
      readShiftAtWork(tx, by)
      const { goods, quantity_milli } = nameGoods(tx, readScan(form.text))
      if (quantity_milli === 0) throw new Refusal('scan/quantity')
      return { basket_id: addToBasket(tx, by, goods, quantity_milli) }
    },
    answer: (_outcome, at) => changed(at)
  })

  tillDeed(app, shop, '/till/lines', {
    door: 'sell',
    needs_room: true,
    form: Type.Object({
      item_id: Id,
      text: Type.Optional(Text),
      quantity: Type.Optional(Type.String({ maxLength: 12 }))
    }),
    work: (tx, { form, by }) => {
      readShiftAtWork(tx, by)
      const item = findItem(tx, form.item_id)
      if (!item) throw new Refusal('item/gone')
      // "3*" typed before the tap counts; a search text does not.
      const counted = readScan(/[*x×]\s*$/i.test(form.text ?? '') ? `${form.text}_` : '')
      const quantity_milli = form.quantity ? readCount(form.quantity) : counted.quantity_milli
      return { basket_id: addToBasket(tx, by, { item_id: item.item_id }, quantity_milli) }
    },
    answer: (_outcome, at) => changed(at)
  })

  /** The slip and all that hangs on it, as they are now. */
  function changed({ page, request, reply }: Answering): unknown {
    return reply.html(
      afterChange(page, readTill(store, tillOf(request).terminal_id, clock.now(), request.who))
    )
  }
}

function goods(reader: Reader, { text = '', category = '' }: { text?: string; category?: string }): Shelf {
  const wanted = readScan(text).text.replace(/^\d+([.,]\d+)?\s*[*x×]\s*$/i, '')
  const items = category ? listCategoryItems(reader, category) : searchItems(reader, wanted.slice(0, 120))
  return { text: wanted, category, categories: listCategories(reader), items }
}
