import type { Static } from 'typebox'
import { readScan } from '../baskets/read-scan.ts'
import { findItemByText } from '../catalog/find-item.ts'
import { searchItems } from '../catalog/search-items.ts'
import type { Reader } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Moment } from '../values/clock.ts'
import { ID_PATTERN } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import {
  findKey,
  type LabelGoods,
  listCategoryKeys,
  listChangedKeys,
  listOutdatedKeys,
  listUnitsOf
} from './find-goods.ts'
import { mostLabels } from './print-labels.ts'
import { type Choice, ChoiceForm, readChoice, withMore } from './read-choice.ts'

/** What is added to the choice: a text that was scanned or typed, a key that was tapped, or many goods at once. */
export const Adding = Type.Object({
  ...ChoiceForm,
  text: Type.Optional(Type.String({ maxLength: 120 })),
  add: Type.Optional(Type.String({ pattern: '^(category|since|outdated|\\d{1,9}(-[0-9a-f]{8})?)?$' })),
  category: Type.Optional(Type.Union([Type.Literal(''), Type.String({ pattern: ID_PATTERN })])),
  since: Type.Optional(Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' }))
})

/** The choice after that. */
interface Chosen {
  wanted: Choice['wanted']
  /** What a text may mean, where it may mean several things. */
  found: LabelGoods[]
  /** What nothing was found for. */
  missed: 'text' | 'many' | null
}

/** How many goods a search that names several may offer. */
const MOST_FOUND = 8

/** What was chosen, with what was just scanned, tapped, or asked for by the dozen. */
export function addToChoice(reader: Reader, asked: Static<typeof Adding>): Chosen {
  const { add = '', text = '' } = asked
  const { wanted } = readChoice(asked)
  const nothing = { wanted, found: [], missed: null }
  if (text.trim()) return addByText(reader, wanted, text)
  if (add === '') return nothing
  if (/^\d/.test(add)) return { ...nothing, wanted: withMore(wanted, [add], 1) }
  const keys = manyKeys(reader, asked)
  // What lies there already is not doubled.
  const fresh = keys.filter((key) => !wanted.some((one) => one.key === key))
  return { ...nothing, wanted: withMore(wanted, fresh, 1), missed: keys.length === 0 ? 'many' : null }
}

/** What one scans or types: a barcode or a code is one thing; a name may be several. */
function addByText(reader: Reader, wanted: Choice['wanted'], typed: string): Chosen {
  const { text, quantity_milli } = readScan(typed)
  const copies = Math.max(1, Math.round(quantity_milli / 1000))
  const exact = findItemByText(reader, text)
  const key = exact && findKey(reader, exact.item_id, exact.unit_id)
  const found = key ? [] : searchGoods(reader, text)
  const only = key ?? (found.length === 1 ? found[0]!.key : undefined)
  if (only) return { wanted: withMore(wanted, [only], copies), found: [], missed: null }
  return { wanted, found, missed: found.length === 0 ? 'text' : null }
}

/** Goods as one types them, each with all its units. */
function searchGoods(reader: Reader, text: string): LabelGoods[] {
  const items = searchItems(reader, text, { limit: MOST_FOUND })
  const keys = items.flatMap(({ item_id }) => findKey(reader, item_id, null) ?? [])
  return keys.flatMap((key) => listUnitsOf(reader, [Number(key)]))
}

function manyKeys(reader: Reader, { add, category, since }: Static<typeof Adding>): string[] {
  const limit = mostLabels('tspl')
  if (add === 'outdated') return listOutdatedKeys(reader, limit)
  if (add === 'category' && category) return listCategoryKeys(reader, category, limit)
  return add === 'since' && since ? listChangedKeys(reader, dayBegins(reader, since), limit) : []
}

/** The first moment of a day at the outlet. */
function dayBegins(reader: Reader, day: string): Moment {
  const { zone } = readSettings(reader)
  const begins = Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant()
  return new Date(begins.epochMilliseconds).toISOString()
}
