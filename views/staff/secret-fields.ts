import { field } from '../forms.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

/** Where a new PIN is typed. */
export function pinField({ words: { staff: w } }: Page, label: string, hint: string = w.pin_hint): Html {
  return field(
    label,
    html`<input name="pin" type="password" inputmode="numeric" pattern="[0-9]{4,8}" required minlength="4" maxlength="8" autocomplete="new-password">`,
    hint
  )
}

/** Where a new password is typed, twice; it may be pasted, and as long as anyone likes. */
export function passwordFields({ words: { staff: w } }: Page): Html {
  const input = (name: string) =>
    html`<input name="${name}" type="password" required minlength="10" maxlength="200" autocomplete="new-password">`
  return html`${field(w.password, input('password'), w.password_hint)}${field(w.password_again, input('password_again'))}`
}
