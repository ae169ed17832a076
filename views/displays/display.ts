import type { DisplayState } from '../../server/displays/read-display.ts'
import type { PricedLine } from '../../server/pricing/basket.ts'
import { Fault } from '../../server/qris/fault.ts'
import { readPayload } from '../../server/qris/read-payload.ts'
import type { ExchangeCredit } from '../../server/refunds/read-returns.ts'
import type { Refusal } from '../../server/refusal.ts'
import type { Moment } from '../../server/values/clock.ts'
import { sum } from '../../server/values/money.ts'
import { figure, money, moneyText, quantity, timeOfDay } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { refusalSentence } from '../refusal.ts'
import { shopFront } from './shop-front.ts'

/** What a display is told that is nobody's. */
export interface DisplayFrame extends Pick<Page, 'words' | 'locale' | 'zone' | 'shop_name' | 'file'> {
  now: Moment
  /** Where customers' telephones reach receipt pages; null where they could not. */
  base: string | null
}

type Showing<What extends DisplayState['shows']> = Extract<DisplayState, { shows: What }>

/** The customer's own screen: no menu, no name of staff, nothing to press. */
export function displayPage(frame: DisplayFrame, state: DisplayState): Html {
  const { words, locale, shop_name, file } = frame
  return html`<!doctype html>
<html lang="${locale}" class="display">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="htmx-config" content='{"defaultTimeout":0,"history":false,"implicitInheritance":false}'>
<title>${words.displays.title} · ${shop_name}</title>
<link rel="icon" href="${file('laci.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${file('look.css')}">
<link rel="stylesheet" href="${file('displays.css')}">
<script src="${file('theme.js')}"></script>
<script src="${file('htmx.min.js')}" defer></script>
<script src="${file('socket.io.min.js')}" defer></script>
<script src="${file('display.js')}" type="module"></script>
</head>
<body>
${displayPanel(frame, state)}
<p class="away" role="status" data-away="${words.displays.away}"></p>
</body>
</html>`
}

/** What the display shows now; the part of the page that is drawn anew. */
export function displayPanel(frame: DisplayFrame, state: DisplayState): Html {
  const ends = state.shows === 'thanks' ? html` data-ends-in="${state.left_ms}"` : ''
  return html`<main id="display" class="${state.shows}" hx-get="/display/now" hx-swap="outerMorph"
    hx-trigger="laci:basket from:body"${ends}>${shown(frame, state)}</main>`
}

function shown(frame: DisplayFrame, state: DisplayState): Html {
  switch (state.shows) {
    case 'idle':
      return idle(frame)
    case 'basket':
      return basket(frame, state)
    case 'qris':
      return qris(frame, state)
    case 'thanks':
      return thanks(frame, state)
  }
}

function idle({ words, locale, zone, shop_name, now }: DisplayFrame): Html {
  return html`<div class="greeting"><p class="welcome">${words.displays.welcome}</p><h1>${shop_name}</h1>
    <p class="hint">${words.displays.welcome_text}</p></div>
    ${shopFront()}
    <p class="clock"><time data-clock="${zone}" data-locale="${locale === 'id' ? 'id-ID' : 'en-ID'}">${timeOfDay(now, locale, zone)}</time></p>`
}

function basket(frame: DisplayFrame, state: Showing<'basket'>): Html {
  const { words, shop_name } = frame
  const w = words.displays
  const { basket, returns } = state
  const { lines } = basket
  const latest = lines.find(({ line_no }) => line_no === state.last_line_no) ?? lines.at(-1)
  const counted = returns ? words.refunds.exchange : w.pieces(lines.length)
  const said = state.greeted ? w.hello(state.greeted) : counted
  return html`<header><h1>${shop_name}</h1><p>${said}</p></header>
    ${latest && latestLine(frame, latest)}
    <ol aria-label="${w.items}">${returns?.lines.map((part) => returnedRow(frame, part))}${lines.map((line) => row(frame, line))}</ol>
    <section class="sum">${sums(frame, state)}</section>`
}

function latestLine(frame: DisplayFrame, line: PricedLine): Html {
  return html`<section class="latest" aria-live="polite"><p class="name">${line.name}</p>
      <p class="count">${countOf(frame, line)}</p><p class="amount">${money(line.total_minor, frame.locale)}</p></section>`
}

/** What the customer gives back, before what they take for it. */
function returnedRow({ words, locale }: DisplayFrame, part: ExchangeCredit['lines'][number]): Html {
  const { line, quantity_milli, total_minor } = part
  return html`<li class="returned"><span class="name">${line.name}</span><span class="amount">−${figure(total_minor, locale)}</span>
    <span class="count">${words.displays.given_back} · ${quantity(quantity_milli, locale)} ${line.unit}</span></li>`
}

