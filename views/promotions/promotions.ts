import type { KnownPromotion } from '../../server/pricing/find-promotions.ts'
import type { PromotionState } from '../../server/pricing/promotion-state.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import { choices, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { type Names, promotionSentence } from './sentence.ts'

const TONES: Record<PromotionState, '' | 'good' | 'warn'> = {
  running: 'good',
  coming: '',
  stopped: 'warn',
  ended: ''
}

/** Every promotion with what it does in a sentence, what runs first; and what happens where two of them meet. */
export function promotionsPage(
  page: Page,
  {
    promotions,
    names,
    settings,
    saved
  }: { promotions: KnownPromotion[]; names: Names; settings: Settings; saved: boolean }
): Html {
  const w = page.words.promotions
  const add = html`<a class="button primary" href="/promotions/new">${icon('plus')}<span>${w.add}</span></a>`
  return layout(page, {
    title: w.title,
    place: 'promotions',
    content: html`<main id="content" class="page">
      <header class="head"><div><h1>${w.title}</h1><p class="hint">${w.text}</p></div>${promotions.length > 0 && add}</header>
      ${saved && savedNotice(page)}
      ${
        promotions.length === 0
          ? html`<section class="card empty">${icon('tag')}<h2>${w.empty_title}</h2><p>${w.empty_text}</p>${add}</section>`
          : html`<ul class="promotions">${promotions.map((promotion) => card(page, promotion, names))}</ul>`
      }
      ${promotions.length > 1 && modeForm(page, settings)}
    </main>`
  })
}

function card(page: Page, promotion: KnownPromotion, names: Names): Html {
  const w = page.words.promotions
  const { promotion_id, state, offer, name } = promotion
  return html`<li class="card promotion ${state}">
    <header class="head"><h2><a href="/promotions/${promotion_id}">${name}</a></h2>
      <span class="row"><span class="tag">${w.kinds[offer.kind]}</span><span class="tag ${TONES[state]}">${w.states[state]}</span></span></header>
    <p>${promotionSentence(page, promotion, names)}</p>
    <div class="row"><a class="button" href="/promotions/${promotion_id}">${page.words.common.edit}</a>
      ${state !== 'ended' && stopForm(page, promotion)}</div>
  </li>`
}

/** Stops a promotion or has it go on, wherever it is shown. */
export function stopForm(page: Page, { promotion_id, state }: KnownPromotion): Html {
  const w = page.words.promotions
  const is_stopped = state === 'stopped'
  const url = `/promotions/${promotion_id}/state`
  return html`<form method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <input type="hidden" name="stopped" value="${is_stopped ? 'no' : 'yes'}">
    <button class="${!is_stopped && 'danger'}">${is_stopped ? w.resume : w.stop}</button></form>`
}

function modeForm(page: Page, { promotion_mode }: Settings): Html {
  const w = page.words.promotions.mode
  return html`<form class="card stack" id="mode" method="post" action="/promotions/mode" hx-post="/promotions/mode" hx-swap="none">
    ${formKeys(page)}
    ${choices(w.title, 'promotion_mode', promotion_mode, [
      ['best', w.best, w.best_text],
      ['priority', w.priority, w.priority_text]
    ])}
    <button>${page.words.common.save}</button>
  </form>`
}
