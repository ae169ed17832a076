import { type Html, html } from '../html.ts'

/** The number on a slip, leading to the sale or refund it is of; anything else has no page of its own. */
export function sourceLink(
  { kind, source_id }: { kind: string; source_id: string },
  text: Html | string | null
): Html {
  if (kind === 'sale') return html`<a href="/sales/${source_id}">${text}</a>`
  if (kind === 'refund') return html`<a href="/refunds/${source_id}">${text}</a>`
  return html`${text}`
}
