import { movePoints } from '../customers/points.ts'
import { question, type Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import type { WholeSale } from '../sales/find-sales.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import { amountOf } from './pay-back.ts'
import { runningShare } from './prorate.ts'
import type { RefundTables } from './tables.ts'

type Tender = Pick<RefundTables['refund_tenders'], 'method' | 'amount_minor'>

interface Worth {
  value_minor: Minor
  tenders: readonly Tender[]
}

const ofSale = question<{ customer_id: string; sale_id: string }>()((db, { customer_id, sale_id }) =>
  db
    .selectFrom('points_moves')
    .select(['reason', 'points'])
    .where('customer_id', '=', customer_id)
    .where('source_id', '=', sale_id)
)

/**
 * Points that a sale gave are taken back by the part of its worth that comes back, and points it was paid with come
 * back by the part of them that is paid back; as running sums, so that a sale returned in parts leaves none. A customer
 * who has spent them since owes points.
 */
export function movePointsBack(
  tx: Tx,
  by: By,
  sale: WholeSale,
  earlier: readonly Worth[],
  refund: Worth & { refund_id: string }
): void {
  const { customer_id, sale_id } = sale
  if (!customer_id) return
  const moves = ofSale.list(tx, { customer_id, sale_id })
  const moved = (reason: string) =>
    moves.filter((move) => move.reason === reason).reduce((points, move) => points + move.points, 0)
  const move = { customer_id, source_id: refund.refund_id }

  const before = sum(earlier.map(({ value_minor }) => value_minor))
  const earned = runningShare(moved('earned'), before, refund.value_minor, sale.total_minor)
  movePoints(tx, by, { ...move, points: minor(-earned), reason: 'earned-back' })

  const paid = sum(sale.tenders.filter(inPoints).map(({ given_minor }) => given_minor))
  const paid_before = amountOf(earlier.flatMap(({ tenders }) => tenders).filter(inPoints))
  const back = amountOf(refund.tenders.filter(inPoints))
  const burnt = runningShare(-moved('burnt'), paid_before, back, paid)
  movePoints(tx, by, { ...move, points: burnt, reason: 'burnt-back' })
}

function inPoints({ method }: { method: string }): boolean {
  return method === 'points'
}
