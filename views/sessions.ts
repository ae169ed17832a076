import type { listSessions } from '../server/auth/sessions.ts'
import type { DeviceKind } from '../server/terminals/device-kind.ts'
import type { Moment } from '../server/values/clock.ts'
import { ago } from './backup/say.ts'
import { dayAndTime } from './format.ts'
import { postButton } from './forms.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import type { Page } from './page.ts'

/** A session of one's own. */
export type OwnSession = ReturnType<typeof listSessions>[number] & {
  is_here: boolean
  is_locked: boolean
  used_at: Moment
}

/** Everywhere somebody is signed in themselves (OWASP ASVS 5.0, 7.5.2). */
export function sessionsPage(page: Page, sessions: OwnSession[], now: Moment): Html {
  const w = page.words.terminals
  return layout(page, {
    title: w.sessions_title,
    content: html`<main id="content" class="page tills">
      <header><h1>${w.sessions_title}</h1><p class="hint">${w.sessions_text}</p></header>
      <section class="card stack">
        <ul class="lines">${sessions.map((session) => row(page, session, now))}</ul>
        ${
          sessions.length > 1
            ? html`<div class="actions">${postButton(page, '/sessions/others/end', w.sessions_end, 'danger')}</div>`
            : html`<p class="hint">${w.sessions_only}</p>`
        }
      </section></main>`
  })
}

function row(page: Page, session: OwnSession, now: Moment): Html {
  const { words, locale, zone } = page
  const w = words.terminals
  const { code, terminal_name, device, opened_at, used_at, is_here, is_locked } = session
  const where = code ? `${code} · ${terminal_name}` : w.sessions_away
  const kind = device ? `${w.kinds[device as DeviceKind]} · ` : ''
  return html`<li><span><b>${where}</b>
    <small>${kind}${w.sessions_since(dayAndTime(opened_at, locale, zone))} · ${w.sessions_used(ago(page, used_at, now))}</small></span>
    ${is_here && html`<span class="tag good">${w.sessions_here}</span>`}${is_locked && html`<span class="tag">${w.sessions_locked}</span>`}</li>`
}
