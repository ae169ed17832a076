import type { Customer } from '../../server/customers/find-customers.ts'
import type { Statement } from '../../server/customers/read-statement.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { backLink } from '../back.ts'
import { dayName } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { jobWatch } from '../printing/job-watch.ts'
import { ageing, debtTable } from './account.ts'
import { statementText } from './statement-text.ts'

export interface StatementFacts {
  customer: Customer
  statement: Statement
  today: BusinessDay
  since: BusinessDay | undefined
  /** The slip that was just asked for. */
  job_id: string | undefined
}

/** What a customer owes and why, to look at, print and send. */
export function statementPage(page: Page, facts: StatementFacts): Html {
  const { customer, statement, today } = facts
  const w = page.words.customers
  const url = `/customers/${customer.customer_id}`
  return layout(page, {
    title: `${w.statement.title} ${customer.name}`,
    place: 'customers',
    content: html`<main id="content" class="page customers">
      ${backLink(url, customer.name)}
      <header class="head"><div><h1>${w.statement.title}</h1>
        <p class="hint">${customer.name} · ${w.statement.as_of(dayName(today, page.locale))}</p></div>
        ${printForm(page, url)}</header>
      ${facts.job_id && jobWatch(facts.job_id)}
      <div class="beside">
        <section class="stack">
          ${sinceForm(page, facts)}
          ${debtTable(page, statement)}
          ${statement.closing_minor > 0 && ageing(page, statement)}
        </section>
        ${sending(page, customer, statement)}
      </div>
    </main>`
  })
}

function printForm(page: Page, url: string): Html {
  const to = `${url}/statement/prints`
  return html`<form method="post" action="${to}" hx-post="${to}" hx-swap="none">${formKeys(page)}
    <button class="primary">${icon('printer')}<span>${page.words.customers.statement.print}</span></button></form>`
}

function sinceForm({ words }: Page, { customer, since, today }: StatementFacts): Html {
  const w = words.customers.statement
  const url = `/customers/${customer.customer_id}/statement`
  return html`<div class="row since">
    <form class="row" method="get" action="${url}"><label>${w.since}
      <input type="date" name="since" value="${since ?? ''}" max="${today}" required></label><button>${w.show}</button></form>
    <a class="button" href="${url}">${w.since_debt}</a>
    <a class="button" href="${url}?since=2000-01-01">${w.all}</a>
  </div>`
}

/** The message, ready to be sent from this device, which needs the internet; the box does not. */
function sending(page: Page, { name, phone }: Customer, statement: Statement): Html {
  const w = page.words.customers.statement
  const text = statementText(page, name, statement)
  return html`<section class="card stack">
    <label class="field"><span>${w.text}</span><textarea readonly rows="10">${text}</textarea></label>
    ${
      phone
        ? html`<a class="button" href="https://wa.me/${phone}?text=${encodeURIComponent(text)}" target="_blank" rel="noopener noreferrer">${w.whatsapp}</a>`
        : html`<p class="hint">${w.no_phone}</p>`
    }
    <p class="hint">${w.text_hint}</p>
  </section>`
}
