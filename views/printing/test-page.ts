import type { Printer } from '../../server/printing/find-printer.ts'
import { backLink } from '../back.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { CUT_TRIALS, LETTER_LINES, SAMPLE_LETTERS } from '../receipts/test-slip.ts'
import { jobWatch } from './job-watch.ts'
import { answersSentence } from './printer-state.ts'
import { samplePicture } from './sample-picture.ts'

/** What a person is asked of the test page, one after another. */
export const TEST_STEPS = ['width', 'letters', 'cut', 'qr', 'drawer'] as const
export type TestStep = (typeof TEST_STEPS)[number]

/** How far the asking has come. */
export interface Standing {
  printer: Printer
  /** The steps that taught something. */
  learnt: readonly TestStep[]
}

/** One thing that may be said to a question. */
interface Answer {
  answer: string
  label: string
  text?: string
}

/** A printer is tried: the page it prints, and what is asked of it. */
export function testPage(page: Page, printer: Printer, { is_new }: { is_new: boolean }): Html {
  const { words } = page
  const w = words.test_page
  const { name } = printer
  return layout(page, {
    title: `${w.title} · ${name}`,
    place: 'printers',
    content: html`<main id="content" class="page">
      ${backLink('/printers', words.printer.title)}
      <div><h1>${w.title}</h1><p class="hint">${name}</p></div>
      ${is_new && html`<div class="notice" role="status">${icon('check')}<p>${w.added}</p></div>`}
      <div class="columns">
        <section class="card stack test-steps" id="test-steps" aria-live="polite">
          <p>${printer.language !== 'escpos' ? w.start_label : hasSteps(printer) ? w.start_text : w.start_plain}</p>
          ${printButton(page, printer, 'primary big', w.start)}
          <a class="button plain" href="/printers">${w.skip}</a>
        </section>
        ${samplePicture(page, printer)}
      </div>
    </main>`
  })
}

/** The page was sent: how it fares, and where to go on once it is out. */
export function testPrinted(page: Page, printer: Printer, job_id: string): Html {
  const w = page.words.test_page
  const { printer_id } = printer
  return html`<div class="test">${jobWatch(job_id)}</div>
    ${
      hasSteps(printer)
        ? html`<button type="button" class="primary big" hx-get="/printers/${printer_id}/test/width" hx-target="#test-steps" hx-swap="innerHTML" autofocus>${w.is_out}</button>`
        : html`<a class="button primary big" href="/printers">${w.is_out_plain}</a>`
    }
    <details class="fold"><summary>${icon('right')}<span>${w.not_out}</span></summary>
      <div class="stack"><p>${w.not_out_text}</p><div class="row">
        ${printButton(page, printer, '', w.again)}
        <a class="button" href="/printers/${printer_id}">${page.words.printer.edit_title}</a></div></div></details>`
}

/** One question, or what came of them all. */
export function testStep(page: Page, step: TestStep | 'end', standing: Standing): Html {
  const w = page.words.test_page
  switch (step) {
    case 'width':
      return asked(page, step, standing, {
        text: html`<p>${w.width.text}</p>`,
        answers: (['48', '32'] as const).map((columns) => ({
          answer: columns,
          label: w.width.answers[columns],
          text: w.width.answer_texts[columns]
        }))
      })
    case 'letters':
      return asked(page, step, standing, {
        text: html`<p>${w.letters.text}</p><p class="sample-letters">${SAMPLE_LETTERS}</p>`,
        answers: letterAnswers(page)
      })
    case 'cut':
      return asked(page, step, standing, {
        text: html`<p>${w.cut.text}</p>`,
        answers: [
          ...CUT_TRIALS.map(({ number, cut }) => ({ answer: cut, label: w.cut.number(number) })),
          { answer: 'none', label: w.cut.none, text: w.cut.none_text }
        ]
      })
    case 'qr':
      return asked(page, step, standing, {
        text: html`<p>${w.qr.text}</p>`,
        answers: (['yes', 'faint', 'missing'] as const).map((answer) => ({
          answer,
          label: w.qr.answers[answer],
          text: w.qr.answer_texts[answer]
        }))
      })
    case 'drawer':
      return drawerAsked(page, standing)
    case 'end':
      return testEnd(page, standing)
  }
}

/** Which question this is, and the question. Whoever cannot see it hears it, since it is given the focus. */
export function question({ words: { test_page: w } }: Page, step: TestStep, text: string): Html {
  const number = TEST_STEPS.indexOf(step) + 1
  return html`<div><p class="hint">${w.step(number, TEST_STEPS.length)}</p>
    <progress value="${number}" max="${TEST_STEPS.length}" aria-label="${w.step(number, TEST_STEPS.length)}"></progress></div>
    <h2 tabindex="-1" autofocus>${text}</h2>`
}

