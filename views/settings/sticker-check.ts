import type { StickerCheck } from '../../server/settings/check-sticker.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** A field for the scanner, and a plain answer: ours, or somebody else's. */
export function stickerCheck(page: Page, { qris_checked_at }: Settings, checked?: StickerCheck): Html {
  const { words, locale, zone } = page
  const w = words.qris.check
  const url = '/settings/qris/check'
  return html`<section class="card stack" id="sticker"><h2>${w.title}</h2>
    <p>${w.text}</p>
    <p class="hint">${qris_checked_at ? w.last(dayAndTime(qris_checked_at, locale, zone)) : w.never}</p>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-target="#sticker" hx-select="#sticker"
      hx-swap="outerHTML">
      ${formKeys(page)}
      ${field(
        w.scan,
        html`<input name="payload" required autocomplete="off" autocapitalize="off" spellcheck="false" ${checked && 'autofocus'}>`
      )}
      <div class="actions"><button>${icon('search')}<span>${w.action}</span></button></div>
    </form>
    ${checked && verdict(page, checked)}
  </section>`
}

function verdict({ words }: Page, checked: StickerCheck): Html {
  const w = words.qris.check
  if (checked.result === 'same') {
    return html`<div class="notice" role="status">${icon('check')}<p>${w.same}</p></div>`
  }
  const wrong = checked.result === 'other-merchant'
  return html`<div class="notice verdict ${wrong ? 'refused' : 'waiting'}" role="alert">
    ${icon('warning')}
    <p><strong>${w[checked.result]}</strong></p>
    <dl class="facts">
      <div><dt>${w.kept}</dt><dd>${checked.kept_name} · ${checked.kept_nmid}</dd></div>
      <div><dt>${w.scanned}</dt><dd>${checked.scanned_name} · ${checked.scanned_nmid}</dd></div>
    </dl>
    <p>${w[`${checked.result}-text`]}</p>
  </div>`
}
