import type { TenderKind } from '../../server/tenders/tables.ts'
import type { Words } from '../words/words.ts'

/** What money was taken by: as the shop calls it, or else as the language does. */
export function meansName(
  { customers }: Words,
  { method, method_name }: { method: TenderKind; method_name: string | null }
): string {
  return method_name ?? customers.means[method as keyof typeof customers.means] ?? method
}
