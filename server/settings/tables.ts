import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'

/** Which tax a rule is of: value-added tax, the same on luxury goods, or the region's tax on what is served. */
export type TaxKind = 'ppn' | 'ppn-luxury' | 'pbjt'

export interface SettingsTables {
  settings: { name: string; value: string; changed_at: Moment }
  tax_rules: {
    tax_rule_id: string
    label: string
    valid_from: BusinessDay
    rate_numerator: number
    rate_denominator: number
    base_numerator: number
    base_denominator: number
    tax: TaxKind
  }
}
