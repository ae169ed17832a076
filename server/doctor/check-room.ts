import { statfsSync, statSync } from 'node:fs'
import type { Found } from './finding.ts'
import { mountOf } from './kernel-files.ts'
import type { Patient } from './patient.ts'

export type RoomFinding = Found<
  'enough',
  'little' | 'hardly' | 'no_files' | 'read_only' | 'unsaid',
  { free_bytes: number; total_bytes: number; database_bytes: number }
>

/** Below this the owner is told in time; below that a busy day may fill it. */
const LITTLE_BYTES = 1_000_000_000
const HARDLY_BYTES = 200_000_000
/** So many files more a day of backups may make. */
const FEW_FILES = 2000

/** How much room is left where the shop's data lies, and whether anything may be written there at all. */
export function checkRoom({ data, database, proc }: Patient): RoomFinding {
  const { bavail, bsize, blocks, files, ffree } = statfsSync(data)
  const facts = {
    free_bytes: bavail * bsize,
    total_bytes: blocks * bsize,
    database_bytes: statSync(database, { throwIfNoEntry: false })?.size ?? 0
  }
  const options = mountOf(data, proc)?.options ?? []
  if (options.includes('ro')) return { verdict: 'bad', says: 'read_only', facts }
  if (facts.total_bytes === 0) return { verdict: 'unknown', says: 'unsaid', facts }
  if (files > 0 && ffree < FEW_FILES) return { verdict: 'bad', says: 'no_files', facts }
  if (facts.free_bytes < HARDLY_BYTES) return { verdict: 'bad', says: 'hardly', facts }
  // A restoring, or an update's copy, needs the database once more.
  const little = Math.max(LITTLE_BYTES, 2 * facts.database_bytes)
  if (facts.free_bytes < little) return { verdict: 'watch', says: 'little', facts }
  return { verdict: 'good', says: 'enough', facts }
}
