import type { SaleLine, WholeSale } from '../../server/sales/find-sales.ts'
import { sum } from '../../server/values/money.ts'
import { dayAndTime, figure, quantity } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { copyMark, type SlipContext, slipHead } from './slip-head.ts'

export interface SaleSlipOptions {
  /** Above 0 the slip says that it is a copy. */
  copy_no?: number
  /** The address of the receipt's page; without it the slip carries no code. */
  link?: string | undefined
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
      { kind: 'text', text: `${w.cashier} ${sale.cashier}` },
      { kind: 'rule' },
      ...sale.lines.flatMap((line) => lineBlocks(context, line)),
      { kind: 'rule' },
      { kind: 'pair', left: w.total, right: rupiah(sale.total_minor, context), bold: true, size: 'double' },
      ...tenders(context, sale),
      ...tax(context, sale),
      ...foot(context, receipt_foot || w.thanks, options.link),
      { kind: 'cut' }
    ]
  }
}

/** Name on its own line, then how many at what price, and what that makes. */
function lineBlocks({ settings }: SlipContext, line: SaleLine): Block[] {
  const { locale } = settings
  const unit = line.unit === 'pcs' ? '' : ` ${line.unit}`
  const count = `${quantity(line.quantity_milli, locale)}${unit} x ${figure(line.price_minor, locale)}`
  return [
    { kind: 'text', text: line.name },
    { kind: 'pair', left: `  ${count}`, right: figure(line.total_minor, locale) }
  ]
}

function tenders(context: SlipContext, { tenders }: WholeSale): Block[] {
  const w = context.words.receipt
  const change = sum(tenders.map(({ change_minor }) => change_minor))
  return [
    ...tenders.map(
      ({ given_minor }): Block => ({ kind: 'pair', left: w.cash, right: rupiah(given_minor, context) })
    ),
    { kind: 'pair', left: w.change, right: rupiah(change, context) }
  ]
}

/** Each tax and its base, by the rule of the sale's own day. */
function tax(context: SlipContext, { taxes }: WholeSale): Block[] {
  const w = context.words.receipt
  return taxes.flatMap(({ label, base_minor, tax_minor }): Block[] => [
    { kind: 'rule' },
    { kind: 'pair', left: w.tax_base, right: rupiah(base_minor, context) },
    { kind: 'pair', left: w.tax_in(label), right: rupiah(tax_minor, context) }
  ])
}

function foot({ words }: SlipContext, thanks: string, link: string | undefined): Block[] {
  return [
    { kind: 'feed', lines: 1 },
    { kind: 'text', text: thanks, align: 'center' },
    ...(link ? [{ kind: 'qr', data: link, caption: words.receipt.link } as const] : [])
  ]
}

function rupiah(amount: number, { settings }: SlipContext): string {
  return `Rp ${figure(amount, settings.locale)}`
}
