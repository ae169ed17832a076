import type { PastVerification } from '../../server/chain/find-verifications.ts'
import { dayAndTime } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { tellHarm } from './tell-harm.ts'

/** What the latest verification came to, in one line for the page of the day; nothing before there was one. */
export function ledgerLine(page: Page, latest: PastVerification | undefined): Html {
  if (!latest) return html``
  const { words, locale, zone } = page
  const w = words.ledger
  const { at, harm } = latest
  return html`<div class="card row day-line ${harm && 'bad'}"><p>${
    harm
      ? html`${icon('warning')} <b>${w.today_harmed}</b> <small>${tellHarm(page, harm)}</small>`
      : html`${icon('check')} ${w.today_sound(dayAndTime(at, locale, zone))}`
  }</p><a class="button" href="/ledger">${w.today_open}</a></div>`
}
