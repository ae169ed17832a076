import { allow } from '../auth/allow.ts'
import { question, type Reader, type Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { LARGEST_MONEY } from '../values/read-number.ts'
import type { LineState } from './change-basket.ts'

/** The most of one thing a line may hold: 100,000 units. */
const MOST_MILLI = 100_000_000

const listPrice = question<{ item_id: string; unit_id: string | null }>()((db, { item_id, unit_id }) =>
  db
    .selectFrom('items')
    .leftJoin('item_units', (join) => join.on('item_units.unit_id', '=', unit_id))
    .select(({ fn }) => fn.coalesce('item_units.price_minor', 'items.price_minor').as('price_minor'))
    .where('items.item_id', '=', item_id)
)

/**
 * Looks whether a line may say what is wanted of it: a quantity that there can be and that money can pay. A price that
 * was allowed by hand was allowed for so much of the goods, and more of them is asked for again.
 *
 * @param before undefined for a line that is begun
 * @throws {Refusal} scan/quantity; right/ask for change-price
 */
export function checkLine(tx: Tx, by: By, before: LineState | undefined, wanted: LineState): void {
  const { quantity_milli, own_price_minor } = wanted
  if (quantity_milli < 0 || quantity_milli > MOST_MILLI) throw new Refusal('scan/quantity')
  if (!before && quantity_milli === 0) throw new Refusal('scan/quantity')
  if (quantity_milli > 0 && !isMoney(tx, wanted)) throw new Refusal('scan/quantity')
  const is_more = before !== undefined && quantity_milli > before.quantity_milli
  if (is_more && own_price_minor !== null) allow(tx, by, 'change-price')
}

/** Whether all of a line costs no more than the dearest thing may: sums of such lines are exact, and can be shown. */
function isMoney(reader: Reader, { item_id, unit_id, quantity_milli, own_price_minor }: LineState): boolean {
  const each_minor = own_price_minor ?? listPrice.read(reader, { item_id, unit_id }).price_minor
  return each_minor * (quantity_milli / 1000) <= LARGEST_MONEY
}
