import type { CashierTakings, ShiftMoney, Taking } from '../../server/shifts/read-takings.ts'
import { money, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { methodName } from '../tenders/method-name.ts'

/** What a shift's money was made of: by means of paying, and what was added, taken off and received besides. */
export function shiftMoney(page: Page, report: ShiftMoney & { closing: unknown }): Html {
  const { words } = page
  const w = words.slips
  if (!report.closing && !page.may('see-expected')) return blindMoney(page, report)
  const parts: [string, number][] = [
    [w.service, report.service_minor],
    ...report.taxes.map(({ label, tax_minor }): [string, number] => [label, tax_minor]),
    [w.rounding, report.rounding_minor],
    [w.by_hand, -report.by_hand_minor],
    [w.by_promotion, -report.by_promotion_minor],
    ...report.payments.map(({ kind, payments, amount_minor }): [string, number] => [
      `${w.payments[kind]} (${payments})`,
      kind === 'deposit-back' ? -amount_minor : amount_minor
    ])
  ]
  const some = parts.filter(([, amount]) => amount !== 0)
  return html`<section class="card stack"><h2>${w.takings}</h2>${takingsList(page, report.takings)}
    ${some.length > 0 && html`<ul class="lines">${some.map(([name, amount]) => row(page, name, amount))}</ul>`}</section>`
}

/** Of a running shift whose drawer is to be counted: what came by other means than cash, and nothing that tells the cash. */
function blindMoney(page: Page, { takings }: ShiftMoney): Html {
  const others = takings.filter(({ method }) => method !== 'cash')
  return html`<section class="card stack"><h2>${page.words.slips.takings}</h2>
    ${others.length > 0 && takingsList(page, others)}<p class="hint">${page.words.shifts.blind}</p></section>`
}

/** What each cashier sold in a shift that several worked in. */
export function cashiersCard(page: Page, cashiers: readonly CashierTakings[]): Html | null {
  if (cashiers.length < 2) return null
  const w = page.words.shifts
  return html`<section class="card stack"><h2>${w.by_cashier}</h2><ul class="lines">${cashiers.map(
    ({ name, sales, net_minor, cash_minor }) =>
      row(page, name, net_minor, w.cashier_row(sales, moneyText(cash_minor, page.locale)))
  )}</ul></section>`
}

/** Each means of paying with what it brought. */
export function takingsList(page: Page, takings: readonly Taking[]): Html {
  const { words } = page
  if (takings.length === 0) return html`<p class="hint">${words.slips.takings_none}</p>`
  return html`<ul class="lines">${takings.map((taking) =>
    row(
      page,
      methodName(words, { kind: taking.method, name: taking.name }),
      taking.amount_minor,
      words.slips.times(taking.times)
    )
  )}</ul>`
}

function row({ locale }: Page, name: string, amount: number, note?: string): Html {
  return html`<li><span>${name} ${note && html`<small>${note}</small>`}</span> <b>${money(amount, locale)}</b></li>`
}
