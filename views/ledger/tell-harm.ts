import type { Harm, Left } from '../../server/chain/harm.ts'
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

/** Says of heads that are not in the chain that the shop was taken back to before them: how many the box knew of, then one by one. */
export function tellLeft({ words, locale, zone }: Telling, left: readonly Left[]): string[] {
  const w = words.ledger
  const known = Map.groupBy(
    left.filter(({ is_known }) => is_known),
    ({ restored_id }) => restored_id
  )
  return [
    ...[...known].map(([event_id, of]) =>
      w.left_known(
        figure(of.length, locale),
        dayAndTime(of[0]!.restored_at, locale, zone),
        figure(event_id, locale)
      )
    ),
    ...left
      .filter(({ is_known }) => !is_known)
      .map(({ anchor, restored_id, restored_at }) =>
        w.left_other({
          event: figure(anchor.event_id, locale),
          anchor: anchor.where,
          when: dayAndTime(restored_at, locale, zone),
          restored: figure(restored_id, locale)
        })
      )
  ]
}
