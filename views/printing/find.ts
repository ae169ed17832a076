import type { SearchState } from '../../server/printing/find/search.ts'
import type { UsbPrinter } from '../../server/printing/find/usb.ts'
import type { Printer } from '../../server/printing/find-printer.ts'
import type { TransportKind } from '../../server/printing/tables.ts'
import { figure } from '../format.ts'
import { postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** All that is there to be shown. */
interface Surroundings {
  usb: UsbPrinter[]
  search: SearchState
  /** Those the shop has already. */
  printers: Printer[]
}

/** One that could be used. */
interface Shown {
  transport: TransportKind
  address: string
  name: string
  answers: boolean | null
  is_allowed: boolean
  /** What the shop calls it, where it has it already. */
  known_as: string | undefined
}

/** Where printers are found that nobody has told the shop of yet. */
export function findPage(page: Page, around: Surroundings): Html {
  const w = page.words.find_printers
  return layout(page, {
    title: w.title,
    place: 'printers',
    content: html`<main id="content" class="page">
      <div class="head"><div><h1>${w.title}</h1><p class="hint">${w.text}</p></div>
        <div class="row"><a class="button" href="/printers">${page.words.common.back}</a></div></div>
      <div id="findings" class="stack">${findingsPanel(page, around)}</div>
    </main>`
  })
}

/** How the search fares and what was found; it asks again by itself, often while a search runs. */
export function findingsPanel(page: Page, around: Surroundings): Html {
  const { search } = around
  const found = shownOf(around)
  const pace = search.state === 'running' ? '700ms' : '3s' // a plug may be put in
  return html`<div class="stack" hx-get="/printers/find/now" hx-trigger="every ${pace}" hx-target="#findings" hx-swap="innerMorph">
    ${search.state === 'running' ? running(page, search) : rest(page, search, found.length)}
    ${found.length > 0 && html`<ul class="findings">${found.map((one) => finding(page, one))}</ul>`}
    ${found.length === 0 && search.state !== 'running' && nothing(page)}
  </div>`
}

function shownOf({ usb, search, printers }: Surroundings): Shown[] {
  const knownAs = (...addresses: string[]): string | undefined =>
    printers.find(({ address }) => addresses.includes(address))?.name
  return [
    ...usb.map(({ path, address, maker, model, is_allowed }) => ({
      transport: 'device' as const,
      address,
      name: model.startsWith(maker) ? model : `${maker} ${model}`.trim(),
      answers: null,
      is_allowed,
      known_as: knownAs(path, address)
    })),
    ...search.findings.map((one) => ({ ...one, is_allowed: true, known_as: knownAs(one.address) }))
  ]
}

function running(page: Page, { asked, of }: SearchState): Html {
  const { words, locale } = page
  const w = words.find_printers
  const far = asked < of ? w.far(figure(asked, locale), figure(of, locale)) : w.listening
  return html`<section class="card stack">
    <h2>${w.running}</h2>
    <progress ${of > 0 && html`value="${asked}" max="${of}"`} aria-label="${far}"></progress>
    <p>${far}</p>
    <p class="hint">${w.keep_selling}</p>
    <div class="row">${postButton(page, '/printers/find/cancelling', w.stop, '')}</div>
  </section>`
}

function rest(page: Page, { state, too_large, has_network }: SearchState, count: number): Html {
  const w = page.words.find_printers
  const has_ended = state !== 'none'
  return html`
    ${!has_network && notice(w.no_network)}
    ${too_large.length > 0 && notice(w.too_large(too_large.join(', ')), typeIt(page))}
    <div class="row">${postButton(page, '/printers/find/searches', has_ended ? w.again : w.search, 'primary')}
      ${has_ended && html`<p role="status">${state === 'cancelled' ? w.cancelled : w.done(count)}</p>`}</div>`
}

function notice(text: string, action?: Html): Html {
  return html`<div class="notice waiting" role="status">${icon('warning')}<p>${text}</p>${action}</div>`
}

function typeIt({ words }: Page): Html {
  return html`<a class="button" href="/printers/new">${words.find_printers.type_it}</a>`
}

function finding(page: Page, one: Shown): Html {
  const { words } = page
  const w = words.find_printers
  const { transport, address, name, answers, is_allowed, known_as } = one
  const query = new URLSearchParams({ transport, address, name }).toString()
  return html`<li class="card stack" id="found-${transport}-${address}">
    <div class="finding-head">${icon('printer')}
      <div><h2>${name || w.unnamed}</h2>
        <p class="hint">${words.printer.transports[transport]} · <span class="address">${address}</span></p></div></div>
    ${answers !== null && html`<p><span class="tag ${answers ? 'good' : ''}">${answers ? w.answers : w.mute}</span></p>`}
    ${!is_allowed && html`<p class="finding-trouble">${icon('warning')}<span>${w.not_allowed}</span></p>`}
    <div class="row">${
      known_as
        ? html`<span class="tag">${w.known(known_as)}</span>`
        : html`<a class="button primary" href="/printers/new?${query}">${w.use}</a>`
    }</div>
  </li>`
}

function nothing(page: Page): Html {
  const w = page.words.find_printers
  return html`<section class="card empty">${icon('search')}<h2>${w.none}</h2><p>${w.none_text}</p>${typeIt(page)}</section>`
}
