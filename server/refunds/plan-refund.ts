import { Refusal } from '../refusal.ts'
import type { SalesTables } from '../sales/tables.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { listSources, type SourceTerms } from './list-sources.ts'
import { amountOf, type BackTender, payBack } from './pay-back.ts'
import { type PaidLine, type Part, partOf } from './prorate.ts'
import type { Destination, RefundTables } from './tables.ts'

/** A part of a line that comes back, and where the goods go. */
export interface WantedLine {
  line_no: number
  quantity_milli: Milli
  destination: Destination
}

/** A sale, as much of it as its refund depends on. */
export interface PaidSale<Line extends PaidLine = PaidLine> {
  lines: readonly Line[]
  tenders: readonly Omit<SalesTables['tenders'], 'sale_id' | 'reference' | 'bill' | 'fee_minor'>[]
  total_minor: Minor
  rounding_minor: Minor
}

/** What went back of it before. */
export interface EarlierRefund {
  lines: readonly Pick<RefundTables['refund_lines'], 'sale_line_no' | 'quantity_milli'>[]
  tenders: readonly Pick<RefundTables['refund_tenders'], 'of_tender_no' | 'amount_minor'>[]
  value_minor: Minor
  rounding_minor: Minor
}

export interface RefundTerms extends SourceTerms {
  /** The smallest coin that cash is rounded to; 0: none. */
  step: number
  /** How much of it stays with the shop as the price of other goods; no more than `owed_minor`. */
  exchange_minor: Minor
}

export interface PlannedLine<Line> extends Part, WantedLine {
  line: Line
  /** What went back of the line before. */
  before_milli: Milli
}

export interface RefundPlan<Line = PaidLine> {
  lines: PlannedLine<Line>[]
  subtotal_minor: Minor
  service_minor: Minor
  tax_minor: Minor
  added_tax_minor: Minor
  /** What the goods were bought for: subtotal, service charge and added tax. */
  value_minor: Minor
  /** The value, or what is left of the money where nothing of the sale is left: before cash is rounded. */
  owed_minor: Minor
  /** What goes back, and what of it is rounding. */
  payout_minor: Minor
  rounding_minor: Minor
  tenders: BackTender[]
  /** Nothing of the sale is left afterwards. */
  is_last: boolean
}

/** How much of each line of a sale has not gone back. */
export function remainingOf(
  { lines }: Pick<PaidSale, 'lines'>,
  earlier: readonly EarlierRefund[]
): Map<number, Milli> {
  const back = returnedOf(earlier)
  return new Map(
    lines.map(({ line_no, quantity_milli }) => [line_no, milli(quantity_milli - (back.get(line_no) ?? 0))])
  )
}

/**
 * What goes back for parts of a sale, at the prices, discounts and taxes of its own day, never of today. Returning all
 * of a sale in any parts and any order gives back exactly what was paid, and no rounding stays.
 *
 * @throws {Refusal} refund/nothing, refund/too-much
 */
export function planRefund<Line extends PaidLine & { name: string }>(
  sale: PaidSale<Line>,
  earlier: readonly EarlierRefund[],
  wanted: readonly WantedLine[],
  terms: RefundTerms
): RefundPlan<Line> {
  const lines = planLines(sale, earlier, wanted)
  const of = (name: keyof Part) => sum(lines.map((part) => part[name]))
  const subtotal_minor = of('total_minor')
  const service_minor = of('service_minor')
  const added_tax_minor = sum(
    lines.map(({ line, tax_minor }) => (line.is_tax_included ? minor(0) : tax_minor))
  )
  const value_minor = minor(subtotal_minor + service_minor + added_tax_minor)

  const carry_minor = minor(-sum(earlier.map(({ rounding_minor }) => rounding_minor)))
  const paid_back = minor(sum(earlier.map((refund) => refund.value_minor)) - carry_minor)
  const left_minor = minor(sale.total_minor + sale.rounding_minor - paid_back)
  const is_last = isLast(sale, earlier, lines)
  const owed_minor = is_last ? left_minor : minor(Math.min(value_minor, left_minor))

  const returned = earlier.flatMap(({ tenders }) => tenders)
  const sources = listSources(sale.tenders, returned, terms)
  const tenders = payBack(sources, { ...terms, owed_minor, carry_minor, is_last })
  const payout_minor = amountOf(tenders)
  return {
    lines,
    subtotal_minor,
    service_minor,
    tax_minor: of('tax_minor'),
    added_tax_minor,
    value_minor,
    owed_minor,
    payout_minor,
    rounding_minor: minor(payout_minor - value_minor),
    tenders,
    is_last
  }
}

function planLines<Line extends PaidLine & { name: string }>(
  sale: PaidSale<Line>,
  earlier: readonly EarlierRefund[],
  wanted: readonly WantedLine[]
): PlannedLine<Line>[] {
  const chosen = wanted.filter(({ quantity_milli }) => quantity_milli > 0)
  if (chosen.length === 0) throw new Refusal('refund/nothing')
  const left = remainingOf(sale, earlier)
  return chosen.map((part) => {
    const line = sale.lines.find(({ line_no }) => line_no === part.line_no)
    const left_milli = left.get(part.line_no) ?? milli(0)
    left.delete(part.line_no) // a line named twice is asked for more than it holds
    if (!line || part.quantity_milli > left_milli) {
      throw new Refusal('refund/too-much', { name: line?.name ?? '', left_milli })
    }
    const before_milli = milli(line.quantity_milli - left_milli)
    return { ...part, ...partOf(line, before_milli, part.quantity_milli), line, before_milli }
  })
}

function isLast(
  sale: Pick<PaidSale, 'lines'>,
  earlier: readonly EarlierRefund[],
  lines: readonly WantedLine[]
): boolean {
  const left = remainingOf(sale, earlier)
  for (const { line_no, quantity_milli } of lines)
    left.set(line_no, milli(left.get(line_no)! - quantity_milli))
  return left.values().every((quantity_milli) => quantity_milli === 0)
}

function returnedOf(earlier: readonly EarlierRefund[]): Map<number, number> {
  const back = new Map<number, number>()
  for (const { sale_line_no, quantity_milli } of earlier.flatMap(({ lines }) => lines)) {
    if (sale_line_no !== null) back.set(sale_line_no, (back.get(sale_line_no) ?? 0) + quantity_milli)
  }
  return back
}
