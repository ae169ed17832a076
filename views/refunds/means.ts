import type { TenderKind } from '../../server/tenders/tables.ts'
import type { Words } from '../words/words.ts'

/** What a means of paying is called: by the shop, or else by the language. */
export function meansName(
  words: Words,
  { method, method_name }: { method: TenderKind; method_name: string | null }
): string {
  return method_name ?? words.refunds.means[method]
}
