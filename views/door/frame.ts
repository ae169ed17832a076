import type { Refusal } from '../../server/refusal.ts'
import type { Moment } from '../../server/values/clock.ts'
import { exactTime } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { languageSwitch } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'

/** The owner's pages, in the order they stand below. */
const PLACES = [
  { place: 'now', href: '/', icon: 'today' },
  { place: 'sold_list', href: '/sold', icon: 'receipt' },
  { place: 'visits', href: '/visits', icon: 'screen' }
] as const

type DoorPlace = (typeof PLACES)[number]['place']

/** Every page of the owner's door: made for a telephone, with one line that says whether the shop is there. */
export function doorFrame(
  page: Page,
  { title, place, content }: { title: string; place?: DoorPlace; content: Html }
): Html {
  const { words, locale, shop_name, file } = page
  return html`<!doctype html>
<html lang="${locale}" class="door">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="htmx-config" content='{"defaultTimeout":15000,"history":false,"implicitInheritance":false}'>
<meta name="csrf-token" content="${page.csrf_token()}">
<title>${title} · ${shop_name || words.common.app}</title>
<link rel="icon" href="${file('laci.svg')}" type="image/svg+xml">
${['look.css', 'office.css', 'backup.css', 'backup-light.css', 'door.css'].map((name) => html`<link rel="stylesheet" href="${file(name)}">`)}
<script src="${file('theme.js')}"></script>
<script src="${file('htmx.min.js')}" defer></script>
<script src="${file('socket.io.min.js')}" defer></script>
<script src="${file('door.js')}" type="module"></script>
</head>
<body data-signed-in="${page.who ? 'yes' : 'no'}">
<a class="skip" href="#content">${words.common.skip}</a>
${page.who && topBar(page)}
${content}
${page.who && bottomBar(page, place)}
</body>
</html>`
}

function topBar({ words, shop_name, locale, zone }: Page): Html {
  const w = words.door
  return html`<header class="door-top"><p class="shop">${shop_name || words.common.app}</p>
    <p id="line" role="status" data-live="${w.live}" data-cut="${w.cut}" data-zone="${zone}"
      data-locale="${locale === 'id' ? 'id-ID' : 'en-ID'}"><i></i><span>${w.connecting}</span></p></header>`
}

function bottomBar(page: Page, here: DoorPlace | undefined): Html {
  const w = page.words.door
  return html`<footer class="door-foot">
    <nav aria-label="${w.places}"><ul>${PLACES.map(
      ({
        place,
        href,
        icon: sign
      }) => html`<li><a href="${href}" ${place === here && html`aria-current="page"`}>
        ${icon(sign)}<span>${w[place]}</span></a></li>`
    )}</ul></nav>
  </footer>`
}

/** What stands below the last card: the language, and the way out. */
export function wayOut(page: Page): Html {
  return html`<p class="row way-out">${languageSwitch(page)}</p>
    <form method="post" action="/sign-out" class="way-out" data-sign-out>${formKeys(page)}
      <button class="plain">${icon('out')}<span>${page.words.door.sign_out}</span></button></form>`
}

/** How old a figure is. */
export function asOf({ words, locale, zone }: Page, moment: Moment): Html {
  return html`<time class="as-of" datetime="${moment}">${words.door.as_of(exactTime(moment, locale, zone))}</time>`
}

/** A refusal at the door. */
export function doorRefusal(page: Page, refusal: Refusal): Html {
  const w = page.words.door
  const text = refusal.code === 'page/missing' ? w.missing : refusalSentence(page, refusal)
  return doorFrame(page, {
    title: w.title,
    content: html`<main id="content" class="narrow"><div class="card stack"><h1>${w.title}</h1><p>${text}</p>
      <p><a class="button" href="/">${page.who ? w.to_now : w.sign_in}</a></p></div></main>`
  })
}
