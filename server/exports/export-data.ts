import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { Choice } from './choice.ts'

/**
 * Writes down that data left the shop: what, of when, how, and how much of it. Before the file gets its name, so that
 * none lies about that nobody can account for.
 */
export function recordExport(
  tx: Tx,
  by: By,
  { export_id, choice, rows }: { export_id: string; choice: Choice; rows: number }
): void {
  const { what, format, span } = choice
  record(tx, by, {
    type: 'data.exported',
    subject_id: export_id,
    facts: { what, format, from: span?.from ?? null, to: span?.to ?? null, rows }
  })
}
