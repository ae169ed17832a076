import { Refusal } from '../refusal.ts'

/** Why a text is no code that the shop could be paid by, or why no code could be made. Sentences: `views/words/`. */
export type FaultCode =
  // What stands there cannot be read.
  | 'too-short'
  | 'too-long'
  | 'characters'
  | 'not-a-payment-code'
  | 'cut-short'
  | 'tag-unreadable'
  | 'length-unreadable'
  | 'length-lies'
  | 'duplicate-tag'
  | 'missing-crc'
  | 'crc-not-last'
  | 'crc-wrong'
  // It can be read, and is not a code of a shop in Indonesia.
  | 'missing-tag'
  | 'not-rupiah'
  | 'not-indonesia'
  | 'not-qris'
  | 'nmid-wrong'
  // It is, and the shop cannot build on it.
  | 'not-static'
  | 'has-amount'
  // What was asked for does not go into a code.
  | 'amount-wrong'
  | 'amount-too-large'
  | 'bill-wrong'
  | 'terminal-wrong'
  | 'no-room'

/** Something wrong with a payment code; `facts` are what the sentence needs: which tag, what was expected, what found. */
export class Fault {
  readonly code: FaultCode
  readonly facts: Record<string, string | number>

  constructor(code: FaultCode, facts: Record<string, string | number> = {}) {
    this.code = code
    this.facts = facts
  }
}

/**
 * What was read or made, or else the shop says what is wrong with it.
 *
 * @throws {Refusal} qris/unreadable
 */
export function orRefuse<Good>(result: Good | Fault): Good {
  if (!(result instanceof Fault)) return result
  throw new Refusal('qris/unreadable', { ...result.facts, fault: result.code })
}
