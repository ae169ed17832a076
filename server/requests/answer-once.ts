import { hash } from 'node:crypto'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'

/** A request that changes something: its id, made by whoever pressed the key, and all that it asks. */
export interface Asked {
  request_id: string
  /** Address and form as text; two requests with one id must agree in it. */
  content: string
  at: Moment
}

/** What a deed leaves behind for its answer: plain facts from which the answer can be drawn again. */
export type Outcome = Record<string, string | number | boolean | null> | null

/** Of SHA-256: two forms that agree in 16 bytes nobody will ever see, and every byte is carried away with the backup. */
const KEPT_BYTES = 16

const byId = question<{ request_id: string }>()((db, { request_id }) =>
  db.selectFrom('requests').select(['content', 'outcome']).where('request_id', '=', request_id)
)

const keep = change<{ request_id: string; content: Buffer; outcome: string | null; answered_at: Moment }>()(
  (db, row) =>
    db.insertInto('requests').values(pick(row, ['request_id', 'content', 'outcome', 'answered_at']))
)

const forget = change<{ before: Moment }>()((db, { before }) =>
  db.deleteFrom('requests').where('answered_at', '<', before)
)

/**
 * The one mechanism that makes every request of the shop happen exactly once, however often it arrives: the
 * outcome is kept under the request's id in the deed's own transaction. Asked again with the same content, the
 * first outcome is returned and nothing is done; this holds after a restart as well.
 *
 * A refused deed leaves nothing, so its id stays unspent: the person corrects the form and sends it again.
 *
 * @throws {Refusal} request/reused when the id was spent on something else.
 */
export function answerOnce<Result extends Outcome>(tx: Tx, asked: Asked, work: () => Result): Result {
  const earlier = findAnswer<Result>(tx, asked)
  if (earlier) return earlier.outcome
  const outcome = work()
  keep.run(tx, {
    request_id: asked.request_id,
    content: digest(asked).subarray(0, KEPT_BYTES),
    outcome: outcome && JSON.stringify(outcome),
    answered_at: asked.at
  })
  return outcome
}

/**
 * Looks for the outcome of an earlier arrival.
 *
 * @throws {Refusal} request/reused when the id was spent on something else.
 */
export function findAnswer<Result extends Outcome>(
  reader: Reader,
  asked: Asked
): { outcome: Result } | undefined {
  const row = byId.find(reader, { request_id: asked.request_id })
  if (!row) return undefined
  if (!isSame(row.content, digest(asked))) throw new Refusal('request/reused')
  return { outcome: (row.outcome === null ? null : JSON.parse(row.outcome)) as Result }
}

/** Forgets outcomes that no till can still be waiting for. @returns how many. */
export function forgetAnswers(tx: Tx, before: Moment): number {
  return forget.run(tx, { before })
}

/** Rows of older versions keep all 32 bytes, and are compared by all of them. */
function isSame(kept: Buffer, own: Buffer): boolean {
  return kept.length >= KEPT_BYTES && kept.equals(own.subarray(0, kept.length))
}

function digest({ content }: Asked): Buffer {
  return hash('sha256', content, 'buffer')
}
