import type { ShopTime } from './basket.ts'
import type { Promotion } from './promotion.ts'

/**
 * Whether a promotion holds at a moment for a customer of a group. A night's promotion belongs to the weekday on which
 * it began: on Fridays from 22:00 to 02:00 is until two o'clock on Saturday.
 */
export function isLive(promotion: Promotion, at: ShopTime, group_id: string | null): boolean {
  const { starts_on, ends_on, from_minute: from, until_minute: until } = promotion
  if (promotion.group_id !== null && promotion.group_id !== group_id) return false
  if (at.day < starts_on || (ends_on !== null && at.day > ends_on)) return false
  const over_midnight = from > until
  if (over_midnight && at.minute < until) return isOn(promotion, at.weekday === 1 ? 7 : at.weekday - 1)
  return at.minute >= from && (over_midnight || at.minute < until) && isOn(promotion, at.weekday)
}

function isOn({ weekdays }: Promotion, weekday: number): boolean {
  return (weekdays & (1 << (weekday - 1))) !== 0
}
