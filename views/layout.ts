import type { Right } from '../server/auth/permissions.ts'
import { formKeys } from './forms.ts'
import { type Html, html } from './html.ts'
import { type IconName, icon } from './icons.ts'
import type { Page } from './page.ts'
import { lightPlace } from './printing/light.ts'
import { drawerButton } from './till/drawer.ts'

interface Frame {
  title: string
  content: Html
  /** Which entry of the menu this page belongs to. */
  place?: Place
  /** A till fills the screen; other pages scroll. */
  full?: boolean
}

type Place = (typeof MENU)[keyof typeof MENU][number]['place']

/** The menu, as somebody in a shop looks for things: what is sold, how it goes, goods, people, devices, and the box. */
const MENU = {
  selling: [
    { place: 'till', href: '/till', icon: 'till', right: 'sell' },
    { place: 'shifts', href: '/shift', icon: 'drawer', right: 'sell' },
    { place: 'sales', href: '/sales', icon: 'receipt', right: 'see-sales' },
    { place: 'orders', href: '/orders', icon: 'calendar', right: 'make-orders' },
    { place: 'vouchers', href: '/vouchers', icon: 'gift', right: 'issue-vouchers' }
  ],
  watch: [
    { place: 'today', href: '/today', icon: 'today', right: 'see-today' },
    { place: 'radar', href: '/radar', icon: 'search', right: 'see-radar' },
    { place: 'ledger', href: '/ledger', icon: 'lock', right: 'verify-ledger' },
    { place: 'second_step', href: '/second-step', icon: 'keys', right: 'see-from-afar' }
  ],
  goods: [
    { place: 'items', href: '/items', icon: 'box', right: 'see-items' },
    { place: 'promotions', href: '/promotions', icon: 'tag', right: 'edit-promotions' }
  ],
  people: [
    { place: 'customers', href: '/customers', icon: 'customer', right: 'see-customers' },
    { place: 'staff', href: '/staff', icon: 'people', right: 'edit-staff' }
  ],
  devices: [
    { place: 'tills', href: '/tills', icon: 'till', right: 'pair-terminal' },
    { place: 'displays', href: '/displays', icon: 'screen', right: 'sell' },
    { place: 'printers', href: '/printers', icon: 'printer', right: 'edit-printers' },
    { place: 'printing', href: '/printing', icon: 'wait', right: 'sell' }
  ],
  box: [
    { place: 'backup', href: '/backup', icon: 'shield', right: 'see-backup' },
    { place: 'answers', href: '/answers', icon: 'check', right: 'see-backup' },
    { place: 'doctor', href: '/doctor', icon: 'server', right: 'see-doctor' },
    { place: 'exports', href: '/export', icon: 'download', right: 'export-data' },
    { place: 'settings', href: '/settings', icon: 'gear', right: 'edit-settings' }
  ]
} as const satisfies Record<string, { place: string; href: string; icon: IconName; right: Right }[]>

const GROUPS = Object.keys(MENU) as (keyof typeof MENU)[]

/** What every page needs; then what a till draws itself with, and what the other pages do: neither waits for the other. */
const SHARED = ['look.css', 'frame.css']
const COUNTER = ['till.css', 'basket.css', 'pay.css', 'drawer.css', 'camera.css']
const OFFICE = [
  'office.css',
  'catalog.css',
  'goods.css',
  'printing.css',
  'labels.css',
  'drawer.css',
  'find.css',
  'slip-look.css',
  'qris.css',
  'tenders.css',
  'orders.css',
  'customers.css',
  'refunds.css',
  'shifts.css',
  'proof.css',
  'backup.css',
  'backup-sheet.css',
  'backup-light.css',
  'exports.css',
  'second-step.css',
  'radar.css',
  'answers.css',
  'doctor.css',
  'tunnel.css',
  'update.css',
  'staff.css',
  'ledger.css',
  'certificates.css',
  'terminals.css',
  'guide.css'
]

/** Every page's frame: what the browser needs, the one status line, the menu of what this person may do. */
export function layout(page: Page, { title, content, place, full }: Frame): Html {
  const { words, locale, shop_name, file } = page
  return html`<!doctype html>
<html lang="${locale}" class="${full ? 'full' : ''}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content='{"defaultTimeout":0,"history":false,"implicitInheritance":false}'>
<meta name="csrf-token" content="${page.csrf_token()}">
<title>${title} · ${shop_name || words.common.app}</title>
<meta name="theme-color" content="#0b5d57">
<link rel="icon" href="${file('laci.svg')}" type="image/svg+xml">
<link rel="apple-touch-icon" href="${file('laci-192.png')}">
<link rel="manifest" href="/app.webmanifest">
${[...SHARED, ...(full ? COUNTER : OFFICE)].map((name) => html`<link rel="stylesheet" href="${file(name)}">`)}
<script src="${file('theme.js')}"></script>
<script src="${file('htmx.min.js')}" defer></script>
<script src="${file('socket.io.min.js')}" defer></script>
<script src="${file('app.js')}" type="module"></script>
</head>
<body data-signed-in="${page.who ? 'yes' : 'no'}" data-who="${page.who?.staff_id ?? ''}" data-till="${page.terminal?.terminal_id ?? ''}" data-shift="${page.shift_id ?? ''}">
<a class="skip" href="#content">${words.common.skip}</a>
${page.who ? topBar(page, place) : ''}
<div id="notice" role="region" aria-live="assertive" data-late="${words.common.late_refused}"></div>
<div id="ask"></div>
${page.who ? newerNotice(page) : ''}
${content}
</body>
</html>`
}

