import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Promotion } from './promotion.ts'

/** Whether a promotion applies on a day, will, did, or was stopped by hand. */
export type PromotionState = 'running' | 'coming' | 'ended' | 'stopped'

/** How a promotion stands on a business day, whatever the hour and the weekday. */
export function promotionState(
  {
    starts_on,
    ends_on,
    stopped_at
  }: Pick<Promotion, 'starts_on' | 'ends_on'> & { stopped_at: Moment | null },
  day: BusinessDay
): PromotionState {
  if (stopped_at !== null) return 'stopped'
  if (ends_on !== null && ends_on < day) return 'ended'
  return starts_on > day ? 'coming' : 'running'
}
