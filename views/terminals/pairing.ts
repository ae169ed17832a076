import type { Printer } from '../../server/printing/find-printer.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** Makes this device one of the shop's tills. */
export function pairingPage(page: Page, printers: Printer[]): Html {
  const w = page.words.pair
  return layout(page, {
    title: w.title,
    content: html`<main id="content" class="narrow">
      <form class="card stack" method="post" action="/till/pairing" hx-post="/till/pairing" hx-swap="none">
        <h1>${w.title}</h1>
        <p>${w.text}</p>
        ${formKeys(page)}
        ${field(
          w.name,
          html`<input name="name" required maxlength="40" autocomplete="off" placeholder="${w.name_example}" autofocus>`
        )}
        ${field(w.printer, printerSelect(page, printers, printers[0]?.printer_id ?? null), w.printer_hint)}
        <div class="actions">
          <a class="button" href="/">${page.words.common.back}</a>
          <button class="primary">${w.action}</button>
        </div>
      </form>
    </main>`
  })
}

/** Says that this device is a till already. */
export function pairedPage(page: Page): Html {
  const w = page.words.pair
  return layout(page, {
    title: w.title,
    content: html`<main id="content" class="narrow">
      <section class="card empty">
        ${icon('till')}
        <h1>${w.already(`${page.terminal?.code} · ${page.terminal?.name}`)}</h1>
        <a class="button primary" href="/">${page.words.common.next}</a>
      </section>
    </main>`
  })
}

/** Every printer that slips come out of, or none of them. */
export function printerSelect(page: Page, printers: Printer[], chosen: string | null): Html {
  const for_slips = printers.filter(({ language }) => language === 'escpos')
  return html`<select name="printer_id">
    ${for_slips.map(
      ({ printer_id, name }) =>
        html`<option value="${printer_id}" ${printer_id === chosen ? 'selected' : ''}>${name}</option>`
    )}
    <option value="" ${chosen === null ? 'selected' : ''}>${page.words.pair.no_printer}</option>
  </select>`
}
