import type { PrinterCard } from '../../server/printing/save-printer.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

/** What a slip looks like on a receipt printer that the shop has. */
export function samplePicture(
  { words: { printer: w } }: Page,
  { printer_id, language }: Pick<PrinterCard, 'printer_id' | 'language'>
): Html | null {
  if (!printer_id || language !== 'escpos') return null
  return html`<figure class="counter"><img class="slip-picture" src="/printers/${printer_id}/sample.svg" alt="${w.sample}">
    <figcaption class="hint">${w.sample}</figcaption></figure>`
}
