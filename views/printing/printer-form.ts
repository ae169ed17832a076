import type { PrinterCard } from '../../server/printing/save-printer.ts'
import type { TransportKind } from '../../server/printing/tables.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

type Card = Omit<PrinterCard, 'printer_id'> & { printer_id?: string }

const TRANSPORTS: TransportKind[] = ['tcp', 'device', 'serial', 'preview']

/** Where a printer is and how it prints, beside what it would print. */
export function printerFormPage(page: Page, printer: Card, { found }: { found: string[] }): Html {
  const { words } = page
  const w = words.printer
  const { printer_id } = printer
  const url = printer_id ? `/printers/${printer_id}` : '/printers'
  const title = printer_id ? w.edit_title : w.add
  return layout(page, {
    title,
    place: 'printers',
    content: html`<main id="content" class="page">
      <h1>${title}</h1>
      <div class="columns">
        <form class="card stack printer-form" method="post" action="${url}" hx-post="${url}" hx-swap="none">
          ${formKeys(page)}
          ${field(w.name, html`<input name="name" value="${printer.name}" required maxlength="40" autocomplete="off" placeholder="${w.name_example}">`)}
          <fieldset><legend>${w.transport}</legend>
            <div class="choices">${TRANSPORTS.map((transport) => transportChoice(page, transport, printer))}</div></fieldset>
          ${addressField(page, printer, found)}
          ${widthField(page, printer)}
          ${drawerFields(page, printer)}
          <div class="actions"><a class="button" href="/printers">${words.common.back}</a>
            <button class="primary">${words.common.save}</button></div>
        </form>
        ${
          printer_id &&
          html`<figure class="counter"><img class="slip-picture" src="/printers/${printer_id}/sample.svg" alt="${w.sample}">
            <figcaption class="hint">${w.sample}</figcaption></figure>`
        }
      </div>
    </main>`
  })
}

function transportChoice({ words: { printer: w } }: Page, transport: TransportKind, printer: Card): Html {
  return html`<label class="choice"><input type="radio" name="transport" value="${transport}"
    ${transport === printer.transport ? 'checked' : ''} required>
    <span><b>${w.transports[transport]}</b><small>${w.transport_texts[transport]}</small></span></label>`
}

/** Each way has an address of its own kind; a picture on the screen needs none. */
function addressField({ words: { printer: w } }: Page, { address }: Card, found: string[]): Html {
  return html`<label class="field address-field"><span>${w.address}</span>
    <input name="address" value="${address}" maxlength="250" autocomplete="off" autocapitalize="off" spellcheck="false" list="found-printers">
    ${TRANSPORTS.map((transport) => html`<small data-for="${transport}">${w.address_hints[transport]}</small>`)}
    <datalist id="found-printers">${found.map((path) => html`<option value="${path}"></option>`)}</datalist></label>`
}

function widthField({ words }: Page, { columns, cut }: Card): Html {
  const w = words.setup
  return html`<fieldset><legend>${words.printer.width}</legend><div class="choices two">
      ${widthChoice(32, w.width_58, w.width_58_text, columns)}
      ${widthChoice(48, w.width_80, w.width_80_text, columns)}
    </div></fieldset>
    <label class="choice paper-only"><input type="checkbox" name="cutter" value="yes" ${cut !== 'none' ? 'checked' : ''}>
      <span>${words.printer.cutter}</span></label>`
}

function widthChoice(value: 32 | 48, label: string, text: string, current: number): Html {
  return html`<label class="choice"><input type="radio" name="columns" value="${value}" ${value === current ? 'checked' : ''} required>
    <span><b>${label}</b><small>${text}</small></span></label>`
}

function drawerFields({ words: { printer: w } }: Page, { drawer_pin, pulse_ms }: Card): Html {
  const option = (pin: 2 | 5) =>
    html`<option value="${pin}" ${pin === drawer_pin ? 'selected' : ''}>${w.pins[pin]}</option>`
  return html`<fieldset class="stack paper-only"><legend>${w.drawer}</legend>
    ${field(w.pin, html`<select name="drawer_pin">${option(2)}${option(5)}</select>`)}
    ${field(w.pulse, html`<input class="number" type="number" name="pulse_ms" value="${pulse_ms}" min="2" max="510" step="2" required>`, w.pulse_hint)}
  </fieldset>`
}
