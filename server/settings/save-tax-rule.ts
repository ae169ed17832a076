import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { newId } from '../values/id.ts'
import type { TaxRate } from '../values/tax.ts'
import { listTaxRules } from './find-tax-rule.ts'
import type { SettingsTables, TaxKind } from './tables.ts'

/** A tax as it will be from a day on. */
export interface NewTaxRule extends TaxRate {
  tax: TaxKind
  valid_from: BusinessDay
}

/** What the slip calls them. */
const LABELS: Record<TaxKind, string> = { ppn: 'PPN', 'ppn-luxury': 'PPN', pbjt: 'PBJT' }

const add = change<SettingsTables['tax_rules']>()((db, row) =>
  db
    .insertInto('tax_rules')
    .values(
      pick(row, [
        'tax_rule_id',
        'label',
        'valid_from',
        'rate_numerator',
        'rate_denominator',
        'base_numerator',
        'base_denominator',
        'tax'
      ])
    )
)

const drop = change<{ tax_rule_id: string }>()((db, { tax_rule_id }) =>
  db.deleteFrom('tax_rules').where('tax_rule_id', '=', tax_rule_id)
)

/**
 * Has a tax be another from a day on. Rules of the past are never touched, so that every slip stays true.
 *
 * @param today the business day it is
 * @throws {Refusal} tax/faulty: PBJT above 10 % (UU 1/2022, article 58), another tax above 50 %, a base above the
 *   price; tax/past, tax/rule-there
 */
export function addTaxRule(
  tx: Tx,
  by: By,
  { tax, valid_from, rate, base }: NewTaxRule,
  today: BusinessDay
): void {
  const most_percent = tax === 'pbjt' ? 10 : 50
  if (rate[0] <= 0 || rate[0] * 100 > most_percent * rate[1]) {
    throw new Refusal('tax/faulty', { field: tax === 'pbjt' ? 'pbjt_rate' : 'rate' })
  }
  if (base[0] <= 0 || base[0] > base[1]) throw new Refusal('tax/faulty', { field: 'base' })
  if (valid_from < today) throw new Refusal('tax/past', { day: today })
  if (listTaxRules(tx, today).some((rule) => rule.tax === tax && rule.valid_from === valid_from)) {
    throw new Refusal('tax/rule-there')
  }
  const tax_rule_id = newId()
  add.run(tx, {
    tax_rule_id,
    label: LABELS[tax],
    valid_from,
    rate_numerator: rate[0],
    rate_denominator: rate[1],
    base_numerator: base[0],
    base_denominator: base[1],
    tax
  })
  record(tx, by, { type: 'tax.changed', subject_id: tax_rule_id, facts: { tax, valid_from, added: 1 } })
}

/**
 * Takes back a tax rule under which nothing was sold and that holds from today on at the earliest.
 *
 * @throws {Refusal} tax/in-use
 */
export function dropTaxRule(tx: Tx, by: By, tax_rule_id: string, today: BusinessDay): void {
  const rule = listTaxRules(tx, today).find((one) => one.tax_rule_id === tax_rule_id)
  if (!rule?.may_go) throw new Refusal('tax/in-use')
  drop.run(tx, { tax_rule_id })
  const { tax, valid_from } = rule
  record(tx, by, { type: 'tax.changed', subject_id: tax_rule_id, facts: { tax, valid_from, added: 0 } })
}
