import assert from 'node:assert/strict'
import { type Minor, minor, sum } from '../values/money.ts'
import { priceOf } from '../values/quantity.ts'
import type { BasketLine, OutletTax, PricedLine, Reason, Reduction } from './basket.ts'
import type { Goods } from './goods.ts'
import type { Promotion } from './promotion.ts'
import type { Applied } from './settle.ts'
import type { Taxable } from './tax-and-service.ts'

/** Keeps count of one line: what is left to pay of it, what was taken off, and why. */
export class Tally {
  readonly goods: Goods
  readonly line: BasketLine
  left_minor: Minor
  readonly #price_minor: Minor
  readonly #gross_minor: Minor
  readonly #reductions: Reduction[] = []
  readonly #reasons: Reason[]

  constructor(goods: Goods, applied: readonly Applied[], passed_over: readonly Promotion[]) {
    const { line, tier } = goods
    this.goods = goods
    this.line = line
    const all_by_tier = tier && applied.some((one) => one.promotion === null && isAllOf(line, one))
    this.#price_minor = all_by_tier ? tier.price_minor : goods.price_minor
    this.#gross_minor = all_by_tier ? priceOf(line.quantity_milli, tier.price_minor) : goods.gross_minor
    this.left_minor = this.#gross_minor
    this.#reasons = startOf(goods)

    for (const one of applied) {
      if (one.promotion) this.#takeOffByPromotion(one.promotion, one)
      else this.#takeOffByTier(one, all_by_tier === true)
    }
    for (const promotion of passed_over) this.passOver(promotion)
  }

  takeOff(kind: 'line-discount' | 'basket-discount', amount_minor: Minor): void {
    if (amount_minor === 0) return
    this.#reduce({ kind, promotion_id: null, name: null, quantity_milli: null, amount_minor })
    this.#reasons.push({ kind, amount_minor })
  }

  /** A promotion on the whole basket takes its part off. */
  takeOffBasketwise({ promotion_id, name }: Promotion, amount_minor: Minor): void {
    if (amount_minor === 0) return
    this.#reduce({ kind: 'promotion', promotion_id, name, quantity_milli: null, amount_minor })
    this.#reasons.push({ kind: 'basket-promotion', promotion_id, name, amount_minor })
  }

  passOver({ promotion_id, name }: Promotion): void {
    this.#reasons.push({ kind: 'passed-over', promotion_id, name })
  }

  taxable(): Taxable {
    return {
      tax_class: this.line.tax_class,
      gross_minor: this.#gross_minor,
      total_minor: this.left_minor
    }
  }

  /** The line as it stands on a slip, once its part of the service charge and of its tax are known. */
  priced(service_minor: Minor, tax_minor: Minor, rule: OutletTax | null): PricedLine {
    const reasons = [...this.#reasons]
    if (service_minor > 0) reasons.push({ kind: 'service', amount_minor: service_minor })
    if (rule && tax_minor > 0) {
      reasons.push({ kind: 'tax', label: rule.label, included: rule.included, amount_minor: tax_minor })
    }
    return {
      ...this.line,
      price_minor: this.#price_minor,
      gross_minor: this.#gross_minor,
      reductions: this.#reductions,
      total_minor: this.left_minor,
      service_minor,
      tax_minor,
      tax_rule_id: rule?.tax_rule_id ?? null,
      tax_included: rule?.included ?? false,
      reasons
    }
  }

  #takeOffByPromotion({ promotion_id, name }: Promotion, applied: Applied): void {
    const { quantity_milli, amount_minor } = applied
    this.#reduce({
      kind: 'promotion',
      promotion_id,
      name,
      quantity_milli: isAllOf(this.line, applied) ? null : quantity_milli,
      amount_minor
    })
    this.#reasons.push({ kind: 'promotion', promotion_id, name, quantity_milli, amount_minor })
  }

  /** Where the tier has the whole line it is its price already. */
  #takeOffByTier({ quantity_milli, amount_minor }: Applied, is_price: boolean): void {
    const { from_milli, group_id, price_minor } = this.goods.tier!
    if (!is_price) {
      this.#reduce({ kind: 'tier', promotion_id: null, name: null, quantity_milli, amount_minor })
    }
    this.#reasons.push({ kind: 'tier', from_milli, group_id, price_minor, amount_minor })
  }

  #reduce(reduction: Reduction): void {
    this.#reductions.push(reduction)
    this.left_minor = minor(this.left_minor - reduction.amount_minor)
    assert(this.left_minor >= 0, `more is taken off line ${this.line.line_no} than it costs`)
  }
}

/** Adds up one column of money. */
export function addedUp<Column extends string>(
  rows: readonly Record<Column, Minor>[],
  column: Column
): Minor {
  return sum(rows.map((row) => row[column]))
}

function isAllOf(line: BasketLine, { quantity_milli }: Applied): boolean {
  return quantity_milli === line.quantity_milli
}

/** Where the line's price comes from. */
function startOf({ line, price_minor }: Goods): Reason[] {
  if (line.fixed) return [{ kind: line.fixed.by, total_minor: line.fixed.total_minor }]
  const listed: Reason = { kind: 'list', price_minor: line.list_price_minor }
  return line.own_price_minor === null ? [listed] : [listed, { kind: 'own-price', price_minor }]
}
