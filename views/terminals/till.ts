import type { Display } from '../../server/displays/find-display.ts'
import type { Printer } from '../../server/printing/find-printer.ts'
import type { TillStanding } from '../../server/reports/read-tills.ts'
import type { Terminal } from '../../server/terminals/find-terminal.ts'
import type { Waiting } from '../../server/terminals/waiting-room.ts'
import { backLink } from '../back.ts'
import { field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { drawerSelect, pinSelect } from '../printing/till-printers.ts'
import { printerSelect } from './pairing.ts'
import { spaced } from './tills.ts'

export interface LettingIn {
  /** The device whose code was read off; undefined: the code is still to be typed. */
  device: Waiting | undefined
  printers: Printer[]
  tills: Terminal[]
  displays: Display[]
  /** The till that is to go on at this device. */
  takes_over: Terminal | undefined
}

/** Makes a device that waits one of the shop's tills, or the new device of one. */
export function lettingInPage(page: Page, facts: LettingIn): Html {
  const { words } = page
  const w = words.terminals
  const { device, printers, takes_over } = facts
  const plain = takes_over ?? {
    printer_id: printers[0]?.printer_id ?? null,
    drawer_printer_id: null,
    drawer_pin: null
  }
  return layout(page, {
    title: w.new_title,
    place: 'tills',
    content: html`<main id="content" class="page tills">
      ${backLink('/tills', w.title)}
      <form class="card stack" method="post" action="/tills" hx-post="/tills" hx-swap="none">
        <h1>${w.new_title}</h1>
        ${device ? html`<p>${w.new_text}</p>` : ''}
        ${formKeys(page)}
        ${codeField(page, device)}
        ${field(w.takes_over, tillSelect(page, facts), w.takes_over_hint)}
        <div class="till-fields">
          ${field(w.name, html`<input name="name" maxlength="40" autocomplete="off" placeholder="${words.pair.name_example}" value="${takes_over?.name ?? ''}">`, w.name_hint)}
          ${placeField(page, takes_over?.place ?? '')}
        </div>
        ${hardware(page, printers, plain)}
        ${field(w.display, displaySelect(page, facts.displays))}
        <div class="actions"><a class="button" href="/tills">${words.common.back}</a><button class="primary">${w.save}</button></div>
      </form></main>`
  })
}

/** One till: its name and place, where its slips and its drawer are; and the ways out. */
export function tillPage(page: Page, standing: TillStanding, printers: Printer[]): Html {
  const { words } = page
  const w = words.terminals
  const { till, shift } = standing
  const url = `/tills/${till.terminal_id}`
  return layout(page, {
    title: till.name,
    place: 'tills',
    content: html`<main id="content" class="page tills">
      ${backLink('/tills', w.title)}
      <h1><span class="tag">${till.code}</span> ${till.name}</h1>
      <form class="card stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
        ${formKeys(page)}
        <div class="till-fields">
          ${field(w.name, html`<input name="name" required maxlength="40" autocomplete="off" value="${till.name}">`)}
          ${placeField(page, till.place)}
        </div>
        ${hardware(page, printers, till)}
        <div class="actions"><button class="primary">${words.common.save}</button></div></form>
      <section class="card stack"><h2>${w.rehome_title}</h2><p>${w.rehome_text}</p>
        <div class="actions"><a class="button" href="/tills/new?for=${till.terminal_id}">${w.rehome}</a></div></section>
      ${
        till.has_device === 1 &&
        html`<section class="card stack" id="revoke"><h2>${w.revoke_title}</h2><p>${w.revoke_text}</p>
          ${shift && html`<p>${w.revoke_shift}</p>`}
          <div class="actions">${postButton(page, `${url}/revocation`, w.revoke, 'danger')}</div></section>`
      }
    </main>`
  })
}

function codeField({ words }: Page, device: Waiting | undefined): Html {
  const w = words.terminals
  if (!device) {
    return field(
      w.code,
      html`<input class="pair-code" name="code" required maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus>`,
      w.code_hint
    )
  }
  return html`<p><b class="pair-code">${spaced(device.code)}</b><br><small>${w.kinds[device.device]} · ${device.address}</small></p>
    <input type="hidden" name="code" value="${device.code}">`
}

function placeField({ words }: Page, place: string): Html {
  const w = words.terminals
  return field(
    w.place,
    html`<input name="place" maxlength="60" autocomplete="off" placeholder="${w.place_example}" value="${place}">`
  )
}

function hardware(
  page: Page,
  printers: Printer[],
  till: Pick<Terminal, 'printer_id' | 'drawer_printer_id' | 'drawer_pin'>
): Html {
  const w = page.words.drawer
  return html`<div class="till-fields">
    ${field(w.slips_from, printerSelect(page, printers, till.printer_id))}
    ${field(w.hangs_on, drawerSelect(page, printers, till))}
    ${field(w.socket, pinSelect(page, till))}
  </div>`
}

function tillSelect({ words }: Page, { tills, takes_over }: LettingIn): Html {
  const chosen = takes_over?.terminal_id
  return html`<select name="takes_over"><option value="">${words.terminals.takes_over_new}</option>${tills.map(
    ({ terminal_id, code, name }) =>
      html`<option value="${terminal_id}" ${terminal_id === chosen ? 'selected' : ''}>${code} · ${name}</option>`
  )}</select>`
}

function displaySelect({ words }: Page, displays: Display[]): Html {
  const w = words.terminals
  return html`<select name="display_id"><option value="">${w.no_display}</option>${displays.map(
    ({ display_id, code, name }) =>
      html`<option value="${display_id}">${w.display_now(`${code} · ${name}`)}</option>`
  )}</select>`
}
