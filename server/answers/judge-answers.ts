import type { Moment } from '../values/clock.ts'

/** What an owner asks, in the order they ask it. */
export type Question =
  | 'hybrid'
  | 'where'
  | 'copies'
  | 'proven'
  | 'internet'
  | 'power'
  | 'box'
  | 'tablet'
  | 'printer'
  | 'passphrase'
  | 'vendor'

/** How it is in this shop, this moment. Plain data, read from what there really is. */
export interface AnswerFacts {
  now: Moment
  /** The folder that holds everything, how large it is, and how much room is left beside it. */
  folder: string
  shop_bytes: number
  free_bytes: number
  /** Where copies are, outside of the box. Paused ones are none. */
  copies: Copy[]
  paused: number
  /** Sales that no copy holds, and since when; everything there is while there is no copy. */
  unsafe_sales: number
  unsafe_since: Moment | null
  /** When a copy was last brought back to life for trial and found whole, and from where. */
  proven_at: Moment | null
  proven_from: string | null
  /** Copies whose last trial failed. */
  failed: string[]
  has_passphrase: boolean
  has_sheet: boolean
  tills: number
  /** Printers of paper that slips can come out of. */
  printers: number
}

export interface Copy {
  name: string
  /** Whether it takes the internet to reach it. */
  is_far: boolean
  /** What was sold up to then is there; null while nothing is. */
  safe_until: Moment | null
  /** Whether it lacks nothing of what was recorded. */
  is_whole: boolean
  is_well: boolean
}

/** The state of an answer: well, worth a look, or to be put right today. */
export type AnswerState = 'good' | 'look' | 'bad'

/** A straight answer: which sentence holds, and where it is put right. */
export interface Answer {
  question: Question
  /** The sentence that holds, of those the question has. */
  says: string
  state: AnswerState
  /** Where it is mended; null where there is nothing to mend. */
  href: string | null
}

const DAY_MS = 86_400_000
const LITTLE_BYTES = 1_000_000_000
/** So old may the last proof be: it is tried every night, and one night the box may have been off. */
const PROOF_MS = 3 * DAY_MS

/** Answers everything an owner asks, as it really is in this shop now. */
export function judgeAnswers(facts: AnswerFacts): Answer[] {
  return [
    answer('hybrid', 'always', 'good'),
    facts.free_bytes < LITTLE_BYTES
      ? answer('where', 'little_room', 'look', '/backup/settings')
      : answer('where', 'room', 'good'),
    copies(facts),
    proven(facts),
    internet(facts),
    answer('power', 'always', 'good'),
    box(facts),
    facts.tills === 0 ? answer('tablet', 'none', 'good') : answer('tablet', 'some', 'good'),
    printer(facts),
    passphrase(facts),
    answer('vendor', 'always', 'good')
  ]
}

function answer(question: Question, says: string, state: AnswerState, href: string | null = null): Answer {
  return { question, says, state, href }
}

function copies({ copies, paused }: AnswerFacts): Answer {
  const held = copies.filter(({ safe_until }) => safe_until !== null)
  if (copies.length === 0 && paused > 0) return answer('copies', 'paused', 'bad', '/backup')
  if (copies.length === 0) return answer('copies', 'none', 'bad', '/backup/places/new')
  if (held.length === 0) return answer('copies', 'empty', 'look', '/backup')
  if (held.some(({ is_well }) => !is_well)) return answer('copies', 'unwell', 'look', '/backup')
  return held.length === 1
    ? answer('copies', 'one', 'look', '/backup/places/new')
    : answer('copies', 'several', 'good')
}

function proven({ now, proven_at, failed }: AnswerFacts): Answer {
  if (failed.length > 0) return answer('proven', 'failed', 'bad', '/backup')
  if (!proven_at) return answer('proven', 'never', 'look', '/backup')
  return Date.parse(now) - Date.parse(proven_at) > PROOF_MS
    ? answer('proven', 'stale', 'look', '/backup')
    : answer('proven', 'fine', 'good')
}

/** Selling never needs it; what waits for it is the copies that are far away. */
function internet({ copies }: AnswerFacts): Answer {
  if (copies.length === 0) return answer('internet', 'no_copies', 'good')
  return copies.every(({ is_far }) => is_far)
    ? answer('internet', 'all_far', 'look', '/backup/places/new')
    : answer('internet', 'some_near', 'good')
}

function box({ now, copies, unsafe_sales, unsafe_since }: AnswerFacts): Answer {
  if (!copies.some(({ safe_until }) => safe_until))
    return answer('box', 'everything', 'bad', '/backup/places/new')
  if (unsafe_sales === 0) return answer('box', 'nothing', 'good')
  const since_ms = unsafe_since ? Date.parse(now) - Date.parse(unsafe_since) : 0
  return since_ms > DAY_MS ? answer('box', 'much', 'bad', '/backup') : answer('box', 'some', 'good')
}

function printer({ printers }: AnswerFacts): Answer {
  if (printers === 0) return answer('printer', 'none', 'look', '/printers')
  return printers === 1 ? answer('printer', 'one', 'look', '/printers') : answer('printer', 'several', 'good')
}

function passphrase({ has_passphrase, has_sheet }: AnswerFacts): Answer {
  if (!has_passphrase) return answer('passphrase', 'none', 'bad', '/backup/passphrase')
  return has_sheet
    ? answer('passphrase', 'sheet', 'good')
    : answer('passphrase', 'no_sheet', 'look', '/backup/sheet')
}
