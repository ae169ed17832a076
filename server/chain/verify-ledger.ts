import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { enderOf, LOADED } from '../values/end-thread.ts'
import type { Anchor, Verdict } from './harm.ts'
import type { Edges, Held } from './verify-edges.ts'
import { judge } from './verify-here.ts'
import type { Piece, PieceVerdict } from './verify-piece.ts'
import type { VerifyAnswer, VerifyErrand } from './verify-worker.ts'

const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 256 }
const MOST_WORKERS = 8
/** So that one that is slow holds nobody up, and each is long enough to be worth asking for. */
const PIECES_EACH = 6
const SHORTEST_PIECE = 2000

export interface VerifyOptions {
  /** Only what comes behind this event; what is before was verified. */
  from?: number
  /** What was noted of the ledger elsewhere. */
  anchors?: readonly Anchor[]
  /** Told how many events of how many were looked at. */
  progress?: (done: number, of: number) => void
  signal?: AbortSignal
  /** At once; as many as the machine has cores when not said. */
  workers?: number
}

/**
 * Verifies the ledger by several workers at once: each seal says what the next goes on from, so each stretch stands by
 * itself. The shop goes on selling; what happens meanwhile is for the next time.
 *
 * @param database the file; it is only read
 * @throws what breaks in a worker; the signal's reason
 */
export async function verifyLedger(database: string, options: VerifyOptions = {}): Promise<Verdict> {
  const { from = 0, anchors = [], progress = () => {}, signal } = options
  const began = performance.now()
  const most = options.workers ?? Math.min(MOST_WORKERS, availableParallelism())
  const first = hire(database)
  const workers = [first]
  const stop = (): void => {
    for (const worker of workers) worker.dismiss()
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const edges = await first.ask<Edges>({ edges: from === 0 ? 'all' : 'newest' }, 'edges')
    const { to, head, sealed_later_to } = edges
    let done = 0
    const left = pieces(from, to, most)
    // A short stretch needs no more hands than it has pieces.
    while (workers.length < Math.min(most, left.length)) workers.push(hire(database))
    const found = await share(workers, left, (events) => {
      done += events
      progress(done, to - from)
    })
    const held = await first.ask<Held>({ against: [...anchors] }, 'held')
    signal?.throwIfAborted()
    const sum = (what: 'events' | 'rows'): number => found.reduce((sum, piece) => sum + piece[what], 0)
    return {
      ...{
        from,
        to,
        head,
        sealed_later_to,
        events: sum('events'),
        rows: sum('rows'),
        anchors: held.anchors,
        left: held.left
      },
      ...judge([...found.map(({ harm }) => harm), edges.harm, held.harm]),
      ms: Math.round(performance.now() - began)
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

function pieces(from: number, to: number, workers: number): Piece[] {
  const length = Math.max(SHORTEST_PIECE, Math.ceil((to - from) / (workers * PIECES_EACH)))
  const count = Math.ceil((to - from) / length)
  return Array.from({ length: count }, (_, at) => ({
    from: from + at * length,
    to: Math.min(to, from + (at + 1) * length)
  }))
}

/** Has the pieces verified in their order; behind the first harm nobody need look. */
async function share(
  workers: readonly Hired[],
  pieces: Piece[],
  step: (events: number) => void
): Promise<PieceVerdict[]> {
  const found: PieceVerdict[] = []
  let is_harmed = false
  await Promise.all(
    workers.map(async (worker) => {
      for (let piece = pieces.shift(); piece && !is_harmed; piece = pieces.shift()) {
        const verdict = await worker.ask<PieceVerdict>({ look: piece }, 'looked', step)
        found.push(verdict)
        is_harmed ||= verdict.harm !== null
      }
    })
  )
  return found
}

interface Hired {
  ask<Answer>(errand: VerifyErrand, name: string, step?: (events: number) => void): Promise<Answer>
  dismiss(): void
}

function hire(database: string): Hired {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), {
    workerData: database,
    resourceLimits: RESOURCE_LIMITS
  })
  let waiting: { hear(answer: VerifyAnswer): void; fail(error: Error): void } | undefined
  let trouble: Error | undefined
  worker.on('message', (answer: VerifyAnswer | typeof LOADED) => {
    if (answer !== LOADED) waiting?.hear(answer)
  })
  worker.on('error', (error) => (trouble = error as Error))
  worker.once('exit', () => {
    trouble ??= new Error('the worker ended without an answer')
    waiting?.fail(trouble)
  })
  return {
    ask<Answer>(errand: VerifyErrand, name: string, step: (events: number) => void = () => {}) {
      return new Promise<Answer>((resolve, reject) => {
        if (trouble) reject(trouble)
        waiting = {
          hear(answer) {
            if ('step' in answer) step(answer.step)
            else if ('failed' in answer) reject(new Error(answer.failed))
            else resolve((answer as Record<string, unknown>)[name] as Answer)
          },
          fail: reject
        }
        worker.postMessage(errand)
      })
    },
    // One in the middle of a long piece hears nothing: it is ended.
    dismiss: enderOf(worker)
  }
}
