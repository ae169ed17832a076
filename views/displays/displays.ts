import type { Display } from '../../server/displays/find-display.ts'
import { dayAndTime, timeOfDay } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** Where a till gets its customer display, and which there are. */
export function displaysPage(page: Page, displays: Display[], address: string): Html {
  const w = page.words.displays
  return layout(page, {
    title: w.title,
    place: 'displays',
    content: html`<main id="content" class="page">
      <header class="head"><div><h1>${w.title}</h1><p class="hint">${w.intro}</p></div></header>
      <div class="columns">
        <div class="stack">${page.terminal ? html`${here(page)}${codeCard(page, address)}` : html`<p class="card">${w.no_till}</p>`}</div>
        <section class="card stack"><h2>${w.paired}</h2>
          ${displays.length === 0 ? html`<p class="hint">${w.none}</p>` : html`<ul class="lines">${displays.map((display) => row(page, display))}</ul>`}
        </section>
      </div>
    </main>`
  })
}

function here({ words }: Page): Html {
  const w = words.displays
  return html`<section class="card stack"><h2>${w.here}</h2><p>${w.here_text}</p>
    <a class="button" href="/display" target="_blank">${icon('screen')}<span>${w.here_action}</span></a></section>`
}

/** What pairs another device: a code for a few minutes, as large as it is read across a counter. */
export function codeCard(
  page: Page,
  address: string,
  made?: { code: string | undefined; expires_at: string }
): Html {
  const { words, locale, zone } = page
  const w = words.displays
  return html`<section id="display-code" class="card stack"><h2>${w.other}</h2><p>${w.other_text}</p>
    <p class="address"><b>${address}</b></p>
    ${made?.code && html`<p class="code"><span class="unseen">${w.code}</span><output>${made.code.slice(0, 3)} ${made.code.slice(3)}</output></p><p class="hint">${w.code_until(timeOfDay(made.expires_at, locale, zone))}</p>`}
    ${made && !made.code && html`<p class="hint">${w.code_gone}</p>`}
    <button class="${made ? '' : 'primary'}" type="button" hx-post="/displays/codes" hx-target="#display-code" hx-swap="outerHTML">${w.code_action}</button>
  </section>`
}

function row(page: Page, { display_id, code, name, paired_at }: Display): Html {
  const { words, locale, zone } = page
  const w = words.displays
  const url = `/displays/${display_id}/end`
  return html`<li><span><b>${code} · ${name}</b><small>${w.since(dayAndTime(paired_at, locale, zone))}</small></span>
    <form method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
      <button>${icon('close')}<span>${w.unpair}</span></button></form></li>`
}
