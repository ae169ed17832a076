import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { later, type Moment } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import { minor } from '../values/money.ts'
import { writeClosing } from './close-shift.ts'
import { findClosing, findShift, readOpenShift, type Shift } from './find-shift.ts'
import type { AtTill } from './open-shift.ts'

/** A till that was away for longer than this has a story to tell that no outbox tells. */
const LATE_MS = 7 * 24 * 3_600_000
/**
 * As long as the outbox waits for an answer (`static/outbox.js`): a request's age is that at which it left, and over bad
 * Wi-Fi it may be on its way for so long. Without this, who pressed just before the closing would count as too late.
 */
const ON_ITS_WAY_MS = 10_000

const collecting = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('shifts')
    .innerJoin('staff', 'staff.staff_id', 'shifts.opened_by')
    .selectAll('shifts')
    .select('staff.name as opened_by_name')
    .where('supplement_to', '=', shift_id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('shift_closings')
            .select('z_number')
            .whereRef('shift_closings.shift_id', '=', 'shifts.shift_id')
        )
      )
    )
)

const unfinished = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db
    .selectFrom('shifts')
    .leftJoin('shift_closings', 'shift_closings.shift_id', 'shifts.shift_id')
    .select('shifts.shift_id')
    .where('terminal_id', '=', terminal_id)
    .where('supplement_to', 'is not', null)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
)

const lastNo = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('shifts')
    .select(({ fn }) => fn.max<number | null>('supplement_no').as('supplement_no'))
    .where('supplement_to', '=', shift_id)
)

const add = change<Omit<Shift, 'opened_by_name'> & { opened_at: Moment }>()((db, row) =>
  db
    .insertInto('shifts')
    .values(
      pick(row, [
        'shift_id',
        'terminal_id',
        'opened_by',
        'opened_at',
        'business_day',
        'float_minor',
        'holder_id',
        'supplement_to',
        'supplement_no'
      ])
    )
)

/**
 * The shift at whose time a request was made, where that is closed by now: the till was cut off, somebody closed its
 * shift elsewhere, and what had happened at the counter comes in afterwards. Nothing that was pressed after the closing
 * finds one, so nobody goes on selling without a shift.
 */
function findMissedShift(reader: Reader, { at, terminal_id, pressed }: AtTill): Shift | undefined {
  if (!pressed || pressed.at < later(at, -LATE_MS)) return undefined
  const closing = findClosing(reader, pressed.shift_id)
  if (!closing || pressed.at > later(closing.closed_at, ON_ITS_WAY_MS)) return undefined
  const shift = findShift(reader, pressed.shift_id)
  return shift?.terminal_id === terminal_id && shift.supplement_to === null ? shift : undefined
}

/**
 * The shift in which somebody works: the open one, or the closed one at whose time they did what comes in only now.
 *
 * @throws {Refusal} shift/closed
 */
export function readShiftAtWork(reader: Reader, by: AtTill): Shift {
  return findMissedShift(reader, by) ?? readOpenShift(reader, by.terminal_id, by.staff_id)
}

/**
 * The shift whose money a deed moves: the open one, or the supplement of the closed one at whose time it was done. The
 * closed shift itself, its figures and its Z stay as they are.
 *
 * @throws {Refusal} shift/closed
 */
export function readShiftToBook(tx: Tx, by: AtTill): Shift {
  const missed = findMissedShift(tx, by)
  if (!missed) return readOpenShift(tx, by.terminal_id, by.staff_id)
  return collecting.find(tx, { shift_id: missed.shift_id }) ?? beginSupplement(tx, by, missed)
}

function beginSupplement(tx: Tx, by: AtTill, missed: Shift): Shift {
  const { shift_id: supplement_to, terminal_id, business_day, holder_id } = missed
  const supplement_no = (lastNo.read(tx, { shift_id: supplement_to }).supplement_no ?? 0) + 1
  const shift_id = newId()
  const rest = { terminal_id, business_day, holder_id, float_minor: minor(0) }
  add.run(tx, {
    ...rest,
    shift_id,
    supplement_to,
    supplement_no,
    opened_by: by.staff_id,
    opened_at: by.at
  })
  const facts = { supplement_to, supplement_no, pressed_at: by.pressed?.at ?? null }
  record(tx, by, { type: 'shift.supplemented', subject_id: shift_id, facts })
  return collecting.read(tx, { shift_id: supplement_to })
}

/**
 * Ends the collecting of a shift's late sales, so that their Z can be drawn; what comes still later gets the next. It has
 * the number of its shift's Z and one of its own, 12/1, and nothing to be counted.
 *
 * @throws {Refusal} shift/gone, shift/not-open
 */
export function finishSupplement(tx: Tx, by: AtTill, shift_id: string): void {
  const shift = findShift(tx, shift_id)
  if (!shift?.of_z_number) throw new Refusal('shift/gone')
  if (findClosing(tx, shift_id)) throw new Refusal('shift/not-open')
  writeClosing(tx, by, shift, {
    z_number: shift.of_z_number,
    counted_minor: null,
    reason: null,
    taken_by: null
  })
}

/** Ends what is still collected of a till's late sales. @returns the supplements, whose Z may be printed now. */
export function finishSupplements(tx: Tx, by: AtTill, terminal_id: string): string[] {
  const ids = unfinished.list(tx, { terminal_id }).map(({ shift_id }) => shift_id)
  for (const shift_id of ids) finishSupplement(tx, by, shift_id)
  return ids
}
