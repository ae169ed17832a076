import type { FastifyInstance } from 'fastify'
import { favouriteForm } from '../../views/catalog/favourite.ts'
import { itemPage, newItemPage } from '../../views/catalog/item.ts'
import type { Part } from '../../views/catalog/item-goods.ts'
import { itemsPage } from '../../views/catalog/items.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { correctStock } from '../stock/correct-stock.ts'
import { moveStock } from '../stock/move-stock.ts'
import { readQuantity } from '../values/read-number.ts'
import { Type } from '../values/shape.ts'
import { findAnyItem } from './find-item.ts'
import { readItemPage } from './goods-routes.ts'
import { ItemForm, readItemForm } from './read-item-form.ts'
import { bringItemBack, retireItem, saveItem, setFavourite } from './save-item.ts'
import { hasItems, listCategories, SHELF_SIZE, searchItems } from './search-items.ts'

const StockForm = Type.Object({
  counted: Type.String({ maxLength: 40 }),
  reason: Type.String({ maxLength: 200 })
})

const FavouriteForm = Type.Object({ favourite: Type.Union([Type.Literal('0'), Type.Literal('1')]) })

/** The shop's goods: looking them up, writing them one at a time, and putting their stock right. */
export async function catalogRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { text?: string; category?: string; from?: string } }>(
    '/items',
    { config: { door: 'see-items' } },
    async (request, reply) => {
      const text = String(request.query.text ?? '').slice(0, 120)
      const category = String(request.query.category ?? '')
      const from = Math.max(0, Math.trunc(Number(request.query.from)) || 0)
      // One more than is shown tells whether there are more.
      const found = searchItems(store, text, { limit: SHELF_SIZE + 1, from, category: category || null })
      const items = found.slice(0, SHELF_SIZE)
      const next = found.length > SHELF_SIZE ? from + SHELF_SIZE : null
      const categories = listCategories(store)
      const is_empty = items.length === 0 && !hasItems(store)
      return reply.html(
        itemsPage(readPage(request, reply, shop), { text, category, categories, items, next, is_empty })
      )
    }
  )

  app.get('/items/new', { config: { door: 'edit-items' } }, async (request, reply) =>
    reply.html(newItemPage(readPage(request, reply, shop), { categories: listCategories(store), text: {} }))
  )

  app.get<{ Params: { item_id: string }; Querystring: { saved?: string } }>(
    '/items/:item_id',
    { config: { door: 'see-items' } },
    async (request, reply) => {
      const { params, query } = request
      return reply.html(
        itemPage(readPage(request, reply, shop), {
          ...readItemPage(store, params.item_id),
          saved: savedPart(query.saved)
        })
      )
    }
  )

  deed(app, shop, '/items', {
    door: 'edit-items',
    form: ItemForm,
    work: (tx, { form, by }) => {
      const { card, stock_milli } = readItemForm(form)
      if (!card) throw new Refusal('item/faulty')
      // The item takes the id of the request that makes it.
      const item_id = by.request_id
      saveItem(tx, by, { ...card, item_id })
      if (stock_milli) {
        moveStock(tx, by, { item_id, quantity_milli: stock_milli, reason: 'opening', source_id: item_id })
      }
      return { item_id }
    },
    answer: ({ item_id }, { request, reply }) => reply.goTo(`/items/${item_id}?saved`, request),
    refused: (refusal, form, { page, reply }) =>
      reply.html(newItemPage(page, { categories: listCategories(store), text: form, refusal }))
  })

  deed(app, shop, '/items/:item_id', {
    door: 'edit-items',
    form: ItemForm,
    work: (tx, { form, params, by }) => {
      const { card } = readItemForm(form)
      if (!card) throw new Refusal('item/faulty')
      const known = findAnyItem(tx, params['item_id']!)
      if (!known) throw new Refusal('item/gone')
      // Without a code in the form it keeps its own.
      saveItem(tx, by, { ...card, code: card.code ?? known.code, item_id: known.item_id })
      return { item_id: known.item_id }
    },
    answer: ({ item_id }, { request, reply }) => reply.goTo(`/items/${item_id}?saved`, request),
    refused: (refusal, form, { page, request, reply }) =>
      reply.html(itemPage(page, { ...readItemPage(store, idOf(request.params)), text: form, refusal }))
  })

  deed(app, shop, '/items/:item_id/stock', {
    door: 'edit-items',
    form: StockForm,
    work: (tx, { form, params, by }) => {
      const item_id = params['item_id']!
      const counted_milli = readQuantity(form.counted)
      const reason = form.reason.trim()
      if (typeof counted_milli === 'string' || !reason) throw new Refusal('item/faulty')
      if (!findAnyItem(tx, item_id)) throw new Refusal('item/gone')
      correctStock(tx, by, { item_id, counted_milli, reason, source_id: by.request_id })
      return { item_id }
    },
    answer: ({ item_id }, { request, reply }) => reply.goTo(`/items/${item_id}?saved`, request),
    refused: (refusal, form, { page, request, reply }) =>
      reply.html(itemPage(page, { ...readItemPage(store, idOf(request.params)), correction: form, refusal }))
  })

  deed(app, shop, '/items/:item_id/retirement', {
    door: 'edit-items',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      retireItem(tx, by, params['item_id']!)
      return { item_id: params['item_id']! }
    },
    answer: ({ item_id }, { request, reply }) => reply.goTo(`/items/${item_id}`, request)
  })

  deed(app, shop, '/items/:item_id/return', {
    door: 'edit-items',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      bringItemBack(tx, by, params['item_id']!)
      return { item_id: params['item_id']! }
    },
    answer: ({ item_id }, { request, reply }) => reply.goTo(`/items/${item_id}`, request)
  })

  deed(app, shop, '/items/:item_id/favourite', {
    door: 'edit-items',
    form: FavouriteForm,
    work: (tx, { form, params, by }) => {
      const favourite = form.favourite === '1' ? 1 : 0
      setFavourite(tx, by, params['item_id']!, favourite)
      return { item_id: params['item_id']!, favourite }
    },
    answer: ({ item_id, favourite }, { page, request, reply }) => {
      if (!request.headers['hx-request']) return reply.goTo('/items', request)
      const { name } = readItemPage(store, item_id).item
      return reply.html(favouriteForm(page, { item_id, name, favourite: favourite === 1 ? 1 : 0 }))
    }
  })
}

/** Which part of an item's page an address says was saved; the card, where it says no more. */
function savedPart(saved: string | undefined): Part | 'card' | undefined {
  if (saved === undefined) return undefined
  return saved === 'units' || saved === 'tiers' || saved === 'tax' ? saved : 'card'
}

function idOf(params: unknown): string {
  return (params as { item_id: string }).item_id
}
