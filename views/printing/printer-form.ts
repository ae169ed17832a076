import type { PrinterCard } from '../../server/printing/save-printer.ts'
import type { SerialLine } from '../../server/printing/serial-address.ts'
import type { Cut, PrinterLanguage, TransportKind } from '../../server/printing/tables.ts'
import type { Flow, Parity } from '../../server/printing/transports/serial.ts'
import { backLink } from '../back.ts'
import { choices, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { CODE_PAGES } from '../receipts/code-page.ts'
import { samplePicture } from './sample-picture.ts'

/** What there is to choose from, the most usual first. */
export const TRANSPORTS = [
  'tcp',
  'device',
  'serial',
  'cups',
  'file',
  'preview'
] as const satisfies TransportKind[]
export const LANGUAGES = ['escpos', 'tspl', 'zpl'] as const satisfies PrinterLanguage[]
export const CUTS = ['partial', 'full', 'old-partial', 'old-full', 'none'] as const satisfies Cut[]
const FLOWS = ['none', 'rts', 'xon'] as const satisfies Flow[]
const PARITIES = ['none', 'even', 'odd'] as const satisfies Parity[]

interface Around {
  /** USB printers that are plugged in and not used yet. */
  found: string[]
  /** The serial line it is on, or what a new one begins with. */
  line: SerialLine
  bauds: readonly number[]
}

/** Where a printer is and how it prints, beside what it would print. A new one has no id yet. */
export function printerFormPage(page: Page, printer: PrinterCard, around: Around): Html {
  const { words } = page
  const w = words.printer
  const { printer_id } = printer
  const url = printer_id ? `/printers/${printer_id}` : '/printers'
  const title = printer_id ? w.edit_title : w.add
  return layout(page, {
    title,
    place: 'printers',
    content: html`<main id="content" class="page">
      ${backLink('/printers', w.title)}
      <h1>${title}</h1>
      <div class="columns">
        <div class="stack">
          <form class="card stack printer-form" method="post" action="${url}" hx-post="${url}" hx-swap="none">
            ${formKeys(page)}
            ${field(w.name, html`<input name="name" value="${printer.name}" required maxlength="40" autocomplete="off" placeholder="${w.name_example}">`)}
            ${languageField(page, printer)}
            ${transportField(page, printer)}
            ${addressFields(page, printer, around)}
            ${widthField(page, printer)}
            ${labelFields(page, printer)}
            ${moreFields(page, printer)}
            <div class="actions"><a class="button" href="/printers">${words.common.back}</a>
              <button class="primary">${words.common.save}</button></div>
          </form>
          ${printer_id && removal(page, printer)}
        </div>
        ${samplePicture(page, printer)}
      </div>
    </main>`
  })
}

function languageField({ words: { printer_setup: w } }: Page, { language }: PrinterCard): Html {
  return choices(
    w.language,
    'language',
    language,
    LANGUAGES.map((one) => [one, w.languages[one], w.language_texts[one]])
  )
}

function transportField({ words: { printer: w } }: Page, { transport }: PrinterCard): Html {
  return choices(
    w.transport,
    'transport',
    transport,
    TRANSPORTS.map((one) => [one, w.transports[one], w.transport_texts[one]])
  )
}

/** Each way has an address of its own kind; a picture on the screen needs none. */
function addressFields(
  { words }: Page,
  { transport, address }: PrinterCard,
  { found, line, bauds }: Around
): Html {
  const w = words.printer
  const s = words.printer_setup
  const shown = transport === 'serial' ? line.path : address
  return html`<label class="field address-field"><span>${w.address}</span>
      <input name="address" value="${shown}" maxlength="250" autocomplete="off" autocapitalize="off" spellcheck="false" list="found-printers">
      ${TRANSPORTS.map((kind) => html`<small data-for="${kind}">${w.address_hints[kind]}</small>`)}
      <datalist id="found-printers">${found.map((path) => html`<option value="${path}"></option>`)}</datalist></label>
    <div class="stack serial-only"><div class="two">
      ${select(
        s.line_speed,
        'baud',
        String(line.baud),
        bauds.map((baud) => [String(baud), String(baud)])
      )}
      ${select(
        s.line_flow,
        'flow',
        line.flow,
        FLOWS.map((flow) => [flow, s.line_flows[flow]])
      )}
      ${select(
        s.line_parity,
        'parity',
        line.parity,
        PARITIES.map((parity) => [parity, s.line_parities[parity]])
      )}
    </div><p class="hint">${s.line_hint}</p></div>`
}

function widthField({ words: { setup, printer } }: Page, { columns }: PrinterCard): Html {
  return html`<div class="slips-only">${choices(printer.width, 'columns', String(columns), [
    ['32', setup.width_58, setup.width_58_text],
    ['48', setup.width_80, setup.width_80_text]
  ])}</div>`
}

function labelFields({ words: { printer_setup: w } }: Page, printer: PrinterCard): Html {
  const size = (
    name: 'label_width_mm' | 'label_height_mm' | 'label_gap_mm',
    label: string,
    least: number,
    most: number
  ) =>
    field(
      label,
      html`<input class="number" type="number" name="${name}" value="${printer[name]}" min="${least}" max="${most}" required>`
    )
  return html`<fieldset class="stack labels-only"><legend>${w.label_size}</legend><div class="two">
    ${size('label_width_mm', w.label_width, 10, 110)}
    ${size('label_height_mm', w.label_height, 8, 200)}
    ${size('label_gap_mm', w.label_gap, 0, 10)}</div></fieldset>`
}

/** What the test page finds out by asking; folded away, since few know it by heart. */
function moreFields({ words }: Page, { code_page, cut, drawer_pin, pulse_ms }: PrinterCard): Html {
  const w = words.printer
  const s = words.printer_setup
  return html`<details class="fold slips-only paper-only"><summary>${icon('right')}<b>${s.more}</b></summary>
    <div class="stack"><p class="hint">${s.more_text}</p>
      ${select(
        s.letters,
        'code_page',
        code_page,
        CODE_PAGES.map((page) => [page, s.code_pages[page]])
      )}
      ${select(
        s.cut,
        'cut',
        cut,
        CUTS.map((one) => [one, s.cuts[one]])
      )}
      ${select(w.pin, 'drawer_pin', String(drawer_pin), [
        ['2', w.pins[2]],
        ['5', w.pins[5]]
      ])}
      ${field(w.pulse, html`<input class="number" type="number" name="pulse_ms" value="${pulse_ms}" min="2" max="510" step="2" required>`, w.pulse_hint)}
    </div></details>`
}

function select(
  label: string,
  name: string,
  chosen: string,
  options: [value: string, label: string][]
): Html {
  return field(
    label,
    html`<select name="${name}">${options.map(
      ([value, text]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${text}</option>`
    )}</select>`
  )
}

function removal(page: Page, { printer_id, name }: PrinterCard): Html {
  const w = page.words.printer_setup
  const url = `/printers/${printer_id}/removal`
  return html`<details class="card fold"><summary>${icon('right')}<h2>${w.remove}</h2></summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
      <p>${w.remove_text}</p><div><button class="danger">${w.remove_action(name)}</button></div></form></details>`
}
