import type { PricedBasket } from '../../server/pricing/basket.ts'
import type { KnownPromotion } from '../../server/pricing/find-promotions.ts'
import type { PartName, PromotionText } from '../../server/pricing/promotion-form.ts'
import type { Refusal } from '../../server/refusal.ts'
import { backLink } from '../back.ts'
import { money, quantity } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import { linkCard } from '../link-card.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'
import { offerFields } from './offer-fields.ts'
import type { PickerState } from './picker.ts'
import { stopForm } from './promotions.ts'
import { whenFields } from './when-fields.ts'

/** What a promotion that is being typed does: in a sentence, and to a small basket. Null until it can be read. */
export type Preview = { sentence: string; basket: PricedBasket | undefined } | null

export interface PromotionFacts {
  /** Missing while it is new. */
  known?: KnownPromotion
  text: PromotionText
  pickers: Record<PartName, PickerState>
  groups: { group_id: string; name: string }[]
  preview: Preview
  saved: boolean
  refusal?: Refusal
}

/** First of all: what kind of promotion it will be. */
export function kindsPage(page: Page): Html {
  const w = page.words.promotions
  return layout(page, {
    title: w.form.new_title,
    place: 'promotions',
    content: html`<main id="content" class="page">
      ${back(page)}
      <h1>${w.choose_kind}</h1>
      <ul class="kinds">${Object.entries(w.kinds).map(([kind, title]) => {
        const text = w.kind_texts[kind as keyof typeof w.kind_texts]
        return linkCard({ title, text, href: html`/promotions/new?kind=${kind}` })
      })}</ul>
    </main>`
  })
}

/** A promotion to fill in, and beside it what it does. */
export function promotionPage(page: Page, facts: PromotionFacts): Html {
  const { known, text, saved, refusal } = facts
  const w = page.words.promotions
  const url = known ? `/promotions/${known.promotion_id}` : '/promotions'
  return layout(page, {
    title: known?.name ?? w.form.new_title,
    place: 'promotions',
    content: html`<main id="content" class="page">
      ${back(page)}
      <header class="head"><h1>${known?.name ?? w.form.new_title}</h1>
        <span class="row"><span class="tag">${w.kinds[text.kind]}</span>${known && html`<span class="tag">${w.states[known.state]}</span>`}</span></header>
      ${saved && savedNotice(page)}
      <div class="beside">
        <form class="card stack" id="promotion" method="post" action="${url}" hx-post="${url}" hx-target="#content" hx-select="#content"
          hx-swap="outerHTML" novalidate>
          ${refusal && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refusal)}</p></div>`}
          ${formKeys(page)}
          <input type="hidden" name="kind" value="${text.kind}">
          <label class="field"><span>${w.form.name}</span><input name="name" maxlength="60" required value="${text.name}" ${!known && 'autofocus'}>
            <small>${w.form.name_hint}</small></label>
          ${offerFields(page, facts)}
          ${whenFields(page, facts)}
          <button class="primary">${page.words.common.save}</button>
        </form>
        <div class="stack">
          <section class="card stack promotion-preview"><h2>${w.form.says}</h2>
            <div id="promotion-preview" class="stack" aria-live="polite" hx-get="/promotions/preview" hx-include="#promotion" hx-swap="innerHTML"
              hx-trigger="input from:#promotion delay:300ms, change from:#promotion delay:300ms">${promotionPreview(page, facts.preview)}</div>
          </section>
          ${known && known.state !== 'ended' && html`<section class="card">${stopForm(page, known)}</section>`}
        </div>
      </div>
    </main>`
  })
}

/** What the promotion says so far: its sentence, and a small basket priced with it. */
export function promotionPreview(page: Page, preview: Preview): Html {
  const w = page.words.promotions.form
  if (!preview) return html`<p class="hint">${w.preview_none}</p>`
  const { sentence, basket } = preview
  return html`<p class="says">${sentence}</p>${basket && exampleSlip(page, basket)}`
}

function exampleSlip(page: Page, { lines, reduced_minor, total_minor }: PricedBasket): Html {
  const { locale } = page
  const w = page.words.promotions.form
  return html`<h3>${w.preview}</h3>
    <dl class="bill">
      ${lines.map(
        (
          line
        ) => html`<div><dt>${quantity(line.quantity_milli, locale)} ${line.unit} ${line.name}</dt><dd>${money(line.gross_minor, locale)}</dd></div>
        ${line.reductions.map((reduction) => html`<div class="off"><dt>${reduction.name}</dt><dd>${money(-reduction.amount_minor, locale)}</dd></div>`)}`
      )}
      <div class="bill-total"><dt>${w.pay}</dt><dd><b>${money(total_minor, locale)}</b></dd></div>
    </dl>
    ${reduced_minor === 0 && html`<p class="fault">${w.no_effect}</p>`}`
}

function back({ words }: Page): Html {
  return backLink('/promotions', words.promotions.title)
}
