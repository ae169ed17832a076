import { change, pick, type Reader, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Denomination } from '../settings/read-settings.ts'
import { newId } from '../values/id.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import { type DrawerCount, listCounts } from './find-counts.ts'
import { readExpectedCash } from './find-shift.ts'
import type { AtTill } from './open-shift.ts'
import type { ShiftTables } from './tables.ts'

/** What was found in a drawer; `pieces` is how many of each, where it was counted so. */
export interface Counted {
  counted_minor: Minor
  pieces: Pieces | null
}

/** How many of each note and coin; those there was none of are left out. */
export type Pieces = (Denomination & { count: number })[]

/** A drawer is counted, and once more where the sum surprises; whoever may try for ever meets the sum by trying. */
const MOST_COUNTS = 2

const add = change<ShiftTables['shift_counts']>()((db, row) =>
  db
    .insertInto('shift_counts')
    .values(
      pick(row, [
        'count_id',
        'shift_id',
        'count_no',
        'counted_minor',
        'expected_minor',
        'pieces',
        'counted_by',
        'counted_at'
      ])
    )
)

/**
 * Writes down what was counted in a drawer, beside what should have been there. Every count is kept; a second is
 * possible before the shift is closed, a third is not, unless money moved meanwhile.
 *
 * @throws {Refusal} count/twice
 */
export function countDrawer(tx: Tx, by: AtTill, shift_id: string, { counted_minor, pieces }: Counted): void {
  if (listStandingCounts(tx, shift_id).length >= MOST_COUNTS) throw new Refusal('count/twice')
  const count_no = listCounts(tx, shift_id).length + 1
  const expected_minor = readExpectedCash(tx, shift_id)
  const count_id = newId()
  add.run(tx, {
    count_id,
    shift_id,
    count_no,
    counted_minor,
    expected_minor,
    pieces: pieces && JSON.stringify(pieces),
    counted_by: by.staff_id,
    counted_at: by.at
  })
  record(tx, by, {
    type: 'shift.counted',
    subject_id: count_id,
    facts: { shift_id, count_no, counted_minor, expected_minor }
  })
}

/** The counts that still hold: those since which no money moved in the drawer. The last of them closes the shift. */
export function listStandingCounts(reader: Reader, shift_id: string): DrawerCount[] {
  const expected_minor = readExpectedCash(reader, shift_id)
  const all = listCounts(reader, shift_id)
  const moved = all.findLastIndex((count) => count.expected_minor !== expected_minor)
  return all.slice(moved + 1)
}

/** Whether a drawer may be counted again before its shift is closed. */
export function mayCountAgain(standing: readonly DrawerCount[]): boolean {
  return standing.length < MOST_COUNTS
}

/** What so many notes and coins are worth together. */
export function worthOf(pieces: Pieces): Minor {
  return sum(pieces.map(({ value_minor, count }) => minor(value_minor * count)))
}
