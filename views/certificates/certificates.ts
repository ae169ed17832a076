import type { CertificateStanding } from '../../server/tls/standing.ts'
import { backLink } from '../back.ts'
import { calendarDay } from '../format.ts'
import { formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { fingerprintLine } from './fingerprint.ts'

type Lan = NonNullable<CertificateStanding['lan']>

/** By which names the box is reached, how devices come to trust it, and for how long. */
export function certificatesPage(page: Page, standing: CertificateStanding): Html {
  const w = page.words.certificates
  const { lan, left_out } = standing
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page certificates">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.intro}</p></header>
      ${lan?.is_renamed && warning(w.name_taken(lan.names[0]!))}
      ${left_out.length > 0 && warning(w.left_out(left_out.join(', ')))}
      ${lan ? html`<div class="beside">${whereCard(page, lan)}${addCard(page, lan)}</div>` : aloneCard(page)}
      ${trustCard(page, standing)}
      ${standing.authority && anewCard(page)}
    </main>`
  })
}

function warning(text: string): Html {
  return html`<div class="notice waiting">${icon('warning')}<p>${text}</p></div>`
}

function aloneCard({ words }: Page): Html {
  const w = words.certificates
  return html`<section class="card empty">${icon('lock')}<h2>${w.alone}</h2><p>${w.alone_text}</p></section>`
}

function whereCard({ words }: Page, { till_urls, names, addresses }: Lan): Html {
  const w = words.certificates
  return html`<section class="card stack"><h2>${w.here}</h2>
    <ul class="urls">${till_urls.map((url) => html`<li>${url}</li>`)}</ul>
    <p class="hint">${w.here_hint}</p>
    <dl class="facts">
      <div><dt>${w.names}</dt><dd>${names.join(', ')}</dd></div>
      <div><dt>${w.addresses}</dt><dd>${addresses.join(', ') || w.no_addresses}</dd></div>
    </dl></section>`
}

function addCard({ words }: Page, { trust_url }: Lan): Html {
  const w = words.certificates
  return html`<section class="card stack"><h2>${w.add_device}</h2><p>${w.add_text}</p>
    ${qrSvg(trust_url, w.qr_label(trust_url))}
    <p class="urls">${trust_url}</p>
    <a class="button" href="/certificates/sheet">${icon('printer')}<span>${w.sheet}</span></a></section>`
}

function trustCard(page: Page, { authority, lan }: CertificateStanding): Html | null {
  const { words, locale, zone } = page
  const w = words.certificates
  if (!authority) return null
  return html`<section class="card stack"><h2>${w.fingerprint}</h2>
    ${fingerprintLine(authority.fingerprint)}<p class="hint">${w.fingerprint_hint}</p>
    <dl class="facts">
      <div><dt>${w.authority_until}</dt><dd>${calendarDay(authority.valid_until, locale, zone)}</dd></div>
      ${lan && html`<div><dt>${w.valid_until}</dt><dd>${calendarDay(lan.valid_until, locale, zone)}</dd></div>`}
    </dl>
    ${lan && html`<div class="head"><p class="hint">${w.renewed}</p>${postButton(page, '/certificates/renewal', w.renew, '')}</div>`}
  </section>`
}

function anewCard(page: Page): Html {
  const w = page.words.certificates
  const url = '/certificates/authority'
  return html`<details class="card fold"><summary>${w.anew}</summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
      <p>${w.anew_text}</p>
      <label class="choice"><input type="checkbox" name="agree" value="yes" required><span>${w.anew_agree}</span></label>
      <button class="danger">${w.anew_action}</button></form></details>`
}
