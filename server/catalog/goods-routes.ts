import type { FastifyInstance } from 'fastify'
import { itemPage } from '../../views/catalog/item.ts'
import type { Refused } from '../../views/catalog/item-goods.ts'
import { listGroups } from '../customers/groups.ts'
import type { Reader } from '../db/prepare.ts'
import { type Answering, deed } from '../http/deeds.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { stockLevel } from '../stock/move-stock.ts'
import { Type } from '../values/shape.ts'
import { classifyCategory, classifyItem } from './classify-item.ts'
import { findAnyItem, listBarcodes } from './find-item.ts'
import { listTiers } from './find-tiers.ts'
import { listUnitBarcodes, listUnits } from './find-units.ts'
import { readTiers, readUnit, TiersForm, UnitForm } from './read-goods-forms.ts'
import { saveTiers } from './save-tiers.ts'
import { addUnit, changeUnit, retireUnit } from './save-units.ts'
import { listCategories } from './search-items.ts'

const TaxForm = Type.Object({
  tax_class: Type.Union([
    Type.Literal('standard'),
    Type.Literal('luxury'),
    Type.Literal('exempt'),
    Type.Literal('untaxed'),
    Type.Literal('served')
  ]),
  plu: Type.String({ maxLength: 20 }),
  whole_category: Type.Optional(Type.Literal('yes'))
})

const door = 'edit-items'

/** What an item is besides its card: its units, its tiers, its tax and its number on the scale. */
export async function goodsRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  deed(app, shop, '/items/:item_id/units', {
    door,
    form: UnitForm,
    work: (tx, { form, params, by }) => {
      addUnit(tx, by, readUnit(form, params['item_id']!))
      return null
    },
    answer: (_outcome, at) => saved(at, 'units'),
    refused: (refusal, text, at) => refused(at, { part: 'units', unit_id: null, text, refusal })
  })

  deed(app, shop, '/items/:item_id/units/:unit_id', {
    door,
    form: UnitForm,
    work: (tx, { form, params, by }) => {
      changeUnit(tx, by, params['unit_id']!, readUnit(form, params['item_id']!))
      return null
    },
    answer: (_outcome, at) => saved(at, 'units'),
    refused: (refusal, text, at) => {
      const { unit_id } = at.request.params as { unit_id: string }
      // What was typed of a unit that is gone by now is offered as a new one.
      const gone = refusal.code === 'unit/gone'
      return refused(at, { part: 'units', unit_id: gone ? null : unit_id, text, refusal })
    }
  })

  deed(app, shop, '/items/:item_id/units/:unit_id/retirement', {
    door,
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      retireUnit(tx, by, { item_id: params['item_id']!, unit_id: params['unit_id']! })
      return null
    },
    answer: (_outcome, at) => saved(at, 'units')
  })

  deed(app, shop, '/items/:item_id/tiers', {
    door,
    form: TiersForm,
    work: (tx, { form, params, by }) => {
      const item_id = params['item_id']!
      const known = { units: listUnits(tx, item_id), groups: listGroups(tx) }
      saveTiers(tx, by, item_id, readTiers(form, known))
      return null
    },
    answer: (_outcome, at) => saved(at, 'tiers'),
    refused: (refusal, text, at) => refused(at, { part: 'tiers', text, refusal })
  })

  deed(app, shop, '/items/:item_id/tax', {
    door,
    form: TaxForm,
    work: (tx, { form: { tax_class, plu, whole_category }, params, by }) => {
      const item_id = params['item_id']!
      if (!/^\d{0,6}$/.test(plu.trim())) throw new Refusal('item/plu-wrong')
      classifyItem(tx, by, { item_id, tax_class, plu: plu.trim() || null })
      const category_id = whole_category && findAnyItem(tx, item_id)?.category_id
      if (category_id) classifyCategory(tx, by, category_id, tax_class)
      return null
    },
    answer: (_outcome, at) => saved(at, 'tax'),
    refused: (refusal, text, at) => refused(at, { part: 'tax', text, refusal })
  })

  function saved({ request, reply }: Answering, part: Refused['part']): unknown {
    return reply.goTo(`/items/${itemOf(request.params)}?saved=${part}`, request)
  }

  function refused({ page, request, reply }: Answering, what: Refused): unknown {
    return reply.html(itemPage(page, { ...readItemPage(store, itemOf(request.params)), refused: what }))
  }
}

/**
 * An item with all that its page shows.
 *
 * @throws {Refusal} item/gone
 */
export function readItemPage(reader: Reader, item_id: string) {
  const item = findAnyItem(reader, item_id)
  if (!item) throw new Refusal('item/gone')
  const units = listUnits(reader, item_id).map((unit) => ({
    ...unit,
    barcodes: unit.unit_id ? listUnitBarcodes(reader, unit.unit_id) : []
  }))
  return {
    item: { ...item, barcodes: listBarcodes(reader, item_id), quantity_milli: stockLevel(reader, item_id) },
    goods: {
      units,
      tiers: listTiers(reader, item_id),
      groups: listGroups(reader),
      settings: readSettings(reader)
    },
    categories: listCategories(reader)
  }
}

function itemOf(params: unknown): string {
  return (params as { item_id: string }).item_id
}
