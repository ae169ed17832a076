import type { WholePayment } from '../../server/tenders/find-payment.ts'
import { dayAndTime, dayName, moneyText } from '../format.ts'
import { methodName } from '../tenders/method-name.ts'
import type { Block, SlipDocument } from './document.ts'
import { cashierLine, copyMark, type SlipContext, slipHead } from './slip-head.ts'

/** The slip of money taken or given back besides a sale: whose, how much, how, and what is left. */
export function paymentSlip(context: SlipContext, payment: WholePayment, copy_no = 0): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.customers.slip
  const { kind, payment_no, amount_minor, customer, order_no, reference } = payment
  const who = customer ?? order_no ?? ''
  return {
    title: payment_no,
    blocks: [
      ...slipHead(context),
      { kind: 'rule' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: w.titles[kind], align: 'center', bold: true },
      {
        kind: 'pair',
        left: `${words.receipt.number} ${payment_no}`,
        right: dayAndTime(payment.paid_at, locale, zone)
      },
      ...cashierLine(context, payment.cashier),
      ...(who ? [text(`${kind === 'deposit-back' ? w.to : w.from} ${who}`)] : []),
      ...(customer && order_no ? [text(`${w.order} ${order_no}`)] : []),
      { kind: 'rule' },
      {
        kind: 'pair',
        left: methodName(words, { kind: payment.method, name: payment.method_name }),
        right: moneyText(amount_minor, locale),
        bold: true,
        size: 'double'
      },
      ...(reference ? [text(`${w.reference} ${reference}`)] : []),
      ...(payment.kind === 'voucher' ? voucher(context, payment) : whatIsLeft(context, payment)),
      ...(kind === 'deposit-back' ? signature(w.signature) : []),
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: words.receipt.thanks, align: 'center' },
      { kind: 'cut' }
    ]
  }
}

function whatIsLeft(
  { words: { customers }, settings: { locale } }: SlipContext,
  payment: WholePayment
): Block[] {
  const w = customers.slip
  if (payment.kind === 'debt' && payment.left_minor === 0) {
    return [{ kind: 'text', text: w.settled, align: 'center', bold: true }]
  }
  const left = payment.kind === 'debt' ? w.debt_left : w.deposit_left
  return [{ kind: 'pair', left, right: moneyText(payment.left_minor, locale) }]
}

/** The voucher itself: its code for people, and for a scanner. */
function voucher({ words, settings }: SlipContext, { voucher_code, valid_until }: WholePayment): Block[] {
  if (!voucher_code) return []
  const w = words.vouchers
  const until = valid_until ? dayName(valid_until, settings.locale) : w.forever
  return [
    { kind: 'qr', data: voucher_code, caption: voucher_code },
    { kind: 'text', text: `${w.until}: ${until}`, align: 'center' }
  ]
}

/** Who takes money out of the shop signs for it. */
function signature(label: string): Block[] {
  return [{ kind: 'feed', lines: 3 }, text('.'.repeat(24)), text(label)]
}

function text(text: string): Block {
  return { kind: 'text', text }
}
