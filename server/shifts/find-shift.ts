import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import { type DrawerOpenings, readDrawerOpenings } from './drawer-openings.ts'
import { type DrawerCount, listCounts } from './find-counts.ts'
import { readShiftMoney, type ShiftMoney } from './read-takings.ts'

// Whoever asks finds their own shift first, then the till's; nobody in particular finds any that is open there.
const openOn = question<{ terminal_id: string; staff_id: string | null }>()((db, { terminal_id, staff_id }) =>
  db
    .selectFrom('open_shifts')
    .innerJoin('shifts', 'shifts.shift_id', 'open_shifts.shift_id')
    .innerJoin('staff', 'staff.staff_id', 'shifts.opened_by')
    .selectAll('shifts')
    .select('staff.name as opened_by_name')
    .where('open_shifts.terminal_id', '=', terminal_id)
    .where(
      sql<boolean>`(open_shifts.holder_id is null or open_shifts.holder_id = ${staff_id} or ${staff_id} is null)`
    )
    .orderBy(sql`open_shifts.holder_id is ${staff_id}`, 'desc')
    .orderBy('shifts.opened_at', 'desc')
    .limit(1)
)

const byId = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('shifts')
    .innerJoin('staff', 'staff.staff_id', 'shifts.opened_by')
    .innerJoin('terminals', 'terminals.terminal_id', 'shifts.terminal_id')
    .selectAll('shifts')
    .select([
      'staff.name as opened_by_name',
      'terminals.code as terminal_code',
      sql<
        number | null
      >`(select z_number from shift_closings where shift_closings.shift_id = supplement_to)`.as('of_z_number')
    ])
    .where('shift_id', '=', shift_id)
)

const closing = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('shift_closings')
    .innerJoin('staff', 'staff.staff_id', 'shift_closings.closed_by')
    .selectAll('shift_closings')
    .select([
      'staff.name as closed_by_name',
      sql<string | null>`(select name from staff as takers where takers.staff_id = taken_by)`.as(
        'taken_by_name'
      )
    ])
    .where('shift_id', '=', shift_id)
)

const moves = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('cash_moves')
    .innerJoin('staff', 'staff.staff_id', 'cash_moves.moved_by')
    .select([
      'cash_move_id',
      'amount_minor',
      'reason',
      'moved_at',
      'staff.name as moved_by_name',
      sql<string | null>`(
        select picture_id from bill_pictures where bill_pictures.cash_move_id = cash_moves.cash_move_id)`.as(
        'picture_id'
      )
    ])
    .where('shift_id', '=', shift_id)
    .orderBy('moved_at')
    .orderBy('cash_move_id')
)

const sold = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('sales')
    .select([
      sql<number>`count(*)`.as('sales'),
      sql<Minor>`coalesce(sum(total_minor), 0)`.as('total_minor'),
      sql<Minor>`coalesce(sum(tax_minor), 0)`.as('tax_minor'),
      sql<string | null>`min(receipt_no)`.as('first_receipt_no'),
      sql<string | null>`max(receipt_no)`.as('last_receipt_no')
    ])
    .where('shift_id', '=', shift_id)
)

const refunded = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('refunds')
    .select([
      sql<number>`count(*)`.as('refunds'),
      sql<Minor>`coalesce(sum(value_minor), 0)`.as('refunded_minor'),
      sql<Minor>`coalesce(sum(tax_minor), 0)`.as('refunded_tax_minor')
    ])
    .where('shift_id', '=', shift_id)
)

const cashTaken = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('journal')
    .select(sql<Minor>`coalesce(sum(amount_minor), 0)`.as('cash_minor'))
    .where('shift_id', '=', shift_id)
    .where('account', '=', 'cash')
)

const supplements = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('shifts')
    .leftJoin('shift_closings', 'shift_closings.shift_id', 'shifts.shift_id')
    .select(['shifts.shift_id', 'supplement_no', 'closed_at'])
    .where('supplement_to', '=', shift_id)
    .orderBy('supplement_no')
)

const recent = question<{ limit: number }>()((db, { limit }) =>
  db
    .selectFrom('shifts')
    .innerJoin('staff', 'staff.staff_id', 'shifts.opened_by')
    .innerJoin('terminals', 'terminals.terminal_id', 'shifts.terminal_id')
    .leftJoin('shift_closings', 'shift_closings.shift_id', 'shifts.shift_id')
    .select([
      'shifts.shift_id',
      'shifts.opened_at',
      'shifts.business_day',
      'shifts.float_minor',
      'shifts.supplement_to',
      'shifts.supplement_no',
      'staff.name as opened_by_name',
      'terminals.code as terminal_code',
      'shift_closings.closed_at',
      'shift_closings.z_number',
      'shift_closings.counted_minor',
      'shift_closings.expected_minor'
    ])
    .orderBy('shifts.opened_at', 'desc')
    .limit(limit)
)

export type Shift = ReturnType<typeof openOn.read>
type CashMove = ReturnType<typeof moves.list>[number]

