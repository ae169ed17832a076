import { statSync } from 'node:fs'
import type { Found } from './finding.ts'
import { lookInto, type Patient } from './patient.ts'

export type LogFinding = Found<
  'short',
  'long' | 'too_long_log',
  {
    /** What stands in the log and not in the database file yet, and how large the log's file is. */
    waiting_bytes: number
    log_bytes: number
    database_bytes: number
  }
>

const LONG_BYTES = 64e6
const TOO_LONG_BYTES = 512e6

/**
 * How much of the write-ahead log has not been moved into the database: after a power cut that is what is read anew. The
 * file keeps the size it once had; what counts is what waits in it.
 */
export function checkLog(patient: Patient): LogFinding {
  const waiting_bytes = lookInto(patient, ({ sqlite }) => {
    const page_bytes = sqlite.pragma('page_size', { simple: true }) as number
    const [{ log, checkpointed }] = sqlite.pragma('wal_checkpoint(noop)') as [
      { log: number; checkpointed: number }
    ]
    return Math.max(0, log - checkpointed) * page_bytes
  })
  const bytesOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const facts = {
    waiting_bytes,
    log_bytes: bytesOf(`${patient.database}-wal`),
    database_bytes: bytesOf(patient.database)
  }
  if (waiting_bytes > TOO_LONG_BYTES) return { verdict: 'bad', says: 'too_long_log', facts, href: '/backup' }
  if (waiting_bytes > LONG_BYTES) return { verdict: 'watch', says: 'long', facts, href: '/backup' }
  return { verdict: 'good', says: 'short', facts }
}
