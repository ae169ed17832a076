import type { SaleLine, WholeSale } from '../../server/sales/find-sales.ts'
import type { Standing } from '../../server/sales/find-standing.ts'
import { type Minor, minor, sum } from '../../server/values/money.ts'
import { priceOf } from '../../server/values/quantity.ts'
import { dayAndTime, figure, quantity } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { cashierLine, copyMark, linkCode, type SlipContext, slipHead } from './slip-head.ts'
import { shows } from './slip-parts.ts'
import { tenderName } from './tender-name.ts'

export interface SaleSlipOptions {
  /** Above 0 the slip says that it is a copy. */
  copy_no?: number
  /** The address of the receipt's page; without it the slip carries no code. */
  link?: string | undefined
  /** How the customer stood after the sale. */
  standing?: Standing
}

/** The slip of a sale: what was bought, what it cost, what was given and what came back. */
export function saleSlip(context: SlipContext, sale: WholeSale, options: SaleSlipOptions = {}): SlipDocument {
  const { words, settings } = context
  const { locale, zone, receipt_foot } = settings
  const w = words.receipt
  return {
    title: sale.receipt_no,
    blocks: [
      ...slipHead(context),
      { kind: 'rule' },
      ...copyMark(context, options.copy_no),
      { kind: 'pair', left: `${w.number} ${sale.receipt_no}`, right: dayAndTime(sale.sold_at, locale, zone) },
      ...cashierLine(context, sale.cashier),
      ...(sale.customer && shows(settings, 'customer')
        ? [text(`${words.slips.customer} ${sale.customer}`)]
        : []),
      { kind: 'rule' },
      ...sale.lines.flatMap((line) => lineBlocks(context, line)),
      { kind: 'rule' },
      ...sums(context, sale),
      ...tenders(context, sale),
      ...taxBases(context, sale),
      ...standing(context, sale, options.standing),
      ...foot(context, receipt_foot || w.thanks, options.link),
      { kind: 'cut' }
    ]
  }
}

/** Name on its own line, how many at what price and what that makes, and below it what was taken off. */
function lineBlocks({ words, settings }: SlipContext, line: SaleLine): Block[] {
  const { locale } = settings
  const off = line.reductions.filter(({ kind }) => kind !== 'basket-discount')
  return [
    text(line.name),
    { kind: 'pair', left: `  ${countOf(line, locale)}`, right: figure(line.gross_minor, locale) },
    ...off.map(({ kind, name, amount_minor }): Block => {
      const left = name ?? (kind === 'tier' ? words.slips.tier : words.slips.discount)
      return { kind: 'pair', left: `  ${left}`, right: `-${figure(amount_minor, locale)}` }
    })
  ]
}

/** How many at what price; a line priced as a whole says only how many, unless the two agree to the last gram. */
function countOf(line: SaleLine, locale: SlipContext['settings']['locale']): string {
  const { quantity_milli, price_minor, gross_minor } = line
  const unit = line.unit === 'pcs' ? '' : ` ${line.unit}`
  const count = `${quantity(quantity_milli, locale)}${unit}`
  const apart = Math.abs(priceOf(quantity_milli, price_minor) - gross_minor)
  return apart * 2000 <= price_minor + 2000 ? `${count} x ${figure(price_minor, locale)}` : count
}

/** From the lines to the total: what was taken off the whole, service, and the taxes on top of the prices. */
function sums(context: SlipContext, sale: WholeSale): Block[] {
  const { words } = context
  const w = words.slips
  const off = basketDiscount(sale)
  const steps: Block[] = [
    ...(off > 0 ? [pair(w.basket_discount, signed(-off, context))] : []),
    ...(sale.service_minor > 0 ? [pair(w.service, rupiah(sale.service_minor, context))] : []),
    ...sale.taxes
      .filter(({ is_included }) => !is_included)
      .map(({ label, tax_minor }) => pair(label, rupiah(tax_minor, context)))
  ]
  const subtotal = pair(w.subtotal, rupiah(sale.subtotal_minor + off, context))
  return [
    ...(steps.length > 0 ? [subtotal, ...steps] : []),
    {
      kind: 'pair',
      left: words.receipt.total,
      right: rupiah(sale.total_minor, context),
      bold: true,
      size: 'double'
    },
    ...rounding(context, sale)
  ]
}

