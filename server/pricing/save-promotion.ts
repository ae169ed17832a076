import { allow } from '../auth/allow.ts'
import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import type { Promotion } from './promotion.ts'
import type { PricingTables } from './tables.ts'

type Row = Omit<PricingTables['promotions'], 'stopped_at'>

const FIELDS = [
  'name',
  'offer',
  'priority',
  'starts_on',
  'ends_on',
  'weekdays',
  'from_minute',
  'until_minute',
  'group_id',
  'changed_at'
] as const satisfies (keyof Row)[]

const put = change<Row>()((db, row) =>
  db
    .insertInto('promotions')
    .values(pick(row, ['promotion_id', ...FIELDS]))
    .onConflict((conflict) => conflict.column('promotion_id').doUpdateSet(pick(row, FIELDS)))
)

const setStopped = change<{ promotion_id: string; stopped_at: Moment | null }>()(
  (db, { promotion_id, stopped_at }) =>
    db.updateTable('promotions').set({ stopped_at }).where('promotion_id', '=', promotion_id)
)

const groupOf = question<{ group_id: string }>()((db, { group_id }) =>
  db.selectFrom('customer_groups').select('group_id').where('group_id', '=', group_id)
)

/**
 * Writes a promotion, new or known. What was sold under it keeps its name and its amount as they were; from now on it
 * is as written here.
 *
 * @throws {Refusal} right/ask; promotion/faulty when its group of customers is gone
 */
export function savePromotion(tx: Tx, by: By, promotion: Promotion): void {
  allow(tx, by, 'edit-promotions')
  const { promotion_id, group_id, offer } = promotion
  if (group_id !== null && !groupOf.find(tx, { group_id })) {
    throw new Refusal('promotion/faulty', { field: 'group' })
  }
  put.run(tx, { ...promotion, offer: JSON.stringify(offer), changed_at: by.at })
  record(tx, by, { type: 'promotion.changed', subject_id: promotion_id, facts: { kind: offer.kind } })
}

/**
 * Stops a promotion, or has it go on; its days stay what they are.
 *
 * @throws {Refusal} right/ask, promotion/gone
 */
export function stopPromotion(
  tx: Tx,
  by: By,
  { promotion_id, stopped }: { promotion_id: string; stopped: boolean }
): void {
  allow(tx, by, 'edit-promotions')
  if (setStopped.run(tx, { promotion_id, stopped_at: stopped ? by.at : null }) === 0) {
    throw new Refusal('promotion/gone')
  }
  record(tx, by, {
    type: 'promotion.changed',
    subject_id: promotion_id,
    facts: { stopped: stopped ? 1 : 0 }
  })
}
