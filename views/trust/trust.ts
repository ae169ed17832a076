import { fingerprintLine } from '../certificates/fingerprint.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { stepPicture } from './step-picture.ts'

/** The systems a device may run, in the order they are met in shops. */
const PLATFORMS = ['android', 'ios', 'windows', 'macos', 'linux', 'firefox'] as const
export type Platform = (typeof PLATFORMS)[number]

/** What the page is told; nobody is signed in where it stands. */
export interface TrustFacts extends Pick<Page, 'words' | 'locale' | 'shop_name' | 'file'> {
  /** The address of this very page, for other devices. */
  own_url: string
  /** Where the till is, the best address first. */
  till_urls: readonly string[]
  fingerprint: string
  /** What the device seems to be. */
  platform: Platform
}

/** How a device comes to trust the box: it stands in the clear, and so it takes nothing and knows nobody. */
export function trustPage(facts: TrustFacts): Html {
  const { words, locale, shop_name, file, till_urls, fingerprint, platform } = facts
  const w = words.certificates.trust
  const other = locale === 'id' ? 'en' : 'id'
  const others = PLATFORMS.filter((one) => one !== platform)
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${w.title} · ${shop_name || words.common.app}</title>
<link rel="icon" href="${file('laci.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${file('look.css')}">
<link rel="stylesheet" href="${file('trust.css')}">
<script src="${file('trust.js')}" type="module"></script>
</head>
<body>
<main id="content" class="trust" data-till="${till_urls.join(' ')}">
  <header><p class="brand">${shop_name || words.common.app}</p><a class="language" href="/?lang=${other}" lang="${other}">${w.language}</a></header>
  <h1>${w.title}</h1>
  <p id="trust-state" class="state" role="status" data-not-yet="${w.not_yet}" data-trusted="${w.trusted}" data-checking="${w.checking}">${w.not_yet}</p>
  ${steps(facts, platform)}
  <section class="done"><p>${w.done}</p><p class="row"><button type="button" class="primary" data-check hidden>${w.check}</button>
    <a class="button" href="${till_urls[0]}">${w.open}</a></p></section>
  <section><p>${w.compare}</p>${fingerprintLine(fingerprint)}<p class="hint">${w.why}</p></section>
  <section><h2>${w.other}</h2>${others.map(
    (one) => html`<details><summary>${w.platforms[one].name}</summary>${steps(facts, one)}</details>`
  )}</section>
  <section class="elsewhere"><h2>${w.elsewhere}</h2>${qrSvg(facts.own_url, words.certificates.qr_label(facts.own_url))}
    <p class="address">${facts.own_url}</p></section>
</main>
</body>
</html>`
}

function steps({ words }: TrustFacts, platform: Platform): Html {
  const w = words.certificates.trust
  const { name, steps: all } = w.platforms[platform]
  const is_apple_touch = platform === 'ios'
  return html`<section class="steps" aria-label="${name}">
    <h2>${name}</h2>
    <p><a class="button primary big" href="${is_apple_touch ? '/laci.mobileconfig' : '/laci-ca.crt'}"
      ${!is_apple_touch && html`download`}>${is_apple_touch ? w.download_profile : w.download}</a></p>
    <ol>${all.map(
      ({ text, screen }, at) =>
        html`<li><b class="number">${at + 1}</b><p>${text}</p>${stepPicture(screen, {
          is_wide: platform !== 'android' && platform !== 'ios',
          label: w.picture(screen.title, screen.rows[screen.tap]!)
        })}</li>`
    )}</ol></section>`
}
