import type { Moment } from '../../server/values/clock.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { type KeyStanding, proofField } from './passphrase.ts'

export interface SheetFacts {
  /** The recovery code in its groups; shown this once. */
  code: string
  /** Names the code without telling it. */
  slot: string
  made_at: Moment
  /** Hex. */
  store_id: string
  owner: string
  /** Tells the key that signs the yearly archives. */
  fingerprint: string
  /** Where the backup is, by the names that the owner gave. */
  places: string[]
}

/** The sheet right after its code was made: to be printed on A4, and what to do with it. */
export function sheetPage(page: Page, facts: SheetFacts): Html {
  const w = page.words.backup_keys.sheet
  return layout(page, {
    title: w.title,
    place: 'backup',
    content: html`<main id="content" class="page sheet-page">
      <header class="head unprinted"><h1>${w.title}</h1>
        <div class="row"><button type="button" class="primary" data-print>${icon('printer')}<span>${w.print}</span></button>
        ${keptForm(page, facts)}</div></header>
      <div class="notice waiting unprinted" role="status">${icon('warning')}<p>${w.once} ${w.by_hand}</p></div>
      ${paper(page, facts)}
    </main>`
  })
}

function keptForm(page: Page, { slot }: SheetFacts): Html {
  const url = '/backup/sheet/kept'
  return html`<form method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <input type="hidden" name="slot" value="${slot}">
    <button>${icon('check')}<span>${page.words.backup_keys.sheet.kept}</span></button></form>`
}

/** What lies on the paper, and on the screen as it will lie there: black on white by night as well. */
function paper(page: Page, { code, made_at, store_id, owner, fingerprint, places }: SheetFacts): Html {
  const { words, locale, zone } = page
  const w = words.backup_keys.sheet
  return html`<article class="recovery-sheet">
    <header><div><h2>${w.title}</h2><p class="shop">${page.shop_name}</p></div>
      <dl>
        <div><dt>${w.store}</dt><dd>${store_id.slice(0, 8)}</dd></div>
        <div><dt>${w.made}</dt><dd>${dayAndTime(made_at, locale, zone)}</dd></div>
        <div><dt>${w.by}</dt><dd>${owner}</dd></div>
      </dl></header>
    <section class="secret">
      <div><h3>${w.code}</h3>
        <p class="code-groups">${code.split('-').map((group) => html`<span>${group}</span> `)}</p>
        <p>${w.code_text}</p></div>
      ${qrSvg(code, w.qr)}
    </section>
    <section><h3>${w.places}</h3>
      ${places.length > 0 && html`<ul>${places.map((name) => html`<li>${name}</li>`)}</ul>`}
      ${line(places.length > 0 ? w.places_more : w.places_none)}</section>
    <section><h3>${w.steps}</h3><ol>${w.step_list.map((step) => html`<li>${step}</li>`)}</ol></section>
    <p class="fingerprint">${w.fingerprint}: <code>${fingerprint}</code></p>
    <section>${line(w.hint_line)}${line(w.keeper_line)}</section>
    <p class="care">${w.warning}</p>
  </article>`
}

/** A line to write on by hand. */
function line(label: string): Html {
  return html`<p class="write-on"><span>${label}</span></p>`
}

/** The sheet's address when there is no code to show: how it stands, and how to make a new one. */
export function noSheetPage(page: Page, standing: KeyStanding & { is_repeat: boolean }): Html {
  const { backup_keys } = page.words
  const w = backup_keys.sheet
  return layout(page, {
    title: w.title,
    place: 'backup',
    content: html`<main id="content" class="page">
      ${backLink('/backup', backup_keys.back)}
      <header><h1>${w.title}</h1><p class="hint">${w.none_text}</p></header>
      ${standing.is_repeat && html`<div class="notice waiting" role="status">${icon('warning')}<p>${w.not_again}</p></div>`}
      ${standing.state === 'sound' ? newSheet(page, standing) : noPassphrase(page)}
    </main>`
  })
}

function newSheet(page: Page, standing: KeyStanding): Html {
  const { words, locale, zone } = page
  const w = words.backup_keys.sheet
  const { code_made_at, sheet_at } = standing
  return html`<div class="beside"><form class="card stack" method="post" action="/backup/sheet" hx-post="/backup/sheet"
    hx-target="#content" hx-select="#content" hx-swap="outerHTML show:top showTarget:body" autocomplete="off">
    ${formKeys(page)}
    <h2>${w.new_title}</h2>
    <p>${code_made_at && w.made_at(dayAndTime(code_made_at, locale, zone))}
      ${sheet_at ? w.is_kept(dayAndTime(sheet_at, locale, zone)) : w.not_kept}</p>
    <p>${w.new_text}</p>
    ${proofField(page, standing)}
    <button class="primary">${w.new_action}</button>
  </form></div>`
}

function noPassphrase({ words }: Page): Html {
  const { passphrase, sheet } = words.backup_keys
  return html`<section class="card empty">${icon('keys')}<h2>${sheet.no_passphrase}</h2>
    <a class="button primary" href="/backup/passphrase">${passphrase.set_title}</a></section>`
}
