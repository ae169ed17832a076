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

const readRules = kept('tax_rules', (reader) => newestFirst.list(reader, {}))

const all = question()((db) =>
  db
    .selectFrom('tax_rules')
    .selectAll()
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('sale_taxes')
          .select('sale_taxes.sale_id')
          .whereRef('sale_taxes.tax_rule_id', '=', 'tax_rules.tax_rule_id')
      ).as('used')
    )
    .orderBy('tax')
    .orderBy('valid_from', 'desc')
)

/** A tax rule with its days. */
export interface DatedTaxRule extends TaxRule {
  tax: TaxKind
  /** The first day it holds. */
  valid_from: BusinessDay
  /** It is the tax's rule on the day asked for. */
  holds: boolean
  /** It has not begun to hold before that day, and no sale was made under it. */
  may_go: boolean
}

/** Every tax rule there is, by tax, the newest first; as they stand on a business day. */
export function listTaxRules(reader: Reader, day: BusinessDay): DatedTaxRule[] {
  const rows = all.list(reader, {})
  return rows.map((row) => ({
    ...rule(row)!,
    tax: row.tax,
    valid_from: row.valid_from,
    holds: row === rows.find(({ tax, valid_from }) => tax === row.tax && valid_from <= day),
    may_go: row.valid_from >= day && !row.used
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
