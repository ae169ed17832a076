import type { Certificate } from '../../server/backup/proof/certificate.ts'
import type { Step } from '../../server/backup/proof/proof.ts'
import { headCode } from '../../server/values/head-code.ts'
import { dayAndTime, figure } from '../format.ts'
import type { Page } from '../page.ts'

/** What a certificate is told with: on a page as on paper. */
export type Telling = Pick<Page, 'words' | 'locale' | 'zone'>

const MEGABYTE = 1e6
/** From here on one thinks in minutes. */
const MANY_SECONDS = 120
/** So much of a fingerprint is enough to be read out over the telephone. */
const HASH_SHOWN = 16

/** The one sentence that counts, and what it is about. */
export function headline({ words, locale, zone }: Telling, certificate: Certificate) {
  const { proof, destination, state_at } = certificate
  const w = words.proof
  if (!proof.ok) return { title: w.not_proved, text: w.not_proved_text(destination) }
  const is_compared = proof.steps.find(({ name }) => name === 'pages')?.is_compared
  const text = is_compared ? w.proved_text : w.proved_alone_text
  return { title: w.proved, text: text(destination, dayAndTime(state_at, locale, zone)) }
}

/** What was restored, from where and how fast, as names and values. */
export function factLines(telling: Telling, certificate: Certificate): [name: string, value: string][] {
  const { words, locale, zone } = telling
  const w = words.proof
  const { facts } = certificate.proof
  const when = (moment: string) => dayAndTime(moment, locale, zone)
  const number = (value: number | null) => (value === null ? w.unknown : figure(value, locale))
  const last = facts.last_sale && `${facts.last_sale.receipt_no}, ${when(facts.last_sale.sold_at)}`
  return [
    [w.shop, certificate.shop_name],
    [w.place, certificate.destination],
    [w.state_at, when(certificate.state_at)],
    [w.last_sale, last ?? (facts.sales === 0 ? w.last_sale_none : w.unknown)],
    [w.sales, number(facts.sales)],
    [w.size, facts.bytes === null ? w.unknown : w.size_text(size(telling, facts.bytes), number(facts.pages))],
    [w.made_at, when(certificate.made_at)],
    [
      w.taken,
      w.taken_text(duration(telling, certificate.seconds_taken), size(telling, certificate.bytes_read))
    ],
    [w.generation, w.generation_text(certificate.generation, number(certificate.seq))],
    [w.schema, facts.schema_version ?? w.unknown],
    [w.version, certificate.app_version]
  ]
}

/** How a step went, in a sentence of its own for each way it can go. */
export function stepSentence({ words }: Telling, { name, ok, is_compared }: Step): string {
  const w = words.proof
  if (!ok) return w.steps_failed[name]
  if (!is_compared && name in w.steps_noted) return w.steps_noted[name as keyof typeof w.steps_noted]
  return w.steps[name]
}

/** What a step found, in a few words; empty where its own sentence says all. */
export function foundText({ words, locale }: Telling, step: Step): string {
  const w = words.proof
  if (step.found === null) return ''
  const number = (value: number) => figure(value, locale)
  switch (step.name) {
    case 'pages':
      return w.found_pages(number(step.found.pages))
    case 'counts':
      return w.found_counts(number(step.found.sales), number(step.found.events))
    case 'books':
      return w.found_books(number(step.found.rules))
    case 'ledger':
      return w.found_ledger(number(step.found.last_no), step.found.sha256.slice(0, HASH_SHOWN))
    case 'chain':
      return step.found
        ? w.found_chain(number(step.found.events), step.found.head ? headCode(step.found.head) : '–')
        : ''
    case 'events':
      return step.found.last_event_id === null ? '' : w.found_event(number(step.found.last_event_id))
    case 'integrity':
    case 'foreign-keys':
      return ''
  }
}

/** The rules that don't hold, each with who breaks it. */
export function brokenRules({ words }: Telling, step: Step): { sentence: string; offenders: string }[] {
  if (step.name !== 'books' || step.found === null) return []
  return step.found.faults.map(({ rule, offenders }) => ({
    sentence: words.proof.rules[rule],
    offenders: offenders.map((offender) => Object.values(offender).join(' · ')).join('; ')
  }))
}

/** The system's own words on what is wrong, unless the rules say it in ours. */
export function systemWords(telling: Telling, step: Step): string | null {
  return brokenRules(telling, step).length > 0 ? null : step.detail
}

function size({ words, locale }: Telling, bytes: number): string {
  return words.proof.megabytes(figure(Math.ceil(bytes / MEGABYTE), locale))
}

function duration({ words, locale }: Telling, seconds: number): string {
  const w = words.proof
  return seconds < MANY_SECONDS
    ? w.seconds(figure(Math.ceil(seconds), locale))
    : w.minutes(figure(Math.ceil(seconds / 60), locale))
}
