import { listDestinations } from '../backup/places/find-destinations.ts'
import { readLastDrills } from '../backup/state/drills.ts'
import type { Moment } from '../values/clock.ts'
import type { Found } from './finding.ts'
import { lookAtBackup } from './look-at-backup.ts'
import { lookInto, type Patient } from './patient.ts'

export type DrillFinding = Found<
  'proven' | 'no_place',
  'failed' | 'old' | 'never',
  {
    proven_at: Moment | null
    age_ms: number | null
    /** The places whose last trial failed, as the owner called them. */
    names: readonly string[]
    failed: number
  }
>

/** It is tried every night, and a night or two the box may have been off. */
const OLD_MS = 3 * 86_400_000
const VERY_OLD_MS = 14 * 86_400_000

/** When a restoring was last tried and proven. */
export function checkDrill(patient: Patient): DrillFinding {
  const places = lookInto(patient, listDestinations).filter(({ is_paused }) => !is_paused)
  const drills = lookAtBackup(patient, readLastDrills)
  const failed = places.filter(({ destination_id }) => drills.get(destination_id)?.last.is_proven === 0)
  const proven_at =
    places
      .flatMap(({ destination_id }) => drills.get(destination_id)?.proven?.ended_at ?? [])
      .toSorted()
      .at(-1) ?? null
  const age_ms = proven_at === null ? null : Date.parse(patient.now) - Date.parse(proven_at)
  const facts = { proven_at, age_ms, names: failed.map(({ name }) => name), failed: failed.length }
  const href = '/backup'
  if (places.length === 0) return { verdict: 'good', says: 'no_place', facts }
  if (failed.length > 0) return { verdict: 'bad', says: 'failed', facts, href }
  if (age_ms === null) return { verdict: 'watch', says: 'never', facts, href }
  if (age_ms > OLD_MS) return { verdict: age_ms > VERY_OLD_MS ? 'bad' : 'watch', says: 'old', facts, href }
  return { verdict: 'good', says: 'proven', facts }
}
