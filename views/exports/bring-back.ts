import type { Refusal } from '../../server/refusal.ts'
import { dayAndTime, figure } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'

/** What a restore came to, for whoever waited for it. */
export interface BroughtBack {
  shop_name: string
  made_at: string
  rows: number
  sha256: string
  owner_name: string
}

/** Where the file of a whole shop is handed in; with what was wrong, where it was refused. */
export function bringBackPage(
  page: Page,
  { asks_code, refusal }: { asks_code: boolean; refusal?: Refusal }
): Html {
  const { words } = page
  const w = words.exports.bring_back
  return layout(page, {
    title: w.title,
    content: html`<main id="content" class="narrow setup">
      <form class="card stack" method="post" action="/setup/copy" enctype="multipart/form-data">
        <h1>${w.title}</h1>
        ${refusal && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refusal)}</p></div>`}
        <p>${w.text}</p>
        ${formKeys(page)}
        ${asks_code && field(words.setup.code, html`<input name="code" required inputmode="numeric" maxlength="20">`, words.setup.code_hint)}
        ${field(
          w.password,
          html`<input name="password" type="password" required minlength="10" maxlength="200" autocomplete="new-password">`,
          w.password_hint
        )}
        ${field(
          w.password_again,
          html`<input name="password_again" type="password" required maxlength="200" autocomplete="new-password">`
        )}
        ${field(w.file, html`<input class="drop" type="file" name="file" accept=".json,application/json" required>`, w.file_hint)}
        <p class="hint">${w.wait}</p>
        <div class="actions"><a class="button" href="/setup">${words.common.back}</a>
          <button class="primary">${icon('upload')}<span>${w.action}</span></button></div>
      </form>
    </main>`
  })
}

/** The shop is back: what proves it, and what its people must do now. */
export function broughtBackPage(page: Page, restored: BroughtBack, tills: { name: string }[]): Html {
  const { words, locale, zone } = page
  const w = words.exports.bring_back
  const names = new Intl.ListFormat(locale).format(tills.map(({ name }) => name))
  return layout(page, {
    title: w.title,
    content: html`<main id="content" class="narrow setup">
      <div class="card stack">
        <h1>${icon('check')} ${w.done(restored.shop_name)}</h1>
        <p>${w.made(dayAndTime(restored.made_at, locale, zone))} ${w.proven(figure(restored.rows, locale))}</p>
        <p class="hint">${w.hash}: <code class="hash">${restored.sha256}</code></p>
        <h2>${w.next}</h2>
        <ol class="stack steps"><li>${w.sign_in(restored.owner_name)}</li><li>${w.pins}</li>
          ${tills.length > 0 && html`<li>${w.tills(names)}</li>`}</ol>
        <div class="actions"><a class="button primary" href="/sign-in?by=password">${words.sign_in.title}</a></div>
      </div>
    </main>`
  })
}
