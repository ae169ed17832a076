import { question, type Reader } from '../db/prepare.ts'

const byId = question<{ cash_move_id: string }>()((db, { cash_move_id }) =>
  db
    .selectFrom('cash_moves')
    .innerJoin('shifts', 'shifts.shift_id', 'cash_moves.shift_id')
    .innerJoin('terminals', 'terminals.terminal_id', 'shifts.terminal_id')
    .innerJoin('staff', 'staff.staff_id', 'cash_moves.moved_by')
    .selectAll('cash_moves')
    .select(['staff.name as moved_by_name', 'terminals.code as terminal_code', 'terminals.terminal_id'])
    .where('cash_move_id', '=', cash_move_id)
)

const upTo = question<{ shift_id: string; moved_at: string; cash_move_id: string }>()(
  (db, { shift_id, moved_at, cash_move_id }) =>
    db
      .selectFrom('cash_moves')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('shift_id', '=', shift_id)
      .where(({ or, and, eb }) =>
        or([
          eb('moved_at', '<', moved_at),
          and([eb('moved_at', '=', moved_at), eb('cash_move_id', '<=', cash_move_id)])
        ])
      )
)

/** Cash that was put into a drawer or taken out of it; `move_no` counts them within their shift. */
export type CashMove = ReturnType<typeof byId.read> & { move_no: number }

export function findCashMove(reader: Reader, cash_move_id: string): CashMove | undefined {
  const move = byId.find(reader, { cash_move_id })
  return move && { ...move, move_no: upTo.read(reader, move).count }
}
