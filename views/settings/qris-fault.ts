import type { Fault } from '../../server/qris/fault.ts'
import type { Words } from '../words/words.ts'

/** What is wrong with a payment code, as one says it; a terminal says it too. */
export function qrisFaultSentence({ qris }: Words, { code, facts }: Fault): string {
  const sentence = qris.faults[code]
  return typeof sentence === 'string' ? sentence : sentence(facts)
}
