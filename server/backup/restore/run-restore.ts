import { Worker } from 'node:worker_threads'
import type { Address, Secret } from '../destinations/destination.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { Step } from '../proof/proof.ts'
import type { Progress } from './apply.ts'
import type { Target } from './find-tip.ts'
import type { Loss } from './loss.ts'
import type { ProvenRestoring } from './restore-and-prove.ts'

/** A source as a thread can be told of it. */
export type SourceAt =
  | { kind: 'spool'; root: string }
  /** A folder as it lies there, known to no shop: a stick, a copy, a share. */
  | { kind: 'path'; path: string }
  | { kind: 'destination'; address: Address; secret: Secret; stick_folders?: readonly string[] }

export interface RestoreTask {
  source: SourceAt
  key: StoreKey
  target: Target
  /** A path where nothing is yet. */
  file: string
  /** The place by the name the owner gave it. */
  destination: string
  /** The database in use, to be told what of it would be lost; only read. */
  live?: string
}

/** What was restored, proven, and held against the shop as it is. */
export interface TriedRestoring extends ProvenRestoring {
  loss: Loss | null
}

/** What the thread says. */
export type RestoreSaid =
  | { type: 'progress'; progress: Progress }
  | { type: 'step'; step: Step }
  | { type: 'done'; restoring: TriedRestoring }
  /** It could not even begin: `kind` is that of an `ObjectFault` or a `DestinationFault`. */
  | { type: 'failed'; name: string; kind: string | null; message: string }

/** Why a restoring could not begin. */
export class RestoreFailed extends Error {
  override readonly name = 'RestoreFailed'
  /** The kind of the `ObjectFault` or `DestinationFault`; null for anything else. */
  readonly kind: string | null
  constructor(message: string, kind: string | null) {
    super(message)
    this.kind = kind
  }
}

export interface RunOptions {
  progress?: (progress: Progress) => void
  step?: (step: Step) => void
  /** Ends it; what was restored until then is kept and told. */
  signal?: AbortSignal
}

/**
 * Restores and proves in a thread of its own, so that nobody waits at a till.
 *
 * @throws {RestoreFailed} when it can't even begin
 */
export function runRestore(
  task: RestoreTask,
  { progress = () => {}, step = () => {}, signal }: RunOptions = {}
): Promise<TriedRestoring> {
  if (signal?.aborted) return Promise.reject(signal.reason)
  const { promise, resolve, reject } = Promise.withResolvers<TriedRestoring>()
  const worker = new Worker(new URL('./restore-worker.ts', import.meta.url), { workerData: task })
  const cancel = (): void => worker.postMessage('cancel')
  signal?.addEventListener('abort', cancel, { once: true })
  worker.on('message', (said: RestoreSaid) => {
    if (said.type === 'progress') progress(said.progress)
    else if (said.type === 'step') step(said.step)
    else if (said.type === 'done') resolve(said.restoring)
    else reject(new RestoreFailed(said.message, said.kind))
  })
  worker.on('error', reject)
  worker.once('exit', () => {
    signal?.removeEventListener('abort', cancel)
    reject(new RestoreFailed('the thread ended early', null))
  })
  return promise
}
