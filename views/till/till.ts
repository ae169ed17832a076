import type { TillState } from '../../server/till/read-till.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { floatField } from '../shifts/shift.ts'
import { cameraButton, cameraSheet } from './camera.ts'
import { heldCount } from './held.ts'
import { type Shelf, shelf } from './shelf.ts'
import { payBar, slip } from './slip.ts'

/** The whole till: the slip, the scan line, the shelf, and the pay button with the total in it. */
export function till(page: Page, state: TillState, { goods, held }: { goods: Shelf; held: number }): Html {
  const { words } = page
  return layout(page, {
    title: words.till.title,
    place: 'till',
    full: true,
    content: html`<main id="content" class="till" data-till data-locale="${page.locale}">
      <h1 class="unseen">${words.till.title} ${page.terminal?.name}</h1>
      ${slip(page, state)}
      <div id="work">
        ${state.shift ? html`${scanLine(page, held)}${shelf(page, goods)}` : closed(page)}
        <div id="task"></div>
      </div>
      <div id="bar">${payBar(page, state)}</div>
      ${keyHelp(page)}
      ${cameraSheet(page)}
    </main>`
  })
}

function scanLine(page: Page, held: number): Html {
  const { words } = page
  return html`<form id="scan" hx-post="/till/scans" hx-target="#slip" hx-swap="outerMorph" hx-sync="queue all" data-scan>
    <label><span class="unseen">${words.till.scan}</span>${icon('search')}
      <input id="scan-text" name="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="120"
        enterkeyhint="done" placeholder="${words.till.scan_short}" data-key="F2" autofocus></label>
    ${cameraButton(page)}
    <button class="add">${icon('plus')}<span>${words.till.add}</span> <kbd>Enter</kbd></button>
    <button type="button" class="hold" hx-get="/till/held" hx-target="#task" hx-swap="innerHTML" data-key="F8">${icon('wait')}<span>${words.basket.held.button}</span>
      ${heldCount(held)} <kbd>F8</kbd></button>
    <button type="button" class="help" data-opens="keys" data-key="?" aria-label="${words.till.keys.help}"><kbd>?</kbd></button>
  </form>`
}

function closed(page: Page): Html {
  const { words } = page
  return html`<form class="card stack open-shift" method="post" action="/shift" hx-post="/shift" hx-swap="none">
    ${formKeys(page)}
    <h2>${words.till.shift_closed_title}</h2><p>${words.till.shift_closed_text}</p>
    ${floatField(page)}
    <button class="primary big">${words.shift.open_action}</button></form>`
}

function keyHelp({ words }: Page): Html {
  const k = { ...words.till.keys, ...words.basket.keys }
  const s = words.basket.sound
  const keys = [
    ['F2', k.search],
    ['3*', k.times],
    ['F3', k.customer],
    ['F4', k.line],
    ['F6', k.discount],
    ['F7', k.undo],
    ['F8', k.hold],
    ['F9', k.pay],
    ['F10', k.exact],
    ['F11', words.terminals.lock_now],
    ['F12', words.drawer.open],
    ['↑ ↓', k.lines],
    ['Del', k.remove],
    ['Enter', k.enter],
    ['Esc', k.back],
    ['?', k.help]
  ]
  return html`<dialog id="keys" aria-label="${k.title}"><header class="head"><h2>${k.title}</h2>
    <form method="dialog"><button>${words.common.close} <kbd>Esc</kbd></button></form></header>
    <dl>${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
    <fieldset class="sounds"><legend>${s.title}</legend>
      <label class="row"><input type="checkbox" data-sound="refused"><span>${s.refused}</span></label>
      <label class="row"><input type="checkbox" data-sound="taken"><span>${s.taken}</span></label></fieldset></dialog>`
}
