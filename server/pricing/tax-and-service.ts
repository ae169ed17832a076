import { type Minor, minor, share, sum } from '../values/money.ts'
import { spread } from '../values/spread.ts'
import { taxIncludedIn, taxOn } from '../values/tax.ts'
import type { OutletTax, ServiceCharge, TaxClass, TaxTotal } from './basket.ts'

/** What a line brings to the service charge and the taxes. */
export interface Taxable {
  tax_class: TaxClass
  gross_minor: Minor
  total_minor: Minor
}

/**
 * The merchant's charge on what is served, rounded once on the whole and spread over its lines by what it is taken of:
 * the amount after reductions, or before them. Both are lawful; which one an outlet uses stands in its rules.
 *
 * @returns each line's part
 */
export function serviceOf(lines: readonly Taxable[], service: ServiceCharge | null): Minor[] {
  const bases = lines.map((line) => {
    if (service === null || line.tax_class !== 'served') return minor(0)
    return service.of === 'net' ? line.total_minor : line.gross_minor
  })
  return spread(share(sum(bases), service?.basis_points ?? 0, 10_000), bases)
}

/**
 * Each tax, rounded once on all the lines that bear it with their service charge, and spread over them. PBJT is taken
 * of what is received, the service charge with it; a tax within the prices is within the service charge as well.
 *
 * @param service_minor each line's part of the service charge
 * @returns the totals by rule, and each line's part of its tax
 * @see UU 1/2022 (HKPD) on the base of PBJT
 */
export function taxesOf(
  lines: readonly Taxable[],
  service_minor: readonly Minor[],
  taxes: Partial<Record<TaxClass, OutletTax>>
): { totals: TaxTotal[]; tax_minor: Minor[] } {
  const tax_minor = lines.map(() => minor(0))
  const places = lines.flatMap(({ tax_class }, place) => {
    const rule = taxes[tax_class]
    return rule ? [{ place, rule }] : []
  })
  const by_rule = Map.groupBy(places, ({ rule }) => rule.tax_rule_id)
  const totals = [...by_rule.keys()].sort().map((tax_rule_id): TaxTotal => {
    const bearing = by_rule.get(tax_rule_id)!
    const { rule } = bearing[0]!
    const amounts = bearing.map(({ place }) => minor(lines[place]!.total_minor + service_minor[place]!))
    const of_minor = sum(amounts)
    const split = rule.included ? taxIncludedIn(of_minor, rule) : taxOn(of_minor, rule)
    const parts = spread(split.tax_minor, amounts)
    for (const [at, { place }] of bearing.entries()) tax_minor[place] = parts[at]!
    const { label, included } = rule
    return {
      tax_rule_id,
      label,
      included,
      of_minor,
      base_minor: split.base_minor,
      tax_minor: split.tax_minor
    }
  })
  return { totals, tax_minor }
}
