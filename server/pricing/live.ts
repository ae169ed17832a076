import type { ShopTime } from './basket.ts'
import type { Promotion } from './promotion.ts'

/**
 * Whether a promotion holds at a moment for a customer of a group. Days and weekdays are business days, so an evening's
 * promotion that runs over midnight holds until its end though the calendar has turned.
 */
export function isLive(promotion: Promotion, at: ShopTime, group_id: string | null): boolean {
  const { starts_on, ends_on, weekdays } = promotion
  if (promotion.group_id !== null && promotion.group_id !== group_id) return false
  if (at.day < starts_on || (ends_on !== null && at.day > ends_on)) return false
  if ((weekdays & (1 << (at.weekday - 1))) === 0) return false
  return isWithin(at.minute, promotion.from_minute, promotion.until_minute)
}

function isWithin(minute: number, from: number, until: number): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until
}
