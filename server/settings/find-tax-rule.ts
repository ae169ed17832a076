import { question, type Reader } from '../db/prepare.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { TaxRate } from '../values/tax.ts'
import type { TaxKind } from './tables.ts'

export interface TaxRule extends TaxRate {
  tax_rule_id: string
  label: string
}

const onDay = question<{ day: BusinessDay; tax: TaxKind }>()((db, { day, tax }) =>
  db
    .selectFrom('tax_rules')
    .selectAll()
    .where('tax', '=', tax)
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .limit(1)
)

const byId = question<{ tax_rule_id: string }>()((db, { tax_rule_id }) =>
  db.selectFrom('tax_rules').selectAll().where('tax_rule_id', '=', tax_rule_id)
)

/** The rule of a tax that holds on a business day; undefined before the first. */
export function findTaxRule(reader: Reader, day: BusinessDay, tax: TaxKind = 'ppn'): TaxRule | undefined {
  return rule(onDay.find(reader, { day, tax }))
}

/** The rule a sale was made under. */
export function readTaxRule(reader: Reader, tax_rule_id: string): TaxRule {
  return rule(byId.read(reader, { tax_rule_id }))!
}

function rule(row: ReturnType<typeof onDay.find>): TaxRule | undefined {
  return (
    row && {
      tax_rule_id: row.tax_rule_id,
      label: row.label,
      rate: [row.rate_numerator, row.rate_denominator],
      base: [row.base_numerator, row.base_denominator]
    }
  )
}
