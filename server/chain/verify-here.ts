import type Database from 'better-sqlite3'
import type { Anchor, Harm, Verdict } from './harm.ts'
import { holdAgainst, verifyEdges } from './verify-edges.ts'
import { verifyPiece } from './verify-piece.ts'

/** Verifies the whole ledger on this connection and thread; a big shop's is a worker's errand. */
export function verifyHere(sqlite: Database.Database, anchors: readonly Anchor[] = []): Verdict {
  const began = performance.now()
  const { to, head, sealed_later_to, harm } = verifyEdges(sqlite)
  const piece = verifyPiece(sqlite, { from: 0, to })
  const held = holdAgainst(sqlite, anchors)
  return {
    from: 0,
    to,
    head,
    sealed_later_to,
    events: piece.events,
    rows: piece.rows,
    anchors: held.anchors,
    left: held.left,
    ...judge([piece.harm, harm, held.harm]),
    ms: Math.round(performance.now() - began)
  }
}

/** Of several harms the first event's; where one event has two, the one that says more, which is told first. */
export function judge(harms: readonly (Harm | null)[]): Pick<Verdict, 'ok' | 'harm'> {
  const [harm = null] = harms
    .filter((one) => one !== null)
    .toSorted((one, other) => one.event_id - other.event_id)
  return { ok: harm === null, harm }
}
