import type { BusinessDay } from '../../server/values/business-day.ts'

/** A business day in the least room, `22/11/26`, the same in both languages. */
export function shortDate(day: BusinessDay): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${month}/${year.slice(2)}`
}
