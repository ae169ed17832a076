import { planErrands } from '../courier/errands.ts'
import type { Stretch } from '../courier/lineage.ts'
import type { SpoolIndex } from '../engine/spool-index.ts'
import { readCursors } from '../state/cursors.ts'
import type { State } from '../state/open-state.ts'
import type { RetentionFacts } from './plan-retention.ts'

type IsWaiting = NonNullable<RetentionFacts['isWaiting']>

/** Tells which of the spool's files some destination has still to get. */
export function findWaiting(
  index: SpoolIndex,
  way: Stretch[],
  state: State,
  destinations: readonly string[]
): IsWaiting {
  const segments = new Map<string, number>()
  const parts = new Set<string>()
  for (const destination_id of destinations) {
    for (const errand of planErrands(index, way, readCursors(state, destination_id)).errands) {
      const { generation } = errand.name
      if (errand.kind === 'part') parts.add(generation)
      else {
        const first = errand.segments[0]!.seq
        segments.set(generation, Math.min(first, segments.get(generation) ?? first))
      }
    }
  }
  return (generation, pack) =>
    pack ? pack.to >= (segments.get(generation) ?? Number.POSITIVE_INFINITY) : parts.has(generation)
}