function row(frame: DisplayFrame, line: PricedLine): Html {
  const { words, locale } = frame
  const own = line.reductions.filter(({ kind }) => kind !== 'basket-discount')
  const off = own.map(({ name, kind, amount_minor }) => {
    const reason = name ?? (kind === 'tier' ? words.slips.tier : words.slips.discount)
    return html`<span class="off">${reason}</span><span class="off amount">−${figure(amount_minor, locale)}</span>`
  })
  return html`<li id="shown-${line.line_no}"><span class="name">${line.name}</span><span class="amount">${figure(line.gross_minor, locale)}</span>
    <span class="count">${countOf(frame, line)}</span>${off}</li>`
}

/** How many at what price; a line that a label or an order priced as a whole says only how many. */
function countOf({ locale }: DisplayFrame, { quantity_milli, unit, price_minor, fixed }: PricedLine): string {
  const count = `${quantity(quantity_milli, locale)} ${unit}`
  return fixed ? count : `${count} × ${figure(price_minor, locale)}`
}

/** What comes to the lines; what is owed in the largest type there is, and what is paid of it already. */
function sums({ words, locale }: DisplayFrame, { basket, returns, paid_minor }: Showing<'basket'>): Html {
  const w = words.displays
  const line = (name: string, amount: number) =>
    html`<p><span>${name}</span><span>${moneyText(amount, locale)}</span></p>`
  const { lines, service_minor, taxes, reduced_minor, total_minor } = basket
  const shares = lines.flatMap(({ reductions }) =>
    reductions.filter(({ kind }) => kind === 'basket-discount')
  )
  const off = sum(shares.map(({ amount_minor }) => amount_minor))
  const owed = Math.max(0, total_minor - (returns?.value_minor ?? 0))
  const back = returns?.back_minor ?? 0
  const biggest = !returns ? w.total : back > 0 ? w.back_to_you : w.rest
  return html`${off > 0 && line(words.slips.basket_discount, -off)}
    ${service_minor > 0 && line(words.slips.service, service_minor)}
    ${taxes.filter(({ included }) => !included).map(({ label, tax_minor }) => line(label, tax_minor))}
    ${reduced_minor > 0 && html`<p class="saved">${w.saved(moneyText(reduced_minor, locale))}</p>`}
    ${returns && html`${line(w.total, total_minor)}${line(w.given_back, -returns.value_minor)}`}
    <p class="total"><span>${biggest}</span><output>${money(back || owed, locale)}</output></p>
    ${paid_minor > 0 && html`${line(w.paid, paid_minor)}${line(w.rest, Math.max(0, owed - paid_minor))}`}`
}

/** A code to pay by fills the screen, with the amount and whose account it is: what a careful customer compares. */
function qris(frame: DisplayFrame, { payload, is_dynamic, amount_minor }: Showing<'qris'>): Html {
  const { words, locale, shop_name } = frame
  const w = words.displays
  const read = readPayload(payload)
  const name = read instanceof Fault ? shop_name : read.merchant.name
  return html`<div class="pay"><p class="say">${is_dynamic ? w.scan_to_pay : w.type_amount}</p>
    <output class="amount">${money(amount_minor, locale)}</output><p class="merchant">${name}</p></div>
    <div class="code">${qrSvg(payload, w.qris_label(name))}</div>`
}

function thanks({ words, locale, base }: DisplayFrame, { sale, back_minor }: Showing<'thanks'>): Html {
  const w = words.displays
  const change = sum(sale.tenders.map(({ change_minor }) => change_minor))
  const [say, amount] =
    back_minor > 0
      ? [w.back_to_you, back_minor]
      : change > 0
        ? [w.change, change]
        : [w.paid_exactly, sale.total_minor + sale.rounding_minor]
  const figures = html`<p class="say">${say}</p><output class="amount">${money(amount, locale)}</output>`
  return html`<div class="pay"><h1>${w.thanks}</h1>${figures}<p class="hint">${w.thanks_text}</p></div>
    ${base && html`<div class="code">${qrSvg(`${base}/r/${sale.link}`, w.receipt)}<p>${w.receipt}</p></div>`}`
}

/** Where a device that shows no till yet is told which. */
export function codePage(page: Page, refusal?: Refusal): Html {
  const w = page.words.displays
  return layout(page, {
    title: w.title,
    content: html`<main id="content" class="narrow">
      <form class="card stack" method="post" action="/display/pairing">
        <h1>${w.pair_title}</h1><p>${w.pair_text}</p>
        ${refusal && html`<p class="notice refused" role="alert">${icon('warning')}<span>${refusalSentence(page, refusal)}</span></p>`}
        ${formKeys(page)}
        ${field(w.code, html`<input class="number" name="code" inputmode="numeric" pattern="[0-9 ]{6,7}" maxlength="7" required autocomplete="off" autofocus>`)}
        <button class="primary big">${w.pair_action}</button>
      </form>
    </main>`
  })
}
