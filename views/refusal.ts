import type { Refusal, RefusalCode } from '../server/refusal.ts'
import { moneyText, percent, quantity } from './format.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import type { Page } from './page.ts'

/** Where the next step lies, for refusals that have an obvious one. */
const NEXT: Partial<Record<RefusalCode, { href: string; label: (page: Page) => string }>> = {
  'shift/closed': { href: '/shift', label: ({ words }) => words.shift.open_action },
  'terminal/needed': { href: '/till/pairing', label: ({ words }) => words.pair.action },
  'right/sign-in': { href: '/sign-in', label: ({ words }) => words.sign_in.title },
  'form/stale': { href: '', label: ({ words }) => words.common.reload },
  'request/reused': { href: '', label: ({ words }) => words.common.reload },
  'basket/changed': { href: '/till', label: ({ words }) => words.common.reload },
  'setup/code-wrong': { href: '', label: ({ words }) => words.common.back },
  'setup/done': { href: '/', label: ({ words }) => words.common.next },
  'printer/in-use': { href: '/printing', label: ({ words }) => words.printer.queue },
  'qris/none': { href: '/settings/qris', label: ({ words }) => words.qris.set_up },
  'import/unreadable': { href: '/items/import', label: ({ words }) => words.items.import.other_file },
  'import/gone': { href: '/items/import', label: ({ words }) => words.items.import.title },
  'page/too-large': { href: '', label: ({ words }) => words.common.back },
  'page/missing': { href: '/', label: ({ words }) => words.nav.till }
}

/** Refusals whose next step is a task on the till. */
const OPENS: Partial<Record<RefusalCode, { url: string; label: (page: Page) => string }>> = {
  'basket/no-customer': { url: '/till/customer', label: ({ words }) => words.basket.buyer.title },
  'tender/customer-needed': { url: '/till/customer', label: ({ words }) => words.basket.buyer.title }
}

/** What happened, in the reader's language. */
export function refusalSentence(page: Pick<Page, 'words' | 'locale'>, refusal: Refusal): string {
  const sentence = page.words.refusals[refusal.code]
  return typeof sentence === 'string' ? sentence : sentence(saidFacts(page, refusal))
}

/**
 * A refusal's facts as a sentence says them: `missing_minor` as `missing` in rupiah, `limit_bp` as `limit` in percent,
 * `left_milli` as `left`.
 */
export function saidFacts({ locale }: Pick<Page, 'locale'>, { facts }: Refusal): Refusal['facts'] {
  const said = Object.entries(facts).flatMap(([name, amount]) => {
    if (name.endsWith('_minor')) return [[name.replace('_minor', ''), moneyText(Number(amount), locale)]]
    if (name.endsWith('_milli')) return [[name.replace('_milli', ''), quantity(Number(amount), locale)]]
    if (name.endsWith('_bp')) return [[name.replace('_bp', ''), percent(Number(amount), locale)]]
    return []
  })
  return { ...facts, ...Object.fromEntries(said) }
}

/** A refusal inside a page that stays as it is: a sentence and the next step. */
export function refusalNotice(page: Page, refusal: Refusal): Html {
  return html`<div class="notice refused" role="alert">
    ${icon('warning')}<p>${refusalSentence(page, refusal)}</p>${nextStep(page, refusal.code)}
    <button type="button" class="plain dismiss" data-dismiss aria-label="${page.words.common.close}">${icon('close')}</button>
  </div>`
}

/** A refusal where there is no page yet. */
export function refusalPage(page: Page, refusal: Refusal): Html {
  return layout(page, {
    title: page.words.common.app,
    content: html`<main id="content" class="narrow">
      <section class="card empty">${icon('warning')}<h1>${refusalSentence(page, refusal)}</h1>
        ${nextStep(page, refusal.code)}</section>
    </main>`
  })
}

function nextStep(page: Page, code: RefusalCode): Html | null {
  const opens = OPENS[code]
  if (opens && page.terminal) {
    return html`<button type="button" hx-get="${opens.url}" hx-target="#task" hx-swap="innerHTML">${opens.label(page)}</button>`
  }
  const next = NEXT[code]
  if (!next) return null
  return html`<a class="button" href="${next.href || page.path}">${next.label(page)}</a>`
}
