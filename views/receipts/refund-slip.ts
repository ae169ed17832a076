import type { RefundLine, WholeRefund } from '../../server/refunds/find-refunds.ts'
import { dayAndTime, figure, quantity } from '../format.ts'
import { methodName } from '../tenders/method-name.ts'
import type { Block, SlipDocument } from './document.ts'
import { cashierLine, copyMark, linkCode, type SlipContext, slipHead } from './slip-head.ts'
import { shows } from './slip-parts.ts'

export interface RefundSlipOptions {
  /** Above 0 the slip says that it is a copy. */
  copy_no?: number
  /** The address of the refund's page; without it the slip carries no code. */
  link?: string | undefined
}

/** The slip of a refund: what came back, of which sale, why, and what was given for it; with a line to sign on. */
export function refundSlip(
  context: SlipContext,
  refund: WholeRefund,
  { copy_no = 0, link }: RefundSlipOptions = {}
): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.refunds.slip
  return {
    title: refund.refund_no,
    blocks: [
      ...slipHead(context),
      { kind: 'rule' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: w.titles[refund.kind], align: 'center', bold: true },
      {
        kind: 'pair',
        left: `${w.number} ${refund.refund_no}`,
        right: dayAndTime(refund.refunded_at, locale, zone)
      },
      ...cashierLine(context, refund.cashier),
      ...facts(context, refund),
      { kind: 'rule' },
      ...refund.lines.flatMap((line) => lineBlocks(context, line)),
      { kind: 'rule' },
      ...added(context, refund),
      {
        kind: 'pair',
        left: w.total,
        right: rupiah(refund.payout_minor, context),
        bold: true,
        size: 'double'
      },
      ...refund.tenders.map(
        (tender): Block => ({
          kind: 'pair',
          left: methodName(words, { kind: tender.method, name: tender.method_name }),
          right: rupiah(tender.amount_minor, context)
        })
      ),
      ...foot(context, link),
      { kind: 'cut' }
    ]
  }
}

function facts({ words }: SlipContext, refund: WholeRefund): Block[] {
  const w = words.refunds.slip
  const line = (label: string, text: string): Block => ({ kind: 'text', text: `${label} ${text}` })
  return [
    line(w.of, refund.receipt_no ?? words.refunds.no_slip.toLowerCase()),
    ...(refund.exchange_receipt_no ? [line(w.instead, refund.exchange_receipt_no)] : []),
    line(`${w.reason}:`, refund.reason)
  ]
}

/** Name on its own line, then how many and what they were bought for. */
function lineBlocks({ settings: { locale } }: SlipContext, line: RefundLine): Block[] {
  const unit = line.unit === 'pcs' ? 'x' : line.unit
  return [
    { kind: 'text', text: line.name },
    {
      kind: 'pair',
      left: `  ${quantity(line.quantity_milli, locale)} ${unit}`,
      right: figure(line.total_minor, locale)
    }
  ]
}

/** What stands on top of the goods' prices or within them, if the slip tells that, and rounding. */
function added(context: SlipContext, refund: WholeRefund): Block[] {
  const w = context.words.refunds
  const pair = (left: string, amount: number): Block => ({
    kind: 'pair',
    left,
    right: rupiah(amount, context)
  })
  return [
    ...(refund.service_minor > 0 ? [pair(w.service, refund.service_minor)] : []),
    ...refund.taxes
      .filter(({ is_tax_included }) => !is_tax_included || shows(context.settings, 'tax'))
      .map(({ label, is_tax_included, tax_minor }) =>
        pair(is_tax_included ? w.tax_included(label) : label, tax_minor)
      ),
    ...(refund.rounding_minor !== 0 ? [pair(w.rounding, refund.rounding_minor)] : [])
  ]
}

function foot(context: SlipContext, link: string | undefined): Block[] {
  return [
    { kind: 'feed', lines: 3 },
    { kind: 'rule' },
    { kind: 'text', text: context.words.refunds.slip.received, align: 'center' },
    ...linkCode(context, link)
  ]
}

function rupiah(amount: number, { settings }: SlipContext): string {
  return `${amount < 0 ? '-' : ''}Rp ${figure(Math.abs(amount), settings.locale)}`
}
