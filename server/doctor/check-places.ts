import { type ChosenPlace, listDestinations } from '../backup/places/find-destinations.ts'
import { type Reach, readReach } from '../backup/state/reach.ts'
import { question } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'
import type { Found } from './finding.ts'
import { lookAtBackup } from './look-at-backup.ts'
import { lookInto, type Patient } from './patient.ts'

export type PlacesFinding = Found<
  'well' | 'none_yet',
  'none' | 'paused' | 'faulty' | 'behind' | 'away' | 'one',
  {
    places: number
    /** Those that something is wrong with, as the owner called them, and what. */
    names: readonly string[]
    faults: readonly string[]
    /** How long the freshest copy has lacked something, and the one that is furthest behind. */
    freshest_ms: number | null
    oldest_ms: number | null
  }
>

const DAY_MS = 86_400_000
/** A stick in somebody's pocket is where it should be, for a week. */
const AWAY_MS = 7 * DAY_MS

const firstSale = question()((db) =>
  db.selectFrom('sales').select('sold_at').orderBy('business_day').orderBy('sold_at').limit(1)
)

/** Whether the backup reaches its places: how far each is behind, and what it was last answered. */
export function checkPlaces(patient: Patient): PlacesFinding {
  const { places, first_sale } = lookInto(patient, (shop) => ({
    places: listDestinations(shop),
    first_sale: firstSale.find(shop, {})?.sold_at
  }))
  const used = places.filter(({ is_paused }) => !is_paused)
  const standing =
    used.length === 0
      ? []
      : lookAtBackup(patient, (state) => used.map((place) => standingOf(state, place, patient.now)))
  const ages = standing.flatMap(({ behind_ms }) => behind_ms ?? [])
  const ill = standing.filter(({ trouble }) => trouble !== undefined)
  const facts = {
    places: used.length,
    names: ill.map(({ name }) => name),
    faults: ill.map(({ trouble }) => trouble!),
    freshest_ms: ages.length > 0 ? Math.min(...ages) : null,
    oldest_ms: ages.length > 0 ? Math.max(...ages) : null
  }
  if (places.length === 0) {
    if (!first_sale) return { verdict: 'good', says: 'none_yet', facts }
    return { verdict: 'bad', says: 'none', facts, href: '/backup/places/new' }
  }
  if (used.length === 0) return { verdict: 'bad', says: 'paused', facts, href: '/backup' }
  const all_ill = ill.length === used.length
  const verdict = all_ill ? 'bad' : 'watch'
  const first = ill.toSorted((one, other) => RANKS[one.says!] - RANKS[other.says!])[0]
  if (first)
    return { verdict: first.says === 'away' ? 'watch' : verdict, says: first.says!, facts, href: '/backup' }
  if (used.length === 1) return { verdict: 'watch', says: 'one', facts, href: '/backup/places/new' }
  return { verdict: 'good', says: 'well', facts }
}

type Trouble = 'faulty' | 'behind' | 'away'

const RANKS: Record<Trouble, number> = { faulty: 0, behind: 1, away: 2 }

interface Standing {
  name: string
  behind_ms: number | null
  trouble?: string
  says?: Trouble
}

function standingOf(state: Parameters<typeof readReach>[0], place: ChosenPlace, now: Moment): Standing {
  const { name, address, destination_id, added_at } = place
  const reach = readReach(state, destination_id)
  const behind_ms = behind(reach, now)
  const about = { name, behind_ms }
  const unseen_ms = Date.parse(now) - Date.parse(reach.reached_at ?? added_at)
  if (address.kind === 'stick' && (reach.fault === 'away' || reach.fault === null)) {
    return unseen_ms > AWAY_MS ? { ...about, trouble: 'away', says: 'away' } : about
  }
  if (reach.fault !== null && reach.fault !== 'gap') return { ...about, trouble: reach.fault, says: 'faulty' }
  return Math.max(behind_ms ?? 0, unseen_ms) > DAY_MS
    ? { ...about, trouble: 'behind', says: 'behind' }
    : about
}

/** How long it has lacked something; null while it has nothing. */
function behind({ safe_until, waiting_bytes }: Reach, now: Moment): number | null {
  if (safe_until === null) return null
  return waiting_bytes > 0 ? Math.max(0, Date.parse(now) - Date.parse(safe_until)) : 0
}
