import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { jobWatch } from './job-watch.ts'
import { answerButton, question, type Standing } from './test-page.ts'

/**
 * A drawer was tried to be opened as the printer is set up now.
 *
 * @param trial.next the next way to try it, if there is one
 * @param trial.before how it was opened before the first of these, as `2-120`
 */
export function drawerTried(
  page: Page,
  standing: Standing,
  { job_id, next, before }: { job_id: string; next: number | undefined; before: string }
): Html {
  const w = page.words.test_page.drawer
  const { drawer_pin, pulse_ms } = standing.printer
  const lesson = (answer: string, label: string, kind = '') =>
    answerButton(standing, { url: 'lessons', fields: { step: 'drawer', answer, before }, kind, label })
  return html`${question(page, 'drawer', w.opened)}
    <div class="test">${jobWatch(job_id)}<p class="hint">${w.tried(drawer_pin, pulse_ms)}</p></div>
    ${next === undefined && html`<p>${w.last_text}</p>`}
    <div class="answers">
      ${lesson(`${drawer_pin}-${pulse_ms}`, w.yes, 'primary')}
      ${
        next === undefined
          ? lesson('none', w.last_no)
          : answerButton(standing, {
              url: 'drawer-trials',
              fields: { trial: String(next), before },
              label: w.again
            })
      }
    </div>
    ${next !== undefined && lesson('none', w.stop, 'plain')}`
}
