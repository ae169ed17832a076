import { kept } from '../db/kept.ts'
import { question, type Reader } from '../db/prepare.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { TaxRate } from '../values/tax.ts'
import type { TaxKind } from './tables.ts'

export interface TaxRule extends TaxRate {
  tax_rule_id: string
  label: string
}

const newestFirst = question()((db) => db.selectFrom('tax_rules').selectAll().orderBy('valid_from', 'desc'))

const byTax = question()((db) =>
  db.selectFrom('tax_rules').selectAll().orderBy('tax').orderBy('valid_from', 'desc')
)

const readRules = kept('tax_rules', (reader) => newestFirst.list(reader, {}))

// Only a rule of today can be used and still be taken away; who looked for uses of each of them would look through every
// sale there ever was for the ones that nobody used.
const usedSince = question<{ tax_rule_id: string; day: BusinessDay }>()((db, { tax_rule_id, day }) =>
  db
    .selectFrom('sales')
    .innerJoin('sale_taxes', 'sale_taxes.sale_id', 'sales.sale_id')
    .select('sales.sale_id as by')
    .where('business_day', '>=', day)
    .where('tax_rule_id', '=', tax_rule_id)
    .unionAll(
      db
        .selectFrom('refunds')
        .innerJoin('refund_lines', 'refund_lines.refund_id', 'refunds.refund_id')
        .select('refunds.refund_id as by')
        .where('business_day', '>=', day)
        .where('tax_rule_id', '=', tax_rule_id)
    )
    .limit(1)
)

/** A tax rule with its days. */
export interface DatedTaxRule extends TaxRule {
  tax: TaxKind
  /** The first day it holds. */
  valid_from: BusinessDay
  /** It is the tax's rule on the day asked for. */
  holds: boolean
  /** It has not begun to hold before that day, and nothing was sold or taken back under it. */
  may_go: boolean
}

/** Every tax rule there is, by tax, the newest first; as they stand on a business day. */
export function listTaxRules(reader: Reader, day: BusinessDay): DatedTaxRule[] {
  const rows = byTax.list(reader, {})
  const isUsed = ({ tax_rule_id, valid_from }: (typeof rows)[number]) =>
    usedSince.find(reader, { tax_rule_id, day: valid_from }) !== undefined
  return rows.map((row) => ({
    ...rule(row)!,
    tax: row.tax,
    valid_from: row.valid_from,
    holds: row === rows.find(({ tax, valid_from }) => tax === row.tax && valid_from <= day),
    may_go: row.valid_from >= day && !isUsed(row)
  }))
}

/** The rule of a tax that holds on a business day; undefined before the first. */
export function findTaxRule(reader: Reader, day: BusinessDay, tax: TaxKind = 'ppn'): TaxRule | undefined {
  return rule(readRules(reader).find((row) => row.tax === tax && row.valid_from <= day))
}

function rule(row: ReturnType<typeof newestFirst.find>): TaxRule | undefined {
  return (
    row && {
      tax_rule_id: row.tax_rule_id,
      label: row.label,
      rate: [row.rate_numerator, row.rate_denominator],
      base: [row.base_numerator, row.base_denominator]
    }
  )
}
