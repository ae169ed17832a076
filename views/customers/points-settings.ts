import { pointsFor, worthOf } from '../../server/customers/points.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import { minor } from '../../server/values/money.ts'
import { backLink } from '../back.ts'
import { figure, moneyText } from '../format.ts'
import { amountInput, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import { linkCard } from '../link-card.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'

export type PointsRules = Pick<Settings, 'points_per_minor' | 'point_worth_minor'>

/** What the example buys for. */
const EXAMPLE_MINOR = minor(100_000)

/** From so much given back on, the owner is asked to look again: groceries earn a few percent. */
const GENEROUS = 0.05

/** How points are earned and what they are worth, with an example that follows what is typed. */
export function pointsSettingsPage(
  page: Page,
  { rules, saved }: { rules: PointsRules; saved: boolean }
): Html {
  const { words, locale } = page
  const w = words.customers.points_settings
  const amount = (name: string, value: number) =>
    amountInput(name, html`value="${value > 0 ? figure(value, locale) : ''}" placeholder="0"`)
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page customers">
      ${backLink('/settings', words.settings.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${saved && savedNotice(page)}
      <div class="beside">
        <form class="card stack" id="points-rules" method="post" action="/settings/points" hx-post="/settings/points" hx-swap="none">
          ${formKeys(page)}
          ${field(w.per, amount('per', rules.points_per_minor), w.per_hint)}
          ${field(w.worth, amount('worth', rules.point_worth_minor), w.worth_hint)}
          <button class="primary">${words.common.save}</button>
        </form>
        <section class="card stack"><h2>${w.example}</h2>
          <div id="points-example" class="stack" aria-live="polite" hx-get="/settings/points/example" hx-include="#points-rules"
            hx-trigger="input from:#points-rules delay:200ms" hx-swap="innerHTML">${pointsExample(page, rules)}</div></section>
      </div>
    </main>`
  })
}

/** What the rules make of a purchase. */
export function pointsExample({ words, locale }: Page, rules: PointsRules): Html {
  const w = words.customers.points_settings
  const points = pointsFor(EXAMPLE_MINOR, rules)
  if (rules.points_per_minor === 0) return html`<p>${w.example_off}</p>`
  const worth = worthOf(points, rules)
  const rate = rules.point_worth_minor / rules.points_per_minor
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(rate)
  return html`<p>${w.example_earn(moneyText(EXAMPLE_MINOR, locale), figure(points, locale))}</p>
    ${
      rules.point_worth_minor === 0
        ? html`<p>${w.example_worthless}</p>`
        : html`<p>${w.example_worth(figure(points, locale), moneyText(worth, locale))}</p><p>${w.example_rate(percent)}</p>`
    }
    ${rate >= GENEROUS && html`<div class="notice waiting">${icon('warning')}<p>${w.example_generous}</p></div>`}`
}

/** The way there from the settings, and what is decided now. */
export function pointsCard({ words, locale }: Page, rules: PointsRules): Html {
  const w = words.customers.points_settings
  const { points_per_minor, point_worth_minor } = rules
  const now =
    points_per_minor > 0
      ? w.summary(moneyText(points_per_minor, locale), moneyText(point_worth_minor, locale))
      : w.none
  return linkCard({ icon: 'star', title: w.title, text: now, href: '/settings/points' })
}
