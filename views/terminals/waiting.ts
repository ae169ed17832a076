import type { TakenOut } from '../../server/terminals/revoke-terminal.ts'
import type { Waiting } from '../../server/terminals/waiting-room.ts'
import { timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { spaced } from './tills.ts'

/** Where a device that is no till shows its code, and looks every second whether somebody let it in. */
export function waitingPlace({ words }: Page): Html {
  const w = words.terminals
  return html`<section class="card stack pairing" aria-live="polite"><h2>${w.pair_title}</h2>
    <div hx-get="/till/waiting" hx-trigger="load, every 1s" hx-swap="innerMorph"><p class="hint">${w.pair_loading}</p></div>
  </section>`
}

/**
 * The code a device shows.
 *
 * @param approve_at the address that lets it in, where a telephone can reach it
 */
export function waitingCode(
  { words, locale, zone }: Page,
  { code, expires_at }: Waiting,
  approve_at: string | null
): Html {
  const w = words.terminals
  return html`<p>${approve_at ? w.pair_text : w.pair_text_plain}</p>
    <p class="pair-code large"><span class="unseen">${w.code}</span><output>${spaced(code)}</output></p>
    ${approve_at && qrSvg(approve_at, w.qr_label)}
    <p class="hint">${w.pair_until(timeOfDay(expires_at, locale, zone))}</p>`
}

/** Too many wait; the page goes on asking. */
export function waitingFull({ words }: Page): Html {
  return html`<p class="hint">${words.terminals.pair_full}</p>`
}

/** What a device shows that was a till and is none any more. */
export function takenOut({ words }: Page, { code, name }: TakenOut): Html {
  const w = words.terminals
  return html`<div class="empty stack" data-taken-out>${icon('warning')}<p>${w.out_text(`${code} · ${name}`)}</p>
    <a class="button" href="/sign-in?by=password">${words.sign_in.as_owner}</a>
    <a class="button" href="/sign-in?by=code">${w.out_again}</a></div>`
}
