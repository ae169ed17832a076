import type { Settings } from '../../server/settings/read-settings.ts'
import { canBeOff, takesFee } from '../../server/tenders/change-methods.ts'
import type { TenderMethod } from '../../server/tenders/find-methods.ts'
import { minor } from '../../server/values/money.ts'
import { type RoundingMode, roundCash } from '../../server/values/round-cash.ts'
import { backLink } from '../back.ts'
import { money, moneyText, quantity } from '../format.ts'
import { choices, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { methodName } from '../tenders/method-name.ts'

export interface TendersFacts {
  methods: TenderMethod[]
  settings: Settings
  saved: boolean
}

/** What the owner decides about money: what the tills take, how cash is rounded, how much may be taken off. */
export function tendersPage(page: Page, { methods, settings, saved }: TendersFacts): Html {
  const w = page.words.tenders
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page tenders">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${saved && savedNotice(page)}
      <section class="card stack"><div><h2>${w.list}</h2><p class="hint">${w.list_text}</p></div>
        <ol class="methods">${methods.map((method, at) => methodRow(page, method, settings, { first: at === 0, last: at === methods.length - 1 }))}</ol>
        <p class="notice waiting">${icon('warning')}<span>${w.no_surcharge}</span></p>
      </section>
      ${addForm(page)}
      ${roundingForm(page, settings)}
      ${limitsForm(page, settings)}
    </main>`
  })
}

function methodRow(
  page: Page,
  method: TenderMethod,
  settings: Settings,
  { first, last }: { first: boolean; last: boolean }
): Html {
  const { words } = page
  const w = words.tenders
  const { method_id, kind, fee_bp, needs_reference, is_on } = method
  const name = methodName(words, method)
  const notes = [
    method.name && words.slips.means[kind],
    fee_bp > 0 && w.fee_short(percent(page, fee_bp)),
    needs_reference && kind !== 'voucher' && w.reference_short,
    kind === 'points' && is_on && settings.point_worth_minor === 0 && w.points_off
  ].filter(Boolean)
  const to = (direction: 'up' | 'down', label: string, off: boolean) =>
    html`<button name="to" value="${direction}" class="plain" aria-label="${label}" ${off && 'disabled'}>${icon(direction)}</button>`
  return html`<li class="${is_on ? '' : 'off'}">
    <form class="places" method="post" action="/settings/tenders/${method_id}/place" hx-post="/settings/tenders/${method_id}/place" hx-swap="none">
      ${formKeys(page)}${to('up', w.up(name), first)}${to('down', w.down(name), last)}</form>
    <div class="what"><b>${name}</b> <span class="tag ${is_on && 'good'}">${is_on ? w.on : w.off}</span>
      ${notes.length > 0 && html`<small>${notes.join(' · ')}</small>`}</div>
    <div class="row">${takesFee(kind) && editForm(page, method)}${switchForm(page, method)}</div>
  </li>`
}

function switchForm(page: Page, { method_id, kind, is_on }: TenderMethod): Html {
  const w = page.words.tenders
  if (!canBeOff(kind)) return html`<span class="hint">${w.always_on}</span>`
  const url = `/settings/tenders/${method_id}/switch`
  return html`<form method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <button name="to" value="${is_on ? 'off' : 'on'}">${is_on ? w.switch_off : w.switch_on}</button></form>`
}

function editForm(page: Page, method: TenderMethod): Html {
  const w = page.words.tenders
  const url = `/settings/tenders/${method.method_id}`
  return html`<details><summary class="button">${w.edit}</summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
      ${methodFields(page, method)}
      ${method.kind === 'qris' && html`<p class="hint"><a href="/settings/qris">${w.qris_text}</a></p>`}
      <button class="primary">${page.words.common.save}</button></form></details>`
}

function methodFields(page: Page, method?: TenderMethod): Html {
  const w = page.words.tenders
  const needs = method ? method.needs_reference === 1 : true
  return html`${field(
    w.name,
    html`<input name="name" maxlength="24" autocomplete="off" value="${method?.name}" ${!method && 'required'}>`,
    method ? w.name_hint : w.add_examples
  )}
  ${field(
    w.fee,
    html`<input name="fee" inputmode="decimal" maxlength="5" autocomplete="off" value="${percent(page, method?.fee_bp ?? 0)}">`,
    w.fee_hint
  )}
  <label class="row"><input type="checkbox" name="needs_reference" value="yes" ${needs && 'checked'}> <span>${w.needs_reference}</span></label>`
}

function addForm(page: Page): Html {
  const w = page.words.tenders
  return html`<form class="card stack" method="post" action="/settings/tenders" hx-post="/settings/tenders" hx-swap="none">
    ${formKeys(page)}<div><h2>${w.add}</h2><p class="hint">${w.add_text}</p></div>
    ${field(w.kind, html`<select name="kind">${Object.entries(w.add_kinds).map(([kind, label]) => html`<option value="${kind}">${label}</option>`)}</select>`)}
    ${methodFields(page)}
    <div class="actions"><button class="primary">${icon('plus')}<span>${w.add_action}</span></button></div></form>`
}

/** Totals that show how a shop rounds: a little, half a step, and a lot. */
const EXAMPLES = [18_620, 18_650, 18_740].map(minor)

function roundingForm(page: Page, { rounding_mode, rounding_step }: Settings): Html {
  const w = page.words.tenders
  const steps = w.steps as Record<string, string[]>
  return html`<form class="card stack" method="post" action="/settings/rounding" hx-post="/settings/rounding" hx-swap="none">
    ${formKeys(page)}<div><h2>${w.rounding}</h2><p class="hint">${w.rounding_text}</p></div>
    ${choices(
      w.step,
      'step',
      String(rounding_step),
      ['100', '500', '0'].map((step) => [step, steps[step]![0]!, steps[step]![1]!])
    )}
    ${choices(
      w.mode,
      'mode',
      rounding_mode,
      (['nearest', 'down', 'up'] as const).map((mode) => [mode, w.modes[mode][0]!, w.modes[mode][1]!])
    )}
    <div id="rounding-example" aria-live="polite" hx-get="/settings/rounding/example" hx-include="closest form" hx-swap="innerHTML"
      hx-trigger="change from:closest form">${roundingExample(page, { mode: rounding_mode, step: rounding_step })}</div>
    <button class="primary">${page.words.common.save}</button></form>`
}

/** What some totals become in cash. */
export function roundingExample(
  { words, locale }: Page,
  { mode, step }: { mode: RoundingMode; step: number }
): Html {
  const w = words.tenders
  return html`<h3>${w.example}</h3><table class="rounding"><tbody>${EXAMPLES.map((total) => {
    const pays = roundCash(total, mode, step)
    const rounding = pays - total
    return html`<tr><td class="number">${money(total, locale)}</td>
      <td class="by">${words.pay.rounding} ${rounding > 0 && '+'}${moneyText(rounding, locale)}</td>
      <td class="number"><b>${money(pays, locale)}</b></td></tr>`
  })}</tbody></table>`
}

function limitsForm(page: Page, { discount_limits }: Settings): Html {
  const w = page.words.tenders
  return html`<form class="card stack" method="post" action="/settings/discounts" hx-post="/settings/discounts" hx-swap="none">
    ${formKeys(page)}<div><h2>${w.limits}</h2><p class="hint">${w.limits_text}</p></div>
    <div class="columns">${(['cashier', 'supervisor', 'owner'] as const).map((role) =>
      field(
        `${w.roles[role]} (%)`,
        html`<input name="${role}" inputmode="decimal" required maxlength="6" autocomplete="off" value="${percent(page, discount_limits[role])}">`
      )
    )}</div>
    <button class="primary">${page.words.common.save}</button></form>`
}

/** Basis points as one says them, `0,7`. */
function percent({ locale }: Page, basis_points: number): string {
  return quantity(basis_points * 10, locale)
}
