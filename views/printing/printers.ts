import type { Printer } from '../../server/printing/find-printer.ts'
import type { PrinterStanding } from '../../server/printing/read-printers.ts'
import type { Terminal } from '../../server/terminals/find-terminal.ts'
import { dayAndTime } from '../format.ts'
import { postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { troubleSentence } from './job-states.ts'
import { answersSentence, conditions } from './printer-state.ts'
import { tillPrinters } from './till-printers.ts'

interface Around {
  tills: Terminal[]
  /** USB printers that are plugged in and not used yet. */
  found: string[]
  is_saved: boolean
  /** The printer that was removed just now. */
  removed: Printer | undefined
}

/** The shop's printers, each with how it fares, and which till prints on which. */
export function printersPage(
  page: Page,
  printers: PrinterStanding[],
  { tills, found, is_saved, removed }: Around
): Html {
  const w = page.words.printer
  return layout(page, {
    title: w.title,
    place: 'printers',
    content: html`<main id="content" class="page">
      <div class="head"><h1>${w.title}</h1>
        <div class="row">${printers.length > 0 && html`<a class="button" href="/printers/tickets">${page.words.tickets.link}</a>`}
          ${page.may('sell') && html`<a class="button" href="/printing">${w.queue}</a>`}
          <a class="button" href="/printers/find">${icon('search')}<span>${page.words.find_printers.title}</span></a>
          <a class="button primary" href="/printers/new">${icon('plus')}<span>${w.add}</span></a></div></div>
      ${is_saved && savedNotice(page)}
      ${removed && removedNotice(page, removed)}
      ${found.map((path) => foundNotice(page, path))}
      ${
        printers.length === 0
          ? empty(page)
          : html`<ul class="printers" id="printers" hx-get="/printers/cards"
              hx-trigger="laci:job from:body throttle:1s, laci:sale from:body throttle:1s" hx-swap="innerMorph">${printerCards(page, printers)}</ul>`
      }
      ${
        tills.length === 0
          ? noTills(page)
          : printers.length > 0 &&
            tillPrinters(
              page,
              printers.map(({ printer }) => printer),
              tills
            )
      }
    </main>`
  })
}

function empty({ words: { printer: w } }: Page): Html {
  return html`<section class="card empty">${icon('printer')}<h2>${w.empty_title}</h2><p>${w.empty_text}</p>
    <a class="button primary" href="/printers/new">${w.add}</a></section>`
}

/** It is gone, and comes back by one press. */
function removedNotice(page: Page, { printer_id, name }: Printer): Html {
  const w = page.words.printer_setup
  return html`<div class="notice" role="status">${icon('trash')}<p>${w.removed(name)}</p>
    ${postButton(page, `/printers/${printer_id}/return`, w.bring_back, '')}</div>`
}

function foundNotice({ words: { printer: w } }: Page, path: string): Html {
  return html`<div class="notice" role="status">${icon('printer')}<p>${w.found(path)}</p>
    <a class="button" href="/printers/new?transport=device&amp;address=${encodeURIComponent(path)}">${w.found_action}</a></div>`
}

/** One card per printer, drawn again whenever a job of one fares differently. */
export function printerCards(page: Page, printers: PrinterStanding[]): Html {
  return html`${printers.map((state) => card(page, state))}`
}

function card(page: Page, standing: PrinterStanding): Html {
  const { words } = page
  const w = words.printer
  const { printer, state, tills } = standing
  const { printer_id } = printer
  const on_screen = printer.transport === 'preview'
  return html`<li class="card stack" id="printer-${printer_id}">
    <div class="printer-head">${icon(on_screen ? 'receipt' : 'printer')}
      <div><h2>${printer.name}</h2><p class="hint">${whereAndHow(page, printer)}</p></div></div>
    ${slipsLine(page, standing)}
    ${conditions(page, { printer, state })}
    ${!on_screen && html`<p class="hint">${answersSentence(words, printer)}</p>`}
    <p>${tills.length === 0 ? w.tills_none : html`${w.tills} ${tills.map(({ code, name }) => html`<span class="tag">${code} · ${name}</span> `)}`}</p>
    <div class="row">
      <a class="button" href="/printers/${printer_id}/test">${w.test}</a>
      ${!on_screen && askButton(printer_id, 'looks', words.printer_setup.ask)}
      ${!on_screen && printer.language === 'escpos' && askButton(printer_id, 'tests', w.test_drawer)}
      ${on_screen && page.may('sell') && html`<a class="button" href="/printing/screen">${w.screen}</a>`}
      <a class="button" href="/printers/${printer_id}">${words.common.edit}</a>
    </div>
    <div id="test-${printer_id}" class="test" hx-morph-skip-children></div>
  </li>`
}

function whereAndHow({ words }: Page, printer: Printer): Html {
  const { transport, address, language } = printer
  const paper =
    language === 'escpos'
      ? words.setup[printer.columns === 32 ? 'width_58' : 'width_80']
      : `${words.printer_setup.languages[language]} ${printer.label_width_mm} × ${printer.label_height_mm} mm`
  return html`${words.printer.transports[transport]}${address && html` · <span class="address">${address}</span>`} · ${paper}`
}

/** The worst first: paper that a person must look at, then what waits and why. */
function slipsLine(
  page: Page,
  { uncertain, waiting, trouble, last_printed, printer }: PrinterStanding
): Html {
  const { words, locale, zone } = page
  const w = words.printer
  const why = troubleSentence(page, { state: 'waiting', trouble })
  const queue = page.may('sell') && html`<a class="button" href="/printing">${w.queue}</a>`
  if (uncertain > 0)
    return html`<p class="row"><span class="tag bad">${w.slips_uncertain(uncertain)}</span>${queue}</p>`
  if (waiting > 0)
    return html`<p class="row"><span class="tag warn">${w.slips_waiting(waiting)}</span>${why && html`<span>${why}</span>`}${why && queue}</p>`
  if (!last_printed) return html`<p><span class="tag">${w.never_printed}</span></p>`
  const time = dayAndTime(last_printed, locale, zone)
  return html`<p><span class="tag good">${printer.transport === 'preview' ? words.job.shown : w.last_printed(time)}</span></p>`
}

/** What it answers stands below the buttons. */
function askButton(printer_id: string, url: 'looks' | 'tests', label: string): Html {
  const values = url === 'tests' ? '{"of":"drawer"}' : '{}'
  return html`<button type="button" hx-post="/printers/${printer_id}/${url}" hx-vals="${values}"
    hx-target="#test-${printer_id}" hx-swap="innerHTML">${label}</button>`
}

function noTills({ words }: Page): Html {
  return html`<section class="card empty" id="tills">${icon('till')}<p>${words.settings.no_tills}</p>
    <a class="button" href="/till/pairing">${words.pair.title}</a></section>`
}
