import type { Reader } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Owed, owedAfter } from './owed.ts'
import type { TillState } from './read-till.ts'

/** What the basket in hand still asks for, after what was taken for it. */
export function owedBy({ basket, tenders }: TillState, reader: Reader): Owed {
  const given = tenders.map(({ method, amount_minor }) => ({ is_cash: method.kind === 'cash', amount_minor }))
  return owedAfter(basket.total_minor, given, readSettings(reader))
}
