import type { Harm } from '../../server/chain/harm.ts'
import { dayAndTime, figure } from '../format.ts'
import type { Page } from '../page.ts'

/** What a harm is told with: on a page as at the command line. */
export type Telling = Pick<Page, 'words' | 'locale' | 'zone'>

/** Says in a sentence what somebody did to the ledger. */
export function tellHarm({ words, locale, zone }: Telling, harm: Harm): string {
  const { kind, event_id, at, type, table, other_id, anchor } = harm
  const is_time = at !== null && !Number.isNaN(Date.parse(at))
  return words.ledger.harms[kind]({
    event: figure(event_id, locale),
    at: is_time ? dayAndTime(at, locale, zone) : (at ?? '–'),
    type: type ?? '–',
    table: words.ledger.tables[table ?? ''] ?? table ?? '–',
    other: figure(other_id ?? 0, locale),
    anchor: anchor ?? '–'
  })
}
