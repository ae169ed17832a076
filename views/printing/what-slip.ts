import type { UnsettledSlip } from '../../server/printing/find-slips.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

type Named = Pick<UnsettledSlip, 'kind' | 'subject_id' | 'copy_no' | 'receipt_no' | 'refund_no'> &
  Partial<Pick<UnsettledSlip, 'terminal_code' | 'z_number'>>

/** A slip by the number that stands on it, leading to what it is of. */
export function whatSlip({ words }: Page, slip: Named): Html {
  const { kind, subject_id, copy_no, receipt_no, refund_no, terminal_code, z_number } = slip
  const kindName = words.printer.kinds[kind]
  const copy = copy_no > 0 && html` <span class="tag">${words.job.copy}</span>`
  const link = (path: string, number: string | null = null): Html =>
    html`<a href="/${path}/${subject_id}">${kindName}${number && ` ${number}`}</a>${copy}`
  if (kind === 'order') return link('orders')
  if (receipt_no) return link('sales', receipt_no)
  if (refund_no) return link('refunds', refund_no)
  if (kind === 'z')
    return link('shifts', z_number ? `${terminal_code}-Z${String(z_number).padStart(4, '0')}` : null)
  return html`${kindName}${copy}`
}
