import type { TenderKind } from '../../server/tenders/tables.ts'
import { methodName } from '../tenders/method-name.ts'
import type { Words } from '../words/words.ts'

/** As much of a reference as finds a payment again in the bank's list, and no more than a stranger should read. */
const SHOWN_DIGITS = 6

/** What was given and the end of its reference: `Kartu BCA *004321`. */
export function tenderName(
  words: Words,
  {
    method,
    method_name,
    reference
  }: { method: TenderKind; method_name: string | null; reference: string | null }
): string {
  const name = methodName(words, { kind: method, name: method_name })
  return reference ? `${name} *${reference.slice(-SHOWN_DIGITS)}` : name
}
