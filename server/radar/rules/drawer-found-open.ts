import type { RadarFacts } from '../facts.ts'
import { type Finding, finding } from '../finding.ts'
import { inDays, within } from '../more-than-usual.ts'

/** So often in a week a drawer may be open though nobody asked for it, before it is worth a word. */
const LEAST = 3

/** Drawers that their printer saw open though nobody had asked for it: by their key, or pried open. Nobody's by name. */
export function findOpenDrawers({ period, incidents }: RadarFacts): Finding[] {
  const all = incidents['drawer-found-open']
  const drawers = Map.groupBy(within(period.now, all), ({ place }) => place.id)
  return [...drawers].flatMap(([id, found]) => {
    if (found.length < inDays(LEAST, period.days)) return []
    const before = within(period.before, all).filter(({ place }) => place.id === id).length
    return { ...finding('drawer-found-open', {}, found, { before }), key: `drawer-found-open/${id}` }
  })
}