/** Prices may be rounded to the coins there are only when the customer is told (Permendag 35/2013, art. 6). */
function rounding(context: SlipContext, { total_minor, rounding_minor }: WholeSale): Block[] {
  if (rounding_minor === 0) return []
  const { rounding, to_pay } = context.words.slips
  return [
    pair(rounding, signed(rounding_minor, context)),
    { ...pair(to_pay, rupiah(total_minor + rounding_minor, context)), bold: true }
  ]
}

function tenders(context: SlipContext, { tenders }: WholeSale): Block[] {
  const change = sum(tenders.map(({ change_minor }) => change_minor))
  const some_cash = tenders.some(({ method }) => method === 'cash')
  return [
    ...tenders.map((tender) => pair(tenderName(context.words, tender), rupiah(tender.given_minor, context))),
    ...(some_cash ? [pair(context.words.receipt.change, rupiah(change, context))] : [])
  ]
}

/**
 * Each tax's base, and the tax where the prices hold it already; by the rule of the sale's own day. Where PPN was
 * collected it is told even if the shop does so no more: the slip is the customer's tax invoice.
 */
function taxBases(context: SlipContext, sale: WholeSale): Block[] {
  const { receipt, slips } = context.words
  const all = shows(context.settings, 'tax')
  const taxes = all ? sale.taxes : sale.taxes.filter(({ tax }) => tax !== 'pbjt')
  if (taxes.length === 0) return []
  return [
    { kind: 'rule' },
    ...taxes.flatMap(({ label, is_included, base_minor, tax_minor }) => [
      pair(taxes.length > 1 ? slips.tax_base(label) : receipt.tax_base, rupiah(base_minor, context)),
      ...(is_included ? [pair(receipt.tax_in(label), rupiah(tax_minor, context))] : [])
    ])
  ]
}

/** What stays between the customer and the shop: a debt, points, and what was saved today. */
function standing(context: SlipContext, sale: WholeSale, after: Standing | undefined): Block[] {
  const { words, settings } = context
  const w = words.slips
  const reduced = reducedBy(sale)
  const points = shows(settings, 'points') ? after?.points : undefined
  const blocks: Block[] = [
    ...(after && after.owed_minor > 0 ? [pair(w.owed, rupiah(after.owed_minor, context))] : []),
    ...(points && points.burnt > 0 ? [pair(w.points_burnt, figure(points.burnt, settings.locale))] : []),
    ...(points && points.earned > 0 ? [pair(w.points_earned, figure(points.earned, settings.locale))] : []),
    ...(points && points.earned + points.burnt > 0
      ? [pair(w.points, figure(points.held, settings.locale))]
      : []),
    ...(reduced > 0 && shows(settings, 'savings')
      ? [{ kind: 'text', text: w.saved(rupiah(reduced, context)), align: 'center', bold: true } as const]
      : [])
  ]
  return blocks.length > 0 ? [{ kind: 'rule' }, ...blocks] : []
}

function foot(context: SlipContext, thanks: string, link: string | undefined): Block[] {
  return [
    { kind: 'feed', lines: 1 },
    { kind: 'text', text: thanks, align: 'center' },
    ...linkCode(context, link)
  ]
}

/** All that was taken off a sale, by promotions and by hand. */
export function reducedBy({ lines }: Pick<WholeSale, 'lines'>): Minor {
  return sum(lines.flatMap(({ reductions }) => reductions.map(({ amount_minor }) => minor(amount_minor))))
}

/** What was taken off the whole by hand, which the lines share. */
function basketDiscount({ lines }: WholeSale): Minor {
  const shares = lines.flatMap(({ reductions }) =>
    reductions.filter(({ kind }) => kind === 'basket-discount').map(({ amount_minor }) => amount_minor)
  )
  return sum(shares)
}

function text(line: string): Block {
  return { kind: 'text', text: line }
}

function pair(left: string, right: string): Extract<Block, { kind: 'pair' }> {
  return { kind: 'pair', left, right }
}

function rupiah(amount: number, { settings }: SlipContext): string {
  return `Rp ${figure(amount, settings.locale)}`
}

/** An amount that is added or taken off: `+Rp 50`, `-Rp 50`. */
function signed(amount: number, context: SlipContext): string {
  return `${amount < 0 ? '-' : '+'}${rupiah(Math.abs(amount), context)}`
}
