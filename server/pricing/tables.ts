import type { Generated } from 'kysely'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'

export interface PricingTables {
  promotions: {
    promotion_id: string
    name: string
    /** JSON of an `Offer`. */
    offer: string
    priority: number
    starts_on: BusinessDay
    ends_on: BusinessDay | null
    weekdays: number
    from_minute: number
    until_minute: number
    group_id: string | null
    changed_at: Moment
    stopped_at: Generated<Moment | null>
  }
}
