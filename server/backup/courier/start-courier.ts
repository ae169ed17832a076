import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { StoreKey } from '../objects/seal.ts'
import type { CourierSaid, Target } from './courier.ts'
import type { CourierAsked, CourierData } from './courier-worker.ts'

/** The carrying of the backup, as the main thread sees it. */
export interface CourierHandle {
  /** Tells whom to visit from now on. */
  setTargets(targets: Target[], catch_up_bytes: number): void
  /** Something was recorded. */
  news(): void
  /** Sets out for all, or for one. @param at_once also where it failed a moment ago */
  go(destination_id?: string, at_once?: boolean): void
  onSaid(listener: (said: CourierSaid) => void): () => void
  stop(): Promise<void>
}

export interface CourierOptions {
  folder: string
  key: StoreKey
  stick_folders: readonly string[]
  log: FastifyBaseLogger
  /** Nothing is carried before this resolves. */
  held?: Promise<void> | undefined
}

const START_AGAIN_MS = 5000

/** Starts the courier beside the main thread; one that breaks is started again and told the same. */
export function startCourier({ folder, key, stick_folders, log, held }: CourierOptions): CourierHandle {
  const said = new EventEmitter<{ said: [CourierSaid] }>()
  let last: Extract<CourierAsked, { type: 'targets' }> = { type: 'targets', targets: [], catch_up_bytes: 0 }
  let is_stopping = false
  let timer: NodeJS.Timeout | undefined
  let worker: Worker | undefined
  if (held !== undefined) void held.then(start)
  else worker = begin()

  function start(): void {
    if (is_stopping) return
    worker = begin()
    send(last)
  }

  function begin(): Worker {
    const workerData = { folder, key, stick_folders } satisfies CourierData
    const own = new Worker(new URL('./courier-worker.ts', import.meta.url), { workerData })
    own.on('message', (one: CourierSaid) => said.emit('said', one))
    own.on('error', (error) => log.error({ err: error }, 'the carrying of the backup broke; it starts again'))
    own.once('exit', () => {
      if (is_stopping) return
      timer = setTimeout(start, START_AGAIN_MS)
    })
    return own
  }

  function send(asked: CourierAsked): void {
    worker?.postMessage(asked)
  }

  return {
    setTargets(targets, catch_up_bytes) {
      last = { type: 'targets', targets, catch_up_bytes }
      send(last)
    },
    news: () => send({ type: 'news' }),
    go: (destination_id, at_once = false) =>
      send({ type: 'go', at_once, ...(destination_id !== undefined && { destination_id }) }),
    onSaid(listener) {
      said.on('said', listener)
      return () => said.off('said', listener)
    },
    async stop() {
      is_stopping = true
      clearTimeout(timer)
      const own = worker
      const gone = !own || own.threadId < 0 ? undefined : new Promise((resolve) => own.once('exit', resolve))
      send({ type: 'stop' })
      await gone
    }
  }
}
