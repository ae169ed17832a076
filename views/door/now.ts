import type { EarlierEntry } from '../../server/door/entries.ts'
import type { HourTotal, Now, TillState } from '../../server/door/read-now.ts'
import type { StaffEvent } from '../../server/door/staff-events.ts'
import { sum } from '../../server/values/money.ts'
import { lightCard } from '../backup/light.ts'
import { dayAndTime, dayName, figure, money, moneyText, quantity } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { takingsList } from '../shifts/shift-money.ts'
import { comparison, drawers } from '../today.ts'
import { asOf, doorFrame, wayOut } from './frame.ts'
import { whence } from './news.ts'
import { look, saleList } from './sold.ts'

/** How the shop stands, for an owner with a telephone: three numbers and one light, with their age; then cards. */
export function nowPage(page: Page, now: Now, earlier: EarlierEntry | undefined): Html {
  const { words, locale } = page
  const w = words.door
  return doorFrame(page, {
    title: w.now,
    place: 'now',
    content: html`<main id="content" class="page now" ${look('/')}>
      <h1 class="hint">${dayName(now.figures.business_day, locale)}</h1>
      <p class="notice waiting cut-note" id="cut-note" hidden>${w.cut_text}</p>
      ${numbers(page, now)}
      ${light(page, now)}
      <div class="door-cards">
        ${card(page, now, w.last_sales, html`${saleList(page, now.last_sales)}<p><a class="button" href="/sold">${w.all_sales}</a></p>`)}
        ${card(page, now, w.hours, hours(page, now.hours))}
        ${card(page, now, w.takings, takingsList(page, now.takings))}
        ${aged(page, now, drawers(page, now.drawers))}
        ${card(page, now, w.staff_events, events(page, now))}
        ${card(page, now, w.stock, stock(page, now))}
        ${card(page, now, w.terminals, tills(page, now.tills))}
      </div>
      <p class="hint">${lastEntry(page, earlier)}</p>
      ${wayOut(page)}
    </main>`
  })
}

function numbers(page: Page, { as_of, figures, drawers }: Now): Html {
  const { words, locale } = page
  const w = words.door
  const cash = sum(drawers.map(({ expected_minor }) => expected_minor))
  return html`<section class="card numbers" aria-label="${w.sold_today}">
    <dl class="figures">
      <div class="first"><dt>${w.sold_today}</dt><dd>${money(figures.total_minor, locale)}</dd>${comparison(page, figures, as_of)}</div>
      <div><dt>${w.in_drawers}</dt><dd>${money(cash, locale)}</dd></div>
      <div><dt>${w.receipts}</dt><dd>${figure(figures.sales, locale)}</dd></div>
    </dl>${asOf(page, as_of)}</section>`
}

/** At the door the light only shines: what is to be done about it is done in the shop. */
function light(page: Page, { light: shown }: Now): Html {
  const looking: Page = { ...page, may: () => false }
  return html`<section aria-label="${page.words.door.safe}">${lightCard(looking, shown, 'today')}
    <p class="under">${asOf(page, shown.now)}</p></section>`
}

function card(page: Page, { as_of }: Now, title: string, content: Html): Html {
  return html`<section class="card stack"><header class="card-head"><h2>${title}</h2>${asOf(page, as_of)}</header>${content}</section>`
}

function aged(page: Page, { as_of }: Now, content: Html): Html {
  return html`<section>${content}<p class="under">${asOf(page, as_of)}</p></section>`
}

const BAR_ROW = 30

/** A bar for each hour, its figure beside it; nothing has to be read off an axis. */
function hours({ words, locale }: Page, totals: readonly HourTotal[]): Html {
  const w = words.door
  if (totals.length === 0) return html`<p class="hint">${w.hours_none}</p>`
  const largest = Math.max(1, ...totals.map(({ total_minor }) => total_minor))
  return html`<svg class="chart hours" role="img" aria-label="${w.hours}" width="100%" height="${totals.length * BAR_ROW}">
    <title>${w.hours}</title>${totals.map(({ hour, total_minor }, i) => {
      const y = i * BAR_ROW
      return html`<text x="0" y="${y + 18}">${String(hour).padStart(2, '0')}</text>
        <rect class="bar" x="32" y="${y + 6}" width="${((total_minor * 52) / largest).toFixed(1)}%" height="14" rx="3"/>
        <text x="100%" y="${y + 18}" text-anchor="end">${moneyText(total_minor, locale)}</text>`
    })}</svg>`
}

function events(page: Page, { events: { happened, discounts } }: Now): Html {
  const { words, locale } = page
  const w = words.door
  if (happened.length + discounts.length === 0) return html`<p class="hint">${w.staff_events_none}</p>`
  return html`<ul class="lines">
    ${discounts.map(({ name, amount_minor }) => html`<li><span>${w.discounts(name, moneyText(amount_minor, locale))}</span></li>`)}
    ${happened.map((event) => eventLine(page, event))}</ul>`
}

function eventLine({ words, locale, zone }: Page, event: StaffEvent): Html {
  const w = words.door
  const { type, kind, at, who, till, payout_minor, note } = event
  const said = kind === 'void' ? w.void : w.events[type]
  const beside = [dayAndTime(at, locale, zone), who, till, note].filter(Boolean).join(' · ')
  return html`<li><span class="${type === 'door.refused' ? 'bad' : ''}">${said}<small>${beside}</small></span>
    ${payout_minor !== null && html`<b>${money(payout_minor, locale)}</b>`}</li>`
}

function stock(page: Page, { low, negative }: Now): Html {
  const { words, locale } = page
  const w = words.today
  if (low.length + negative.length === 0) return html`<p class="hint">${w.low_none}</p>`
  const more = (low[0]?.of ?? 0) - low.length
  return html`<ul class="lines">
    ${low.map(
      ({ name, unit, quantity_milli, minimum_milli }) => html`<li><span>${name}</span><span class="number">
      ${quantity_milli > 0 ? html`<b>${w.left(`${quantity(quantity_milli, locale)} ${unit}`)}</b>` : html`<b class="bad">${w.none_left}</b>`}
      <small>${w.minimum(quantity(minimum_milli, locale))}</small></span></li>`
    )}
    ${negative.map(
      ({ name, unit, quantity_milli }) => html`<li><span>${name}<small>${words.door.negative}</small></span>
      <b class="bad">${quantity(quantity_milli, locale)} ${unit}</b></li>`
    )}
  </ul>${more > 0 && html`<p class="hint">${w.low_more(figure(more, locale))}</p>`}`
}

function tills({ words, locale, zone }: Page, list: readonly TillState[]): Html {
  const w = words.door
  if (list.length === 0) return html`<p class="hint">${w.terminals_none}</p>`
  return html`<ul class="lines">${list.map(
    ({ code, name, is_open, last_sale_at }) => html`<li><span><b>${code} · ${name}</b>
      <small>${last_sale_at ? w.last_sale_at(dayAndTime(last_sale_at, locale, zone)) : w.no_sale_yet}</small></span>
      <span class="tag ${is_open ? 'good' : ''}">${is_open ? w.shift_open : w.shift_closed}</span></li>`
  )}</ul>`
}

function lastEntry(page: Page, earlier: EarlierEntry | undefined): string {
  const { words, locale, zone } = page
  const w = words.door
  return earlier ? w.last_entry(dayAndTime(earlier.at, locale, zone), whence(page, earlier)) : w.first_entry
}