function topBar(page: Page, place: Place | undefined): Html {
  const { words, who, terminal } = page
  return html`<header class="top">
  <nav aria-label="${words.nav.label}">
    <details class="menu" data-menu>
      <summary>${icon('menu')}<span>${words.nav.menu}</span></summary>
      <div>
        <div class="groups">${GROUPS.map((group) => menuGroup(page, group, place))}</div>
        <ul class="own">
          ${place === 'till' && html`<li>${drawerButton(page)}</li>`}
          ${place === 'till' && html`<li><button type="button" class="plain" data-opens="keys">${icon('keys')}<span>${words.nav.keys}</span></button></li>`}
          <li>${lockButton(page)}</li>
          <li class="half"><a href="/me">${icon('customer')}<span>${words.staff.own.title}</span></a></li>
          <li class="half"><a href="/sessions">${icon('screen')}<span>${words.terminals.sessions_title}</span></a></li>
          <li><a href="/guide">${icon('help')}<span>${words.guides.title}</span></a></li>
          <li>${themeSwitch(page)}</li>
          <li class="half">${languageSwitch(page)}</li>
          <li class="half">${signOut(page)}</li>
        </ul>
      </div>
    </details>
  </nav>
  <a class="home" href="/">${page.shop_name || words.common.app}</a>
  ${place === 'till' && lightPlace(page)}
  ${statusLine(page)}
  <p class="who"><button form="lock-screen" class="plain" title="${words.terminals.lock_now}"><b>${who?.name}</b>
    ${terminal ? html`<span class="tag">${terminal.code}</span>` : icon('people')}</button></p>
</header>`
}

/** What this person may do, of one kind. */
function menuGroup(page: Page, group: keyof typeof MENU, here: Place | undefined): Html | null {
  const { nav } = page.words
  const places = MENU[group].filter(({ right }) => page.may(right))
  if (places.length === 0) return null
  return html`<section><h2>${nav.groups[group]}</h2><ul>${places.map(
    ({
      place,
      href,
      icon: picture
    }) => html`<li><a href="${href}" ${place === here && html`aria-current="page"`}>
      ${icon(picture)}<span>${nav[place]}</span></a></li>`
  )}</ul></section>`
}

/** Shown when the box has another version than this page is of: static/version.js. */
function newerNotice({ words }: Page): Html {
  return html`<p id="newer" class="notice" role="status" hidden><span>${words.update.new_version}</span>
    <button type="button" class="plain">${words.update.reload}</button></p>`
}

/** The one place that says how things stand; its words are filled in by the outbox. */
function statusLine({ words }: Page): Html {
  const s = words.status
  return html`<p id="status" role="status" aria-label="${s.label}" data-state="ready"
    data-ready="${s.ready}" data-sending="${s.sending}" data-waiting="${s.waiting}" data-many="${s.waiting_many}"
    data-restarting="${s.restarting}" data-offline="${s.offline}" data-sent="${s.sent}"><i></i><span>${s.ready}</span></p>`
}

/** Switches this device's language; works without scripts, before anyone has signed in. */
export function languageSwitch({ words, locale, path }: Page): Html {
  const other = locale === 'id' ? 'en' : 'id'
  return html`<a class="language" href="/language/${other}?back=${encodeURIComponent(path)}" lang="${other}">
    ${icon('language')}<span>${locale === 'id' ? 'English' : 'Bahasa Indonesia'}</span></a>
    <span hidden>${words.nav.language}</span>`
}

function themeSwitch({ words }: Page): Html {
  const { label, auto, light, dark } = words.common.theme
  return html`<label class="theme"><span>${label}</span>
    <select data-theme-choice>
      <option value="auto">${auto}</option><option value="light">${light}</option><option value="dark">${dark}</option>
    </select></label>`
}

/** Locks this screen and asks who comes next; its key works while the menu is closed, too. */
function lockButton(page: Page): Html {
  return html`<form id="lock-screen" method="post" action="/session/lock">${formKeys(page)}<input type="hidden" name="back" value="${page.path}">
    <button class="plain" data-key="F11">${icon('people')}<span>${page.words.terminals.lock_now}</span> <kbd>F11</kbd></button></form>`
}

function signOut(page: Page): Html {
  return html`<form method="post" action="/sign-out">${formKeys(page)}
    <button class="plain">${icon('out')}<span>${page.words.nav.sign_out}</span></button></form>`
}
