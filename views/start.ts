import type { Right } from '../server/auth/permissions.ts'
import type { Progress, Step } from '../server/reports/read-progress.ts'
import type { Terminal } from '../server/terminals/find-terminal.ts'
import { type Html, html } from './html.ts'
import { type IconName, icon } from './icons.ts'
import { layout } from './layout.ts'
import type { Page } from './page.ts'

/** Where each step is done, by whom, and whether a shop can sell without it. */
const PLACES: Record<Step, { href: string; icon: IconName; right: Right; optional?: true; at_till?: true }> =
  {
    items: { href: '/items/import', icon: 'box', right: 'edit-items' },
    till: { href: '/till/pairing', icon: 'till', right: 'pair-terminal' },
    cashier: { href: '/staff#hiring', icon: 'people', right: 'edit-staff', optional: true },
    printer: { href: '/printers', icon: 'printer', right: 'edit-printers', optional: true },
    shift: { href: '/shift', icon: 'drawer', right: 'sell', at_till: true },
    sale: { href: '/till', icon: 'basket', right: 'sell', at_till: true }
  }

/** As they stand above, which is the order one does them in. */
const STEPS = Object.keys(PLACES) as Step[]

/** The way to the first sale: six steps, the next one large. */
export function startPage(page: Page, progress: Progress, tills: Terminal[]): Html {
  const w = page.words.start
  const next = STEPS.find((step) => !progress[step] && !PLACES[step].optional)
  return layout(page, {
    title: w.title,
    content: html`<main id="content" class="page start">
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${progress.sale && allDone(page)}
      <ol class="steps">${STEPS.map((step, i) => stepCard(page, { step, no: i + 1, done: progress[step], next: step === next, tills }))}</ol>
    </main>`
  })
}

interface StepCard {
  step: Step
  no: number
  done: boolean
  next: boolean
  tills: Terminal[]
}

function stepCard(page: Page, { step, no, done, next, tills }: StepCard): Html {
  const w = page.words.start
  const { optional } = PLACES[step]
  return html`<li class="card ${done ? 'done' : ''} ${next ? 'next' : ''}" ${next ? html`aria-current="step"` : ''}>
    <i aria-hidden="true">${done ? icon('check') : no}</i>
    <div>
      <h2>${w[step]} ${state(page, done, optional)}</h2>
      <p>${w[`${step}_text`]}</p>
    </div>
    ${!done && action(page, step, { next, tills })}
  </li>`
}

function state({ words: { start: w } }: Page, done: boolean, optional: true | undefined): Html {
  if (done) return html`<span class="tag good">${w.done}</span>`
  return optional ? html`<span class="tag">${w.optional}</span>` : html`<span hidden>${w.todo}</span>`
}

/** The step's button; what is done at a till is not offered on another device. */
function action(page: Page, step: Step, { next, tills }: { next: boolean; tills: Terminal[] }): Html | null {
  const w = page.words.start
  const place = PLACES[step]
  if (!page.may(place.right)) return null
  if (place.at_till && !page.terminal) {
    return next ? html`<p class="hint">${w.at_till(tills.map(({ name }) => name).join(', '))}</p>` : null
  }
  return html`<a class="button ${next ? 'primary' : ''}" href="${place.href}">
    ${icon(place.icon)}<span>${w[`${step}_action`]}</span></a>`
}

function allDone(page: Page): Html {
  return html`<div class="notice" role="status">${icon('check')}<p>${page.words.start.all_done}</p>
    <a class="button primary" href="/">${page.words.common.next}</a></div>`
}