/** A button that answers a question and brings the next. */
export function answerButton(
  { printer, learnt }: Standing,
  {
    url,
    fields,
    kind = '',
    label,
    text
  }: { url: string; fields: Record<string, string>; kind?: string; label: string; text?: string | undefined }
): Html {
  const values = JSON.stringify({ ...fields, learnt: learnt.join(',') })
  return html`<button type="button" class="${kind}" hx-post="/printers/${printer.printer_id}/${url}" hx-vals="${values}"
    hx-target="#test-steps" hx-swap="innerHTML"><span>${label}${text && html`<small>${text}</small>`}</span></button>`
}

/** A way past a question: it teaches nothing. */
function skipButton({ printer, learnt }: Standing, next: TestStep | 'end', label: string): Html {
  return html`<button type="button" class="plain" hx-get="/printers/${printer.printer_id}/test/${next}?learnt=${learnt.join(',')}"
    hx-target="#test-steps" hx-swap="innerHTML">${label}</button>`
}

function asked(
  page: Page,
  step: Exclude<TestStep, 'drawer'>,
  standing: Standing,
  { text, answers }: { text: Html; answers: Answer[] }
): Html {
  const w = page.words.test_page
  const next = TEST_STEPS[TEST_STEPS.indexOf(step) + 1]!
  return html`${question(page, step, w[step].question)}${text}
    <div class="answers">${answers.map(({ answer, label, text }) =>
      answerButton(standing, { url: 'lessons', fields: { step, answer }, label, text })
    )}</div>
    ${skipButton(standing, next, w.skip)}`
}

function letterAnswers({ words: { test_page } }: Page): Answer[] {
  const w = test_page.letters
  return [
    ...LETTER_LINES.map(({ sign, page, name }) => ({
      answer: page,
      label: w.line(sign, name),
      ...(page === 'pc437' && { text: w.line_text })
    })),
    { answer: 'ascii', label: w.ascii, text: w.ascii_text },
    { answer: 'drawn', label: w.drawn, text: w.drawn_text }
  ]
}

function drawerAsked(page: Page, standing: Standing): Html {
  const w = page.words.test_page.drawer
  return html`${question(page, 'drawer', w.question)}<p>${w.text}</p>
    <div class="answers">
      ${answerButton(standing, { url: 'drawer-trials', fields: { trial: '0' }, kind: 'primary', label: w.open })}
    </div>
    ${skipButton(standing, 'end', w.none)}`
}

/** What was learnt and what stayed; and whether the printer says how it is, which may turn out only now. */
function testEnd(page: Page, { printer, learnt }: Standing): Html {
  const { words } = page
  const w = words.test_page
  const s = words.printer_setup
  const { printer_id, columns, code_page, cut, drawer_pin, pulse_ms } = printer
  const row = (step: TestStep, what: string, is: string) =>
    html`<div><dt>${what}</dt><dd>${is} <span class="tag ${learnt.includes(step) ? 'good' : ''}">${learnt.includes(step) ? w.end.saved : w.end.kept}</span></dd></div>`
  return html`<div class="stack" hx-get="/printers/${printer_id}/test/end?learnt=${learnt.join(',')}" hx-trigger="laci:job from:body throttle:1s" hx-swap="outerMorph">
    <h2 tabindex="-1" autofocus>${w.end.title}</h2>
    <p>${learnt.length > 0 ? w.end.text : w.end.nothing}</p>
    <dl class="facts learnt">
      ${row('width', words.printer.width, columns === 48 ? words.setup.width_80 : words.setup.width_58)}
      ${row('letters', s.letters, s.code_pages[code_page])}
      ${row('cut', s.cut, s.cuts[cut])}
      ${learnt.includes('qr') && html`<div><dt>${w.end.qr}</dt><dd>${w.end.qr_seen}</dd></div>`}
      ${row('drawer', words.printer.drawer, w.end.drawer(drawer_pin, pulse_ms))}
      <div><dt>${w.end.answers}</dt><dd>${answersSentence(words, printer)}</dd></div>
    </dl>
    <div class="actions"><a class="button" href="/printers/${printer_id}/test">${w.end.restart}</a>
      <a class="button primary" href="/printers">${w.end.done}</a></div></div>`
}

function printButton(_page: Page, { printer_id }: Printer, kind: string, label: string): Html {
  return html`<button type="button" class="${kind}" hx-post="/printers/${printer_id}/tests" hx-vals='{"of":"slip"}'
    hx-target="#test-steps" hx-swap="innerHTML">${icon('printer')}<span>${label}</span></button>`
}

/** Whether there is anything to ask of its test page: a screen shows what it shows. */
function hasSteps({ language, transport }: Printer): boolean {
  return language === 'escpos' && transport !== 'preview'
}
