import type { Refusal } from '../../server/refusal.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { languageSwitch } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { doorFrame } from './frame.ts'

interface SigningIn {
  /** By the telephone's code, or by one from paper. */
  by: 'code' | 'recovery'
  name?: string
  refusal?: Refusal
}

/** Name, password and code at once: what of it was wrong is not told. */
export function doorSignIn(page: Page, { by, name = '', refusal }: SigningIn): Html {
  const { words } = page
  const w = words.door
  const action = by === 'code' ? '/sign-in' : '/sign-in?by=recovery'
  return doorFrame(page, {
    title: w.sign_in,
    content: html`<main id="content" class="narrow sign-in">
      <header><p class="brand">${page.shop_name || words.common.app}</p></header>
      <section class="card stack"><h1>${w.title}</h1><p class="hint">${w.sign_in_text}</p>
        ${refusal && html`<p class="notice refused" role="alert">${icon('warning')}<span>${refusalSentence(page, refusal)}</span></p>`}
        <form class="stack" method="post" action="${action}">${formKeys(page)}
          ${field(words.sign_in.name, html`<input name="name" value="${name}" required maxlength="60" autocomplete="username" ${name === '' && html`autofocus`}>`)}
          ${field(words.sign_in.password, html`<input name="password" type="password" required maxlength="200" autocomplete="current-password" ${name !== '' && html`autofocus`}>`)}
          ${codeField(page, by)}
          <button class="primary big">${w.sign_in}</button>
        </form>
        <p>${by === 'code' ? html`<a href="/sign-in?by=recovery">${w.use_recovery}</a>` : html`<a href="/sign-in">${w.use_code}</a>`}</p>
        <p class="hint">${w.not_set_up}</p>
      </section>
      <p class="foot">${languageSwitch(page)}</p>
    </main>`
  })
}

function codeField({ words }: Page, by: SigningIn['by']): Html {
  const w = words.door
  if (by === 'recovery') {
    const input = html`<input name="code" required minlength="12" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false">`
    return field(w.recovery, input, w.recovery_hint)
  }
  const input = html`<input class="number" name="code" inputmode="numeric" pattern="[0-9 ]{6,8}" maxlength="8" required autocomplete="one-time-code">`
  return field(w.code, input, w.code_hint)
}
