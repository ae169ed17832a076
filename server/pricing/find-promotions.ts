import { question, type Reader } from '../db/prepare.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Promotion } from './promotion.ts'
import { type PromotionState, promotionState } from './promotion-state.ts'
import { promotionOf } from './read-rules.ts'

/** A promotion with how it stands. */
export interface KnownPromotion extends Promotion {
  stopped_at: Moment | null
  state: PromotionState
}

const ORDER: PromotionState[] = ['running', 'coming', 'stopped', 'ended']

const all = question()((db) =>
  db
    .selectFrom('promotions')
    .selectAll()
    .orderBy('priority', 'desc')
    .orderBy('starts_on', 'desc')
    .orderBy('name')
)

const byId = question<{ promotion_id: string }>()((db, { promotion_id }) =>
  db.selectFrom('promotions').selectAll().where('promotion_id', '=', promotion_id)
)

/** Every promotion there is: what runs first, then what is to come, what was stopped, and what is over. */
export function listPromotions(reader: Reader, day: BusinessDay): KnownPromotion[] {
  const promotions = all.list(reader, {}).map((row) => known(row, day))
  return promotions.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
}

/** A promotion by its id, as it stands on a business day. */
export function findPromotion(
  reader: Reader,
  promotion_id: string,
  day: BusinessDay
): KnownPromotion | undefined {
  const row = byId.find(reader, { promotion_id })
  return row && known(row, day)
}

function known(row: ReturnType<typeof byId.read>, day: BusinessDay): KnownPromotion {
  const { stopped_at } = row
  return { ...promotionOf(row), stopped_at, state: promotionState(row, day) }
}
