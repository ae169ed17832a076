import { codeToShow } from '../../server/qris/code-to-show.ts'
import { Fault } from '../../server/qris/fault.ts'
import type { Merchant } from '../../server/qris/merchant.ts'
import { LONGEST_PAYLOAD, readStatic } from '../../server/qris/read-payload.ts'
import type { StickerCheck } from '../../server/settings/check-sticker.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import { minor } from '../../server/values/money.ts'
import { backLink } from '../back.ts'
import { money, moneyText } from '../format.ts'
import { choices, field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { savedNotice } from '../saved.ts'
import { qrisFaultSentence } from './qris-fault.ts'
import { stickerCheck } from './sticker-check.ts'

const EXAMPLE = { amount_minor: minor(50_000), bill: 'K1-000001', terminal: 'K1' }

export interface QrisFacts {
  settings: Settings
  saved: boolean
  /** The sticker that was just scanned. */
  checked?: StickerCheck
}

/** Where the owner puts in the shop's QRIS code, sees what it says, and checks that the stickers still say it. */
export function qrisPage(page: Page, { settings, saved, checked }: QrisFacts): Html {
  const { qris } = page.words
  return layout(page, {
    title: qris.title,
    place: 'settings',
    content: html`<main id="content" class="page qris">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${qris.title}</h1><p class="hint">${qris.text}</p></header>
      ${saved && savedNotice(page)}
      <div class="beside">
        ${codeForm(page, settings)}
        ${preview(page, settings)}
      </div>
      ${settings.qris_static !== null && stickerCheck(page, settings, checked)}
      <section class="card stack"><h2>${qris.care.title}</h2>
        <ul class="points">${qris.care.points.map((point) => html`<li>${point}</li>`)}</ul></section>
      ${settings.qris_static !== null && removal(page)}
    </main>`
  })
}

/** What a code says, or what is wrong with it, while it is put in. */
export function codeReading(page: Page, pasted: string): Html {
  const { words } = page
  if (!pasted.trim()) return html`<p class="hint">${words.qris.form.empty}</p>`
  const payload = readStatic(pasted)
  if (!(payload instanceof Fault)) return merchantFacts(page, payload.merchant)
  return html`<div class="notice refused">${icon('warning')}<p>${qrisFaultSentence(words, payload)}</p></div>`
}

function codeForm(page: Page, { qris_static, qris_dynamic }: Settings): Html {
  const w = page.words.qris.form
  const pasted = qris_static ?? ''
  return html`<form class="card stack" method="post" action="/settings/qris" hx-post="/settings/qris" hx-swap="none">
    ${formKeys(page)}
    <h2>${w.title}</h2>
    ${field(
      w.payload,
      html`<textarea class="payload" name="payload" id="payload" required rows="5" maxlength="${LONGEST_PAYLOAD * 2}"
        autocomplete="off" autocapitalize="off" spellcheck="false" ${qris_static === null && 'autofocus'}>${pasted}</textarea>`,
      w.payload_hint
    )}
    <div id="code-reading" aria-live="polite" hx-get="/settings/qris/reading" hx-include="#payload" hx-swap="innerHTML"
      hx-trigger="input from:#payload delay:300ms, change from:#payload">${codeReading(page, pasted)}</div>
    ${choices(w.mode, 'mode', qris_dynamic ? 'dynamic' : 'original', [
      ['dynamic', w.dynamic, w.dynamic_text],
      ['original', w.original, w.original_text]
    ])}
    <button class="primary">${page.words.common.save}</button>
  </form>`
}

function merchantFacts({ words }: Page, { name, city, nmid, criteria }: Merchant): Html {
  const w = words.qris.form
  const means = w.criteria_names[criteria]
  return html`<dl class="facts">
    <div><dt>${w.name}</dt><dd>${name}</dd></div>
    <div><dt>${w.city}</dt><dd>${city}</dd></div>
    <div><dt>${w.nmid}</dt><dd>${nmid}</dd></div>
    ${criteria && html`<div><dt>${w.criteria}</dt><dd>${means ? `${criteria}, ${means}` : criteria}</dd></div>`}
  </dl>`
}

function preview(page: Page, { qris_static, qris_dynamic }: Settings): Html {
  const { words, locale } = page
  const w = words.qris.preview
  const kept = qris_static === null ? undefined : readStatic(qris_static)
  if (qris_static === null || kept === undefined || kept instanceof Fault) {
    return html`<figure class="card stack"><figcaption><h2>${w.title}</h2></figcaption><p class="hint">${w.none}</p></figure>`
  }
  const { name } = kept.merchant
  const amount = moneyText(EXAMPLE.amount_minor, locale)
  const shown = codeToShow({ qris_static, qris_dynamic }, EXAMPLE)
  return html`<figure class="card stack qr-example">
    <figcaption><h2>${w.title}</h2></figcaption>
    ${
      shown instanceof Fault
        ? html`<div class="notice refused">${icon('warning')}<p>${qrisFaultSentence(words, shown)}</p></div>`
        : html`${qrSvg(shown.payload, shown.holds_amount ? w.label(name, amount) : w.label_static(name))}
          <p class="qr-amount">${money(EXAMPLE.amount_minor, locale)}</p>
          <p class="hint">${shown.holds_amount ? w.asks(amount) : w.types(amount)}</p>`
    }
  </figure>`
}

function removal(page: Page): Html {
  const w = page.words.qris.form
  return html`<section class="card head"><p class="hint">${w.remove_text}</p>
    ${postButton(page, '/settings/qris/removal', w.remove, 'danger')}</section>`
}
