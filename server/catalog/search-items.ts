import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { Minor } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { matchOf } from './search-words.ts'

/** An item as it stands on the shelf of a till. */
export interface ShelfItem {
  item_id: string
  code: string
  name: string
  category: string | null
  unit: string
  price_minor: Minor
  cost_minor: Minor | null
  minimum_milli: Milli
  favourite: 0 | 1
  quantity_milli: Milli
}

/** How many tiles a till shows at once. */
export const SHELF_SIZE = 60

/** Which part of what is found. */
export interface Part {
  limit?: number
  /** How many to leave out before it. */
  from?: number
}

interface Slice {
  limit: number
  from: number
}

const COLUMNS = [
  'items.item_id',
  'items.code',
  'items.name',
  'categories.name as category',
  'items.unit',
  'items.price_minor',
  'items.cost_minor',
  'items.minimum_milli',
  'items.favourite',
  'stock_levels.quantity_milli'
] as const

// An item whose name begins with the first word comes first, then one with a word that does, then any. Found and put
// in order by as little as needed, and only the part that is shown is read whole: a letter may find ten thousand.
const byWords = question<Slice & { match: string; first: string; category: string | null }>()(
  (db, { match, first, category, limit, from }) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('items_search')
          .innerJoin('items', 'items.item_no', 'items_search.rowid')
          .select('item_no')
          .select(
            sql<number>`case when items.name like ${first} || '%' escape '\\' then 0
                             when items.name like '% ' || ${first} || '%' escape '\\' then 1 else 2 end`.as(
              'place'
            )
          )
          .where('items_search', '=', match)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('item_retirements')
                  .select('retired_at')
                  .whereRef('item_retirements.item_id', '=', 'items.item_id')
              )
            )
          )
          .where(
            sql<boolean>`(${category} is null
              or category_id = (select category_id from categories where categories.name = ${category}))`
          )
          .orderBy('place')
          .orderBy('favourite', 'desc')
          .orderBy('name')
          .limit(limit)
          .offset(from)
          .as('found')
      )
      .innerJoin('items', 'items.item_no', 'found.item_no')
      .leftJoin('categories', 'categories.category_id', 'items.category_id')
      .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
      .select(COLUMNS)
      .orderBy('place')
      .orderBy('items.favourite', 'desc')
      .orderBy('items.name')
)

const inCategory = question<Slice & { category: string }>()((db, { category, limit, from }) =>
  db
    .selectFrom('items')
    .innerJoin('categories', 'categories.category_id', 'items.category_id')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
    .select(COLUMNS)
    .where('categories.name', '=', category)
    .where('retired_at', 'is', null)
    .orderBy('items.favourite', 'desc')
    .orderBy('items.name')
    .limit(limit)
    .offset(from)
)

const favourites = question<Slice>()((db, { limit, from }) =>
  db
    .selectFrom('items')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('categories', 'categories.category_id', 'items.category_id')
    .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
    .select(COLUMNS)
    .where('retired_at', 'is', null)
    .orderBy('items.favourite', 'desc')
    .orderBy('items.name')
    .limit(limit)
    .offset(from)
)

const categoryNames = question()((db) => db.selectFrom('categories').select('name').orderBy('name'))

const onSale = question()((db) =>
  db
    .selectFrom('items')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .select('items.item_id')
    .where('retired_at', 'is', null)
    .limit(1)
)

/**
 * Finds items as one types: every word must occur in name, code or barcode, so `indo gor` finds INDOMIE GORENG. A
 * word of three characters and more may occur anywhere; a shorter one begins a word. Nothing typed finds all.
 *
 * @param category only items of this category
 */
export function searchItems(
  reader: Reader,
  text: string,
  { limit = SHELF_SIZE, from = 0, category = null }: Part & { category?: string | null } = {}
): ShelfItem[] {
  const wanted = matchOf(text)
  if (wanted) {
    const first = likePattern(wanted.first)
    return shelf(byWords.list(reader, { match: wanted.match, first, category, limit, from }))
  }
  return category === null
    ? listFavourites(reader, { limit, from })
    : listCategoryItems(reader, category, { limit, from })
}

/** The items of one category, favourites first. */
export function listCategoryItems(
  reader: Reader,
  category: string,
  { limit = SHELF_SIZE, from = 0 }: Part = {}
): ShelfItem[] {
  return shelf(inCategory.list(reader, { category, limit, from }))
}

/** What a till shows before anyone types: the favourites, then the rest by name. */
function listFavourites(reader: Reader, { limit = SHELF_SIZE, from = 0 }: Part = {}): ShelfItem[] {
  return shelf(favourites.list(reader, { limit, from }))
}

export function listCategories(reader: Reader): string[] {
  return categoryNames.list(reader, {}).map(({ name }) => name)
}

/** Whether there is anything to sell yet. */
export function hasItems(reader: Reader): boolean {
  return onSale.find(reader, {}) !== undefined
}

function shelf(rows: (Omit<ShelfItem, 'quantity_milli'> & { quantity_milli: Milli | null })[]): ShelfItem[] {
  return rows.map((row) => ({ ...row, quantity_milli: row.quantity_milli ?? milli(0) }))
}

function likePattern(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