/**
 * The shift that is open at a till: of whoever asks, or everybody's there.
 *
 * @param staff_id who would sell into it; left out, any shift that is open at the till is found
 */
export function findOpenShift(
  reader: Reader,
  terminal_id: string,
  staff_id: string | null = null
): Shift | undefined {
  return openOn.find(reader, { terminal_id, staff_id })
}

/** Whether there is a drawer to take money into or out of: that of an open shift at this till. */
export type Drawer = 'open' | 'no-shift' | 'no-till'

export function drawerAt(
  reader: Reader,
  {
    terminal,
    who
  }: { terminal?: { terminal_id: string } | undefined; who?: { staff_id: string } | undefined }
): Drawer {
  if (!terminal) return 'no-till'
  return findOpenShift(reader, terminal.terminal_id, who?.staff_id) ? 'open' : 'no-shift'
}

/**
 * The shift that is open at a till for whoever asks, who must have one.
 *
 * @throws {Refusal} shift/closed
 */
export function readOpenShift(reader: Reader, terminal_id: string, staff_id: string | null = null): Shift {
  const shift = findOpenShift(reader, terminal_id, staff_id)
  if (!shift) throw new Refusal('shift/closed')
  return shift
}

/** A shift by its id, open or closed. */
export function findShift(reader: Reader, shift_id: string): ShiftReport['shift'] | undefined {
  return byId.find(reader, { shift_id })
}

/** How a shift was closed; undefined while it runs. */
export function findClosing(reader: Reader, shift_id: string): ShiftReport['closing'] {
  return closing.find(reader, { shift_id })
}

/** What a shift amounts to: a plain reading of facts, which cannot fail for any reason of the shop's. */
export interface ShiftReport extends ShiftMoney {
  shift: ReturnType<typeof byId.read>
  moves: CashMove[]
  sales: number
  total_minor: Minor
  tax_minor: Minor
  /** How often goods came back here, of whichever shift's sale, and what they had been bought for. */
  refunds: number
  refunded_minor: Minor
  refunded_tax_minor: Minor
  /** What was sold without what came back. */
  net_minor: Minor
  cash_minor: Minor
  first_receipt_no: string | null
  last_receipt_no: string | null
  /** Float, cash taken and given back, and cash moves: what the drawer should hold. */
  expected_minor: Minor
  drawer: DrawerOpenings
  closing: ReturnType<typeof closing.find>
  counts: DrawerCount[]
  /** The late sales that came after it was closed, each lot with a Z of its own. */
  supplements: ReturnType<typeof supplements.list>
}

/** Reads a shift whole, open or closed; undefined when there is none of this id. */
export function findShiftReport(reader: Reader, shift_id: string): ShiftReport | undefined {
  const shift = byId.find(reader, { shift_id })
  if (!shift) return undefined
  const cashMoves = moves.list(reader, { shift_id })
  const sales = sold.read(reader, { shift_id })
  const back = refunded.read(reader, { shift_id })
  return {
    shift,
    moves: cashMoves,
    ...sales,
    ...readShiftMoney(reader, shift_id),
    ...back,
    net_minor: minor(sales.total_minor - back.refunded_minor),
    ...drawerOf(shift, cashMoves, cashTaken.read(reader, { shift_id })),
    drawer: readDrawerOpenings(reader, shift),
    closing: closing.find(reader, { shift_id }),
    counts: listCounts(reader, shift_id),
    supplements: supplements.list(reader, { shift_id })
  }
}

/** What the drawer of a shift should hold: its float, cash taken and given back, and cash moves. */
export function readExpectedCash(reader: Reader, shift_id: string): Minor {
  const shift = byId.read(reader, { shift_id })
  const cashMoves = moves.list(reader, { shift_id })
  return drawerOf(shift, cashMoves, cashTaken.read(reader, { shift_id })).expected_minor
}

function drawerOf(
  { float_minor }: Pick<Shift, 'float_minor'>,
  cashMoves: readonly CashMove[],
  { cash_minor }: { cash_minor: Minor }
): Pick<ShiftReport, 'cash_minor' | 'expected_minor'> {
  const moved_minor = sum(cashMoves.map(({ amount_minor }) => amount_minor))
  return { cash_minor, expected_minor: sum([float_minor, cash_minor, moved_minor]) }
}

/**
 * Makes sure that a drawer holds what is to be handed out of it. What happened late in a shift that was closed since has
 * happened: it is written down as it was.
 *
 * @throws {Refusal} cash/not-that-much with what should be there
 */
export function refuseBeyondDrawer(reader: Reader, shift_id: string, cash_minor: Minor): void {
  if (cash_minor <= 0) return // most sales hand out less than was just put in, and need not ask
  if (byId.read(reader, { shift_id }).supplement_to !== null) return
  const expected_minor = readExpectedCash(reader, shift_id)
  if (cash_minor > Math.max(0, expected_minor)) throw new Refusal('cash/not-that-much', { expected_minor })
}

/** The latest shifts of all tills, newest first. */
export function listShifts(reader: Reader, limit = 60) {
  return recent.list(reader, { limit })
}
