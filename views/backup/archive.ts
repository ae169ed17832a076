import type { Moment } from '../../server/values/clock.ts'
import { dayAndTime, figure, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { wordsIn } from '../words/words.ts'

/** What the first page of an archive says. */
export interface ArchiveFacts {
  shop_name: string
  year: string
  zone: string
  made_at: Moment
  app_version: string
  /** Up to when it holds the shop. */
  state_at: Moment
  months: ArchiveMonth[]
  files: { name: string; rows: number | null; is_of_year: boolean }[]
  public_key: string
  fingerprint: string
  /** What checks it, one command a line. */
  commands: string[]
}

export interface ArchiveMonth {
  /** `2026-11` */
  month: string
  sales: number
  total_minor: number
  tax_minor: number
  refunded_minor: number
}

const LOCALES = ['id', 'en'] as const

/** The page that stands in front of an archive: for a person in ten years, in both languages, without a script. */
export function archivePage(facts: ArchiveFacts): Html {
  return html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${wordsIn('id').archive.title(facts.shop_name, facts.year)}</title></head>
<body>${LOCALES.map((locale) => html`<main lang="${locale}">${part(facts, locale)}</main><hr>`)}</body></html>
`
}

/** The same in short, for whoever opens a folder and looks for a text. */
export function archiveReadMe(facts: ArchiveFacts): string {
  const lines = LOCALES.flatMap((locale) => {
    const w = wordsIn(locale).archive
    const title = w.title(facts.shop_name, facts.year)
    return [
      ...[title, '='.repeat(title.length), '', w.intro, '', w.plain, '', `${w.check}:`, ''],
      ...facts.commands.map((command) => `  ${command}`),
      ...['', w.check_text, '', w.key_mark(facts.fingerprint), '', '']
    ]
  })
  return lines.map((line) => `${line}\r\n`).join('')
}

function part(facts: ArchiveFacts, locale: (typeof LOCALES)[number]): Html {
  const w = wordsIn(locale).archive
  const { shop_name, year, zone, made_at, app_version, state_at } = facts
  return html`
<h1>${w.title(shop_name, year)}</h1>
<p>${w.intro}</p>
<p><b>${w.plain}</b></p>
<p>${w.made(dayAndTime(made_at, locale, zone), app_version)} ${w.proven(dayAndTime(state_at, locale, zone))}</p>
<h2>${w.months}</h2>
${months(facts, locale)}
<h2>${w.files}</h2>
<table border="1" cellpadding="4"><tr><th>${w.file}</th><th>${w.rows}</th><th></th></tr>
${facts.files.map(
  ({
    name,
    rows,
    is_of_year
  }) => html`<tr><td><a href="${name}">${name}</a></td><td align="right">${rows === null ? '' : figure(rows, locale)}</td>
<td>${rows === null ? w.database : is_of_year ? w.of_year : w.of_all}</td></tr>
`
)}</table>
<h2>${w.check}</h2>
<pre>${facts.commands.join('\n')}</pre>
<p>${w.check_text}</p>
<h2>${w.key}</h2>
<p>${w.key_mark(facts.fingerprint)}</p>
<pre>${facts.public_key}</pre>`
}

function months({ months: all }: ArchiveFacts, locale: (typeof LOCALES)[number]): Html {
  const w = wordsIn(locale).archive
  const sum = (name: 'sales' | 'total_minor' | 'tax_minor' | 'refunded_minor'): number =>
    all.reduce((total, month) => total + month[name], 0)
  const row = (label: string, sales: number, ...amounts: number[]): Html =>
    html`<tr><td>${label}</td><td align="right">${figure(sales, locale)}</td>${amounts.map(
      (amount) => html`<td align="right">${moneyText(amount, locale)}</td>`
    )}</tr>
`
  return html`<table border="1" cellpadding="4"><tr><th>${w.month}</th><th>${w.sales}</th><th>${w.total}</th><th>${w.tax}</th><th>${w.refunds}</th></tr>
${all.map((one) => row(one.month, one.sales, one.total_minor, one.tax_minor, one.refunded_minor))}${row(w.year_total, sum('sales'), sum('total_minor'), sum('tax_minor'), sum('refunded_minor'))}</table>`
}
