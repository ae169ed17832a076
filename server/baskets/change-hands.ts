import { question, type Reader, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { readSettings } from '../settings/read-settings.ts'
import { findOpenShift } from '../shifts/find-shift.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { leaveBasket } from './hand-over.ts'
import { putAside, takeBack } from './hold-basket.ts'
import { isWorthKeeping } from './is-worth-keeping.ts'
import { findTillBasket } from './read-basket.ts'

const inHand = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db
    .selectFrom('till_baskets')
    .innerJoin('staff', 'staff.staff_id', 'till_baskets.taken_by')
    .select(['basket_id', 'staff.staff_id', 'staff.name'])
    .select((own) =>
      own
        .selectFrom('basket_lines')
        .select(({ fn }) => fn.countAll<number>().as('lines'))
        .whereRef('basket_lines.basket_id', '=', 'till_baskets.basket_id')
        .$asScalar()
        .$notNull()
        .as('lines')
    )
    .where('terminal_id', '=', terminal_id)
)

const waiting = question<{ terminal_id: string; staff_id: string }>()((db, { terminal_id, staff_id }) =>
  db
    .selectFrom('held_baskets')
    .innerJoin('terminals', 'terminals.terminal_id', 'held_baskets.terminal_id')
    .select(['basket_id', 'terminals.code'])
    .where('held_baskets.terminal_id', '=', terminal_id)
    .where('waits_for', '=', staff_id)
    .where('is_discarded', '=', 0)
    .orderBy('held_at', 'desc')
    .limit(1)
)

type InHand = ReturnType<typeof inHand.read>

/**
 * Has a till's basket change with whoever signs in at it, where each has a shift of their own: what somebody else was
 * selling is put aside in their name, with the money taken for it, and is in their hand again when they are back. It is
 * neither lost nor sold into another's drawer; who wants it nevertheless takes it from what is put aside, on record.
 */
export function changeHands(tx: Tx, by: AtTill): void {
  const { terminal_id, staff_id } = by
  const theirs = inHand.find(tx, { terminal_id })
  if (theirs && theirs.staff_id !== staff_id && sellsAlone(tx, terminal_id, theirs)) giveWay(tx, by, theirs)
  if (findTillBasket(tx, terminal_id)) return
  const own = waiting.find(tx, { terminal_id, staff_id })
  if (own) takeBack(tx, by, { basket_id: own.basket_id, from: own.code })
}

/** Whether what somebody sells here goes into a shift of theirs alone: as the shop has it, or as theirs was opened. */
function sellsAlone(reader: Reader, terminal_id: string, { staff_id }: InHand): boolean {
  if (readSettings(reader).shift_mode === 'own') return true
  return findOpenShift(reader, terminal_id, staff_id)?.holder_id === staff_id
}

function giveWay(tx: Tx, by: AtTill, { basket_id, staff_id, name, lines }: InHand): void {
  if (!isWorthKeeping(tx, basket_id)) {
    leaveBasket(tx, basket_id)
    return
  }
  putAside(tx, { ...by, staff_id }, { basket_id, name, is_discarded: 0, waits_for: staff_id })
  record(tx, by, { type: 'basket.held', subject_id: basket_id, facts: { lines, waits_for: staff_id } })
}
