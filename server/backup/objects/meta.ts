import type { Meta } from './segment.ts'
import { pushNumber, Reader } from './streams.ts'

/** Told as text it would begin with a brace. */
const PACKED = 1
/** The same, and the head of the ledger behind the sum. */
const WITH_HEAD = 2
const SUM_BYTES = 16
const HEAD_BYTES = 32

/**
 * What a segment says of itself, in a third of the bytes that text takes: this byte, the sum of the pages, the hash
 * of the last event where it is known, then numbers: when, pages, bytes of a page, the last event from 1 (0 for none), how many counts from 1 (0 for none) and the counts.
 * What else there is, as text.
 */
export function encodeMeta({ t, n, s, e, h, c, z, ...more }: Meta): Buffer {
  const numbers: number[] = []
  for (const number of [t, n, z, e === undefined ? 0 : e + 1]) pushNumber(numbers, number)
  pushNumber(numbers, c ? c.length + 1 : 0)
  for (const count of c ?? []) pushNumber(numbers, count)
  const text = Object.keys(more).length > 0 ? JSON.stringify(more) : ''
  return Buffer.concat([
    Buffer.from([h ? WITH_HEAD : PACKED]),
    Buffer.from(s, 'hex'),
    Buffer.from(h ?? '', 'hex'),
    Buffer.from(numbers),
    Buffer.from(text)
  ])
}

/** Reads it packed, or as text. @throws when it is neither */
export function readMeta(head: Buffer): Meta {
  if (head[0] !== PACKED && head[0] !== WITH_HEAD) return JSON.parse(head.toString('utf8')) as Meta
  const ledger = head.subarray(1 + SUM_BYTES, 1 + SUM_BYTES + (head[0] === WITH_HEAD ? HEAD_BYTES : 0))
  const from = new Reader(head.subarray(1 + SUM_BYTES + ledger.length), Buffer.alloc(0))
  const [t, n, z, event, counts] = [0, 0, 0, 0, 0].map(() => from.number()) as [
    number,
    number,
    number,
    number,
    number
  ]
  if (counts > head.length) throw new RangeError('more counts than bytes')
  const c = Array.from({ length: Math.max(0, counts - 1) }, () => from.number())
  const text = from.rest().toString('utf8')
  return {
    t,
    n,
    s: head.toString('hex', 1, 1 + SUM_BYTES),
    ...(event > 0 && { e: event - 1 }),
    ...(ledger.length > 0 && { h: ledger.toString('hex') }),
    ...(counts > 0 && { c }),
    ...(text && (JSON.parse(text) as Pick<Meta, 'p' | 'g'>)),
    z
  }
}
