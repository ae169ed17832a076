import type { WholeSale } from '../../server/sales/find-sales.ts'
import { dayAndTime, moneyText, quantity } from '../format.ts'
import type { SlipContext } from './slip-head.ts'
import { tenderName } from './tender-name.ts'

/** A message carries this many lines; an address in a browser has its limits, and so has a reader's patience. */
const MOST_LINES = 20

/**
 * A receipt as a message that one sends: plain text, whole without the link.
 *
 * @param link of the receipt's page, where customers reach it from anywhere
 */
export function shareText(
  { words, settings }: SlipContext,
  sale: WholeSale,
  link: string | undefined
): string {
  const { locale, zone, name, receipt_foot } = settings
  const w = words.slips
  const amount = (left: string, minor: number) =>
    `${left}: ${moneyText(minor, locale).replace('\u00a0', ' ')}`
  const lines = sale.lines.map((line) =>
    amount(`${quantity(line.quantity_milli, locale)} ${line.unit} ${line.name}`, line.total_minor)
  )
  const hidden = lines.length - MOST_LINES
  return [
    name,
    w.share_head(sale.receipt_no, dayAndTime(sale.sold_at, locale, zone)),
    '',
    ...lines.slice(0, MOST_LINES),
    ...(hidden > 0 ? [w.share_more(hidden)] : []),
    '',
    ...(sale.service_minor > 0 ? [amount(w.service, sale.service_minor)] : []),
    ...sale.taxes
      .filter(({ is_included }) => !is_included)
      .map(({ label, tax_minor }) => amount(label, tax_minor)),
    amount(words.receipt.total, sale.total_minor),
    ...(sale.rounding_minor === 0 ? [] : [amount(w.rounding, sale.rounding_minor)]),
    ...sale.tenders.map((tender) =>
      amount(tenderName(words, tender), tender.given_minor - tender.change_minor)
    ),
    '',
    ...(link ? [`${w.share_link}: ${link}`, ''] : []),
    receipt_foot || words.receipt.thanks
  ].join('\n')
}

/**
 * The address that opens WhatsApp with a message written, to a number or to whom one chooses there.
 *
 * @param phone digits with the country's code, 62812…
 */
export function whatsAppUrl(phone: string | null, text: string): string {
  return `https://wa.me/${phone ?? ''}?text=${encodeURIComponent(text)}`
}
