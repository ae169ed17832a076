import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { Minor } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'

/** An item as it stands on the shelf of a till. */
export interface ShelfItem {
  item_id: string
  code: string
  name: string
  category: string | null
  unit: string
  price_minor: Minor
  minimum_milli: Milli
  favourite: 0 | 1
  quantity_milli: Milli
}

/** How many tiles a till shows at once. */
export const SHELF_SIZE = 60

interface Wanted {
  match: string
  first: string
  short: string
  limit: number
}

const COLUMNS = [
  'items.item_id',
  'items.code',
  'items.name',
  'categories.name as category',
  'items.unit',
  'items.price_minor',
  'items.minimum_milli',
  'items.favourite',
  'stock_levels.quantity_milli'
] as const

// An item whose name begins with the first word comes first, then one with a word that does, then any.
const byWords = question<Wanted>()((db, { match, first, short, limit }) =>
  db
    .selectFrom('items_search')
    .innerJoin('items', 'items.item_no', 'items_search.rowid')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('categories', 'categories.category_id', 'items.category_id')
    .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
    .select(COLUMNS)
    .where('items_search', '=', match)
    .where('retired_at', 'is', null)
    .where(sql<boolean>`items_search.words like ${short} escape '\\'`)
    .orderBy(
      sql`case when items.name like ${first} || '%' escape '\\' then 0
               when items.name like '% ' || ${first} || '%' escape '\\' then 1 else 2 end`
    )
    .orderBy('items.favourite', 'desc')
    .orderBy('items.name')
    .limit(limit)
)

const byBeginning = question<{ first: string; short: string; limit: number }>()(
  (db, { first, short, limit }) =>
    db
      .selectFrom('items')
      .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
      .leftJoin('categories', 'categories.category_id', 'items.category_id')
      .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
      .select(COLUMNS)
      .where('retired_at', 'is', null)
      .where(
        sql<boolean>`(items.name like ${first} || '%' escape '\\' or items.name like '% ' || ${first} || '%' escape '\\'
                      or items.code like ${first} || '%' escape '\\')`
      )
      .where(sql<boolean>`items.name like ${short} escape '\\'`)
      .orderBy('items.name')
      .limit(limit)
)

const inCategory = question<{ category: string; limit: number }>()((db, { category, limit }) =>
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
)

const favourites = question<{ limit: number }>()((db, { limit }) =>
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
)

const categoryNames = question()((db) => db.selectFrom('categories').select('name').orderBy('name'))

/**
 * Finds items as one types: every word must occur somewhere in name, code or barcode, whole or in part, so
 * `indo gor` finds INDOMIE GORENG. Words of three letters and more go through the trigram index.
 */
export function searchItems(reader: Reader, text: string, limit = SHELF_SIZE): ShelfItem[] {
  const words = text.normalize('NFC').trim().split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return listFavourites(reader, limit)
  const first = likePattern(words[0]!)
  const long = words.filter((word) => [...word].length >= 3)
  const short = `%${words
    .filter((word) => [...word].length < 3)
    .map(likePattern)
    .join('%')}%`
  if (long.length === 0) return shelf(byBeginning.list(reader, { first, short, limit }))
  const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ')
  return shelf(byWords.list(reader, { match, first, short, limit }))
}

/** The items of one category, favourites first. */
export function listCategoryItems(reader: Reader, category: string, limit = SHELF_SIZE): ShelfItem[] {
  return shelf(inCategory.list(reader, { category, limit }))
}

/** What a till shows before anyone types: the favourites, then the rest by name. */
export function listFavourites(reader: Reader, limit = SHELF_SIZE): ShelfItem[] {
  return shelf(favourites.list(reader, { limit }))
}

export function listCategories(reader: Reader): string[] {
  return categoryNames.list(reader, {}).map(({ name }) => name)
}

function shelf(rows: (Omit<ShelfItem, 'quantity_milli'> & { quantity_milli: Milli | null })[]): ShelfItem[] {
  return rows.map((row) => ({ ...row, quantity_milli: row.quantity_milli ?? milli(0) }))
}

function likePattern(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
