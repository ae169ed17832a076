import type { Finding } from '../../server/doctor/checks.ts'
import type { Page } from '../page.ts'
import type { CheckWords } from '../words/doctor-machine-id.ts'
import { speechOf } from './speech.ts'

/** A finding as it is said. */
export interface Told {
  title: string
  verdict: string
  result: string
  /** What to do now; undefined where all is well. */
  remedy: string | undefined
}

/** Any of the checks: which sentences go with which facts was settled where the tables are typed. */
type AnyWords = CheckWords<{ verdict: 'bad'; says: string; facts: object }>

/** Says what a check found, and what to do. */
export function tell(page: Pick<Page, 'words' | 'locale' | 'zone'>, finding: Finding): Told {
  const w = page.words.doctor
  const own: AnyWords = w.checks[finding.check] as AnyWords
  const { says, remedies } = Object.hasOwn(own.says, finding.says) ? own : (w.unmeasured as AnyWords)
  const say = speechOf(page)
  return {
    title: own.title,
    verdict: w.verdicts[finding.verdict],
    result: says[finding.says]!(finding.facts, say),
    remedy: finding.verdict === 'good' ? undefined : remedies[finding.says]!(finding.facts, say)
  }
}

/** A finding as a few lines of plain text, to be sent or printed on a terminal. */
export function asText(told: Told): string {
  const { title, verdict, result, remedy } = told
  return [`${verdict} · ${title}: ${result}`, ...(remedy ? [`  → ${remedy}`] : [])].join('\n')
}
