import { change, type Tx } from '../../db/prepare.ts'
import type { Store } from '../../db/store.ts'
import { record } from '../../events/record.ts'
import type { Clock } from '../../values/clock.ts'
import type { Swapped } from './swap.ts'

const endSessions = change()((db) => db.deleteFrom('sessions'))
const endVisits = change()((db) => db.deleteFrom('door_sessions'))

/** Ends all that anybody is signed in by, here and from afar: in a shop as it was, that may be somebody who left since. */
export function showEverybodyOut(tx: Tx): void {
  endSessions.run(tx, {})
  endVisits.run(tx, {})
}

/**
 * Writes into a shop that was just put in place that it is a restored one. Whoever was signed in then, here or from afar, signs
 * in again: somebody may have been shown out since.
 */
export async function noteRestored(
  store: Store,
  clock: Clock,
  { kept_as, restored }: Swapped
): Promise<void> {
  const { epoch, from } = restored
  const by = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
  const facts = { epoch, seq: from.seq, state_at: new Date(from.meta.t).toISOString(), kept_as }
  await store.commit((tx) => {
    showEverybodyOut(tx)
    record(tx, by, { type: 'backup.restored', subject_id: from.generation, facts })
  })
}
