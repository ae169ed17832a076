import type { StaffMember } from '../../server/auth/find-staff.ts'
import type { Denomination } from '../../server/settings/read-settings.ts'
import { moneyKey } from '../../server/settings/read-shift-form.ts'
import type { DrawerCount } from '../../server/shifts/find-counts.ts'
import { backLink } from '../back.ts'
import { money, moneyText } from '../format.ts'
import { amountInput, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { differenceTag } from './difference.ts'

/** What the way to a closed shift needs to know. */
export interface ClosingFacts {
  /** The counts that hold; none: it is to be counted. */
  standing: readonly DrawerCount[]
  is_second: boolean
  may_again: boolean
  /** Whether it was counted, and money moved since. */
  has_moved: boolean
  denominations: readonly Denomination[]
  /** Who may take the drawer over. */
  takers: readonly StaffMember[]
}

/** Counting the drawer without knowing what should be there; then what was found, and closing or handing over. */
export function closingPage(page: Page, facts: ClosingFacts): Html {
  const { words } = page
  const w = words.shifts
  const count = facts.standing.at(-1)
  const title = count ? w.outcome.title : facts.is_second ? w.count.again_title : w.count.title
  return layout(page, {
    title,
    place: 'shifts',
    content: html`<main id="content" class="page closing">
      ${backLink('/shift', words.shift.running)}
      <h1>${title}</h1>
      ${count ? outcome(page, facts, count) : countForm(page, facts)}
    </main>`
  })
}

function countForm(page: Page, { denominations, has_moved }: ClosingFacts): Html {
  const w = page.words.shifts.count
  const notes = denominations.filter(({ kind }) => kind === 'note')
  const coins = denominations.filter(({ kind }) => kind === 'coin')
  return html`${has_moved && html`<p class="notice waiting">${icon('warning')}<span>${w.moved}</span></p>`}
    <form class="card stack count" method="post" action="/shift/count" hx-post="/shift/count" hx-swap="none" data-count>
      ${formKeys(page)}
      <p class="hint">${w.text}</p>
      <div class="count-lists">${pieceList(page, w.notes, notes)}${pieceList(page, w.coins, coins)}</div>
      <details><summary>${w.at_once}</summary>${field(w.sum, amountInput('counted'), w.at_once_hint)}</details>
      <p class="count-sum"><span>${w.sum}</span> <output aria-live="polite" data-count-sum>${moneyText(0, page.locale)}</output></p>
      <button class="primary big">${w.send}</button>
    </form>`
}

function pieceList(page: Page, legend: string, list: readonly Denomination[]): Html | null {
  if (list.length === 0) return null
  return html`<fieldset><legend>${legend}</legend>${list.map((one) => pieceRow(page, one))}</fieldset>`
}

function pieceRow({ words, locale }: Page, one: Denomination): Html {
  const w = words.shifts.count
  const value = moneyText(one.value_minor, locale)
  return html`<div class="piece"><span>${value}</span>
    <input type="hidden" name="piece" value="${moneyKey(one)}">
    <input class="number" name="pieces" inputmode="numeric" maxlength="6" autocomplete="off" placeholder="0"
      data-worth="${one.value_minor}" aria-label="${w.one(value, w.pieces[one.kind])}">
    <output data-row></output></div>`
}

function outcome(page: Page, { standing, may_again, takers }: ClosingFacts, count: DrawerCount): Html {
  const { words, locale } = page
  const w = words.shifts.outcome
  const [first] = standing
  const { counted_minor, expected_minor } = count
  const difference = counted_minor - expected_minor
  return html`<dl class="figures">
      <div><dt>${words.shift.counted}</dt><dd>${money(counted_minor, locale)}</dd></div>
      <div><dt>${words.shift.expected}</dt><dd>${money(expected_minor, locale)}</dd></div>
      <div><dt>${words.shift.difference}</dt><dd>${money(difference, locale)} ${differenceTag(page, difference)}</dd></div>
    </dl>
    ${first && first !== count && html`<p class="hint">${w.first(moneyText(first.counted_minor, locale))}</p>`}
    <div class="columns">
      <section class="card stack">
        <form class="stack" method="post" action="/shift/closing" hx-post="/shift/closing" hx-swap="none">
          ${formKeys(page)}${reasonField(page)}
          <button class="primary big">${w.close}</button></form>
        ${may_again && html`<a class="button" href="/shift/closing?again">${icon('undo')}<span>${w.again}</span></a><p class="hint">${w.again_text}</p>`}
      </section>
      ${handover(page, takers)}
    </div>`
}

function reasonField({ words: { shifts } }: Page): Html {
  const w = shifts.outcome
  return field(
    w.reason,
    html`<input name="reason" maxlength="200" autocomplete="off" placeholder="${w.reason_example}">`
  )
}

function handover(page: Page, takers: readonly StaffMember[]): Html {
  const w = page.words.shifts.outcome
  if (takers.length === 0)
    return html`<section class="card stack"><h2>${w.hand_over}</h2><p class="hint">${w.nobody}</p></section>`
  return html`<form class="card stack" method="post" action="/shift/handover" hx-post="/shift/handover" hx-swap="none">
    ${formKeys(page)}<h2>${w.hand_over}</h2><p class="hint">${w.hand_over_text}</p>
    ${field(
      w.taker,
      html`<select name="taker_id" required><option value=""></option>${takers.map(
        ({ staff_id, name }) => html`<option value="${staff_id}">${name}</option>`
      )}</select>`
    )}
    ${field(w.taker_pin, html`<input class="digits" name="pin" type="password" inputmode="numeric" pattern="[0-9]{1,8}" maxlength="8" autocomplete="off" required>`)}
    ${reasonField(page)}
    <button>${icon('people')}<span>${w.hand_over}</span></button></form>`
}
