import type { Answer, AnswerFacts, AnswerState } from '../../server/answers/judge-answers.ts'
import type { Moment } from '../../server/values/clock.ts'
import { dayAndTime, figure } from '../format.ts'
import { type Html, html } from '../html.ts'
import { type IconName, icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

const SIGNS: Record<AnswerState, { icon: IconName; tag: string }> = {
  good: { icon: 'check', tag: 'good' },
  look: { icon: 'warning', tag: 'warn' },
  bad: { icon: 'warning', tag: 'bad' }
}

/** What every owner asks, answered from how it really is in this shop; to be read on a phone, or printed. */
export function answersPage(page: Page, facts: AnswerFacts, answers: Answer[]): Html {
  const w = page.words.answers
  return layout(page, {
    title: w.title,
    place: 'answers',
    content: html`<main id="content" class="page answers">
      <header><h1>${w.title}</h1><p class="hint">${w.intro}</p></header>
      <section id="answers" class="stack" hx-get="/answers/now" hx-swap="innerMorph"
        hx-trigger="laci:backup from:body throttle:5s, laci:sale from:body throttle:5s, every 60s">${answerList(page, facts, answers)}</section>
    </main>`
  })
}

/** The answers, and when they were looked up. */
export function answerList(page: Page, facts: AnswerFacts, answers: Answer[]): Html {
  const w = page.words.answers
  return html`<p class="hint">${w.as_of(dayAndTime(facts.now, page.locale, page.zone))}</p>
    ${answers.map((answer) => answerCard(page, facts, answer))}`
}

function answerCard(page: Page, facts: AnswerFacts, answer: Answer): Html {
  const w = page.words.answers
  const { question, says, state, href } = answer
  const { tag, icon: sign } = SIGNS[state]
  return html`<article class="card stack answer ${state}">
    <h2>${w.questions[question]}</h2>
    <p class="row"><span class="tag ${tag}">${icon(sign)} ${w.states[state]}</span></p>
    <p class="says">${sentenceOf(page, facts, { question, says })}</p>
    ${question === 'copies' && facts.copies.length > 0 && copyList(page, facts)}
    ${href && html`<p class="mend"><a class="button" href="${href}">${w.mend}</a></p>`}
  </article>`
}

/** The sentence that holds, as a friend would say it. */
function sentenceOf(
  page: Page,
  facts: AnswerFacts,
  { question, says }: Pick<Answer, 'question' | 'says'>
): string {
  const sentences: Record<string, (say: Said) => string> = page.words.answers.says[question]
  return sentences[says]!(saidOf(page, facts))
}

/** The facts as they are said. */
export type Said = ReturnType<typeof saidOf>

function saidOf(page: Page, facts: AnswerFacts) {
  const { locale } = page
  const newest = facts.copies
    .flatMap(({ safe_until }) => safe_until ?? [])
    .toSorted()
    .at(-1)
  const held = facts.copies.filter(({ safe_until }) => safe_until !== null)
  return {
    folder: facts.folder,
    size: bytesText(page, facts.shop_bytes),
    room: bytesText(page, facts.free_bytes),
    copies: figure(held.length, locale),
    fill: newest
      ? fillText(
          page,
          newest,
          facts.now,
          held.some(({ is_whole }) => is_whole)
        )
      : '',
    sales: figure(facts.unsafe_sales, locale),
    since: facts.unsafe_since ? dayAndTime(facts.unsafe_since, locale, page.zone) : '',
    proven: facts.proven_at ? ageText(page, facts.proven_at, facts.now) : '',
    proven_at: facts.proven_at ? dayAndTime(facts.proven_at, locale, page.zone) : '',
    place: facts.proven_from ?? '',
    failed: facts.failed.join(', '),
    tills: figure(facts.tills, locale),
    printers: figure(facts.printers, locale)
  }
}

function copyList(page: Page, { copies, now }: AnswerFacts): Html {
  const w = page.words.answers
  return html`<ul class="lines">${copies.map(
    ({
      name,
      safe_until,
      is_far,
      is_whole
    }) => html`<li><span><b>${name}</b><small>${is_far ? w.far : w.near}</small></span>
      <span>${safe_until ? fillText(page, safe_until, now, is_whole) : w.copy_empty}</span></li>`
  )}</ul>`
}

/** Up to when a copy holds everything. */
function fillText(page: Page, until: Moment, now: Moment, is_whole: boolean): string {
  const w = page.words.answers
  return is_whole ? w.filled_now : w.filled(ageText(page, until, now))
}

/** How long ago, in the one unit that one would say. */
function ageText({ words, locale }: Page, then: Moment, now: Moment): string {
  const w = words.answers.ages
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(then)) / 1000))
  if (seconds < 120) return w.seconds(figure(seconds, locale))
  if (seconds < 2 * 3600) return w.minutes(figure(Math.round(seconds / 60), locale))
  if (seconds < 48 * 3600) return w.hours(figure(Math.round(seconds / 3600), locale))
  return w.days(figure(Math.round(seconds / 86_400), locale))
}

function bytesText({ locale }: Page, bytes: number): string {
  return bytes < 1e9
    ? `${figure(Math.ceil(bytes / 1e6), locale)} MB`
    : `${figure(Math.round(bytes / 1e9), locale)} GB`
}
