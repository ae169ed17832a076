import type { Printer } from '../../server/printing/find-printer.ts'
import { opensDrawers } from '../../server/terminals/find-drawer.ts'
import type { Terminal } from '../../server/terminals/find-terminal.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { printerSelect } from '../terminals/pairing.ts'

/** Where each till's slips come from, and where its drawer hangs. */
export function tillPrinters(page: Page, printers: Printer[], tills: Terminal[]): Html {
  const w = page.words.drawer
  return html`<section class="card stack" id="tills">
    <div><h2>${w.at_tills_title}</h2><p class="hint">${w.at_tills_text}</p></div>
    ${tills.map((till) => tillForm(page, printers, till))}
  </section>`
}

function tillForm(page: Page, printers: Printer[], till: Terminal): Html {
  const { words } = page
  const w = words.drawer
  const { terminal_id } = till
  const url = `/tills/${terminal_id}/printer`
  return html`<form class="till-printer stack" method="post" action="${url}" hx-post="${url}" hx-swap="none" aria-label="${till.code} ${till.name}">
    ${formKeys(page)}
    <h3><span class="tag">${till.code}</span> ${till.name}</h3>
    <div class="till-fields">
      ${field(w.slips_from, printerSelect(page, printers, till.printer_id))}
      ${field(w.hangs_on, drawerSelect(page, printers, till))}
      ${field(w.socket, pinSelect(page, till))}
    </div>
    <div class="row">
      <button class="primary">${words.common.save}</button>
      <button type="button" hx-post="/tills/${terminal_id}/drawer/tests" hx-target="#drawer-${terminal_id}"
        hx-swap="innerHTML">${icon('drawer')}<span>${w.try}</span></button>
      <div id="drawer-${terminal_id}" class="test"></div>
    </div></form>`
}

/** Printers that a drawer can hang on; the slips' own, whichever it is, comes first. */
export function drawerSelect(
  { words }: Page,
  printers: Printer[],
  { drawer_printer_id }: Pick<Terminal, 'drawer_printer_id'>
): Html {
  const some = printers.filter(
    ({ transport, language, printer_id }) =>
      printer_id === drawer_printer_id || (opensDrawers(transport) && language === 'escpos')
  )
  return html`<select name="drawer_printer_id">
    <option value="" ${drawer_printer_id === null ? 'selected' : ''}>${words.drawer.with_slips}</option>
    ${some.map(
      ({ printer_id, name }) =>
        html`<option value="${printer_id}" ${printer_id === drawer_printer_id ? 'selected' : ''}>${name}</option>`
    )}</select>`
}

/** The wire a drawer opens by. */
export function pinSelect({ words }: Page, { drawer_pin }: Pick<Terminal, 'drawer_pin'>): Html {
  const option = (value: 2 | 5 | null, label: string) =>
    html`<option value="${value ?? ''}" ${value === drawer_pin ? 'selected' : ''}>${label}</option>`
  return html`<select name="drawer_pin">
    ${option(null, words.drawer.as_printer)}${option(2, words.printer.pins[2])}${option(5, words.printer.pins[5])}</select>`
}
