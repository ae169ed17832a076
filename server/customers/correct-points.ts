import { allow } from '../auth/allow.ts'
import { question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { readCustomer } from './find-customers.ts'
import { movePoints, pointsOf } from './points.ts'

export interface PointsCorrection {
  correction_id: string
  customer_id: string
  /** More points positive, fewer negative. */
  points: number
  reason: string
}

const latest = question<{ customer_id: string; limit: number }>()((db, { customer_id, limit }) =>
  db
    .selectFrom('points_moves')
    .leftJoin('sales', 'sales.sale_id', 'points_moves.source_id')
    .leftJoin('refunds', 'refunds.refund_id', 'points_moves.source_id')
    .select(['move_no', 'points', 'points_moves.reason', 'source_id', 'moved_at'])
    .select(['receipt_no', 'refund_no'])
    .where('points_moves.customer_id', '=', customer_id)
    .orderBy('move_no', 'desc')
    .limit(limit)
)

const told = question<{ customer_id: string }>()((db, { customer_id }) =>
  db
    .selectFrom('events')
    .select('facts')
    .where('subject_id', '=', customer_id)
    .where('type', '=', 'points.corrected')
)

/**
 * Puts a customer's points right, with a reason that is kept.
 *
 * @throws {Refusal} customer/gone, right/ask, points/nothing, points/reason-needed, points/not-that-many
 */
export function correctPoints(
  tx: Tx,
  by: By,
  { correction_id, customer_id, points, reason }: PointsCorrection
): void {
  readCustomer(tx, customer_id)
  allow(tx, by, 'manage-customers')
  if (points === 0) throw new Refusal('points/nothing')
  if (!reason.trim()) throw new Refusal('points/reason-needed')
  const there = pointsOf(tx, customer_id)
  if (there + points < 0) throw new Refusal('points/not-that-many', { points: there })
  movePoints(tx, by, { customer_id, points, reason: 'correction', source_id: correction_id })
  record(tx, by, {
    type: 'points.corrected',
    subject_id: customer_id,
    facts: { correction_id, points, reason: reason.trim() }
  })
}

/** The latest moves of a customer's points, newest first; `told` is why somebody put them right. */
export function listPointsMoves(reader: Reader, customer_id: string, limit = 10) {
  const reasons = new Map(
    told.list(reader, { customer_id }).map(({ facts }) => {
      const { correction_id, reason } = JSON.parse(facts ?? '{}') as Record<string, string>
      return [correction_id, reason]
    })
  )
  return latest
    .list(reader, { customer_id, limit })
    .map((move) => ({ ...move, told: reasons.get(move.source_id) ?? null }))
}
