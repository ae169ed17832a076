import type { CertificateStanding } from '../../server/tls/standing.ts'
import { backLink } from '../back.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { fingerprintLine } from './fingerprint.ts'

/** A sheet to hang beside the box: the code that a new device scans, and the fingerprint to compare. */
export function trustSheet(page: Page, { lan, authority }: CertificateStanding): Html {
  const w = page.words.certificates
  return layout(page, {
    title: w.sheet,
    place: 'settings',
    content: html`<main id="content" class="page sheet-page">
      <div class="unprinted">${backLink('/certificates', w.title)}</div>
      <header class="head unprinted"><h1>${w.sheet}</h1>
        <button type="button" class="primary" data-print>${icon('printer')}<span>${w.print}</span></button></header>
      ${
        lan
          ? html`<article class="recovery-sheet trust-sheet">
        <header><div><h2>${w.trust.title}</h2><p class="shop">${page.shop_name}</p></div></header>
        <section><p>${w.add_text}</p>${qrSvg(lan.trust_url, w.qr_label(lan.trust_url))}<p><b>${lan.trust_url}</b></p></section>
        <section><h3>${w.here}</h3><p>${lan.till_urls[0]}</p></section>
        <section><h3>${w.fingerprint}</h3>${authority && fingerprintLine(authority.fingerprint)}<p>${w.fingerprint_hint}</p></section>
      </article>`
          : html`<p>${w.alone}</p>`
      }
    </main>`
  })
}
