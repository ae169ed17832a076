import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { StoreKey } from '../objects/seal.ts'
import type { Reach } from '../state/reach.ts'
import type { CourierSaid, Target } from './courier.ts'
import type { CourierAsked, CourierData, CourierTold } from './courier-worker.ts'
import { pauseOf, steadyMs } from './rest.ts'

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
  /** So long without anything to carry, and the courier's memory is given back. */
  idle_ms?: number
  /** Nothing is carried before this resolves. */
  held?: Promise<void> | undefined
}

const START_AGAIN_MS = 5000
/** Longer than between two customers: whoever carries as it happens is not begun anew for each sale. */
const IDLE_MS = 60_000

/**
 * Has the backup carried beside the main thread. The worker is there as long as there is something to carry and a minute
 * more, for it holds some 30 MB; one that breaks is started again and told the same.
 */
export function startCourier(options: CourierOptions): CourierHandle {
  const { idle_ms = IDLE_MS, log, held } = options
  const said = new EventEmitter<{ said: [CourierSaid] }>()
  let last: Extract<CourierAsked, { type: 'targets' }> = { type: 'targets', targets: [], catch_up_bytes: 0 }
  /** Where it failed, and until when it is left alone: a courier that was not there in between knows it too. */
  const resting = new Map<string, number>()
  let is_stopping = false
  let timer: NodeJS.Timeout | undefined
  let idle: NodeJS.Timeout | undefined
  let worker: Worker | undefined
  /** What was asked while the one before was on its way out. */
  let unsent: CourierAsked[] | undefined
  let is_held = held !== undefined
  void held?.then(() => {
    is_held = false
    if (!is_stopping) send(last)
  })

  function begin(): Worker {
    const { folder, key, stick_folders } = options
    const workerData = { folder, key, stick_folders, resting } satisfies CourierData
    const own = new Worker(new URL('./courier-worker.ts', import.meta.url), { workerData })
    own.on('message', hear)
    own.on('error', (error) => log.error({ err: error }, 'the carrying of the backup broke; it starts again'))
    own.once('exit', leave)
    own.postMessage(last)
    return own
  }

  function hear(one: CourierTold): void {
    if (one.type === 'at-rest') {
      // Unless something came up since it said so.
      if (idle === undefined && !is_stopping) retire()
      return
    }
    if (one.type === 'reach') noteRest(resting, one.reach)
    waitForIdle()
    said.emit('said', one)
  }

  function retire(): void {
    if (unsent) return
    unsent = []
    worker?.postMessage({ type: 'stop' } satisfies CourierAsked)
  }

  function leave(): void {
    clearTimeout(idle)
    worker = undefined
    const waiting = unsent
    unsent = undefined
    if (waiting) {
      for (const asked of waiting) send(asked)
    } else if (!is_stopping && last.targets.length > 0) timer = setTimeout(start, START_AGAIN_MS)
  }

  function start(): void {
    timer = undefined
    worker ??= begin()
    waitForIdle()
  }

  function waitForIdle(): void {
    clearTimeout(idle)
    idle = setTimeout(() => {
      idle = undefined
      worker?.postMessage({ type: 'rest' } satisfies CourierAsked)
    }, idle_ms).unref()
  }

  function send(asked: CourierAsked): void {
    if (is_held) return
    if (unsent) {
      unsent.push(asked)
      return
    }
    // Nobody is sent out to nowhere; one that broke begins anew in a moment, and is told all that counts then.
    if ((!worker && last.targets.length === 0) || timer) return
    const is_told = worker !== undefined || asked !== last
    start()
    if (is_told) worker?.postMessage(asked)
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
      timer = undefined
      // One on its way out may be followed by another, for what was asked meanwhile.
      while (worker) {
        const gone = new Promise((resolve) => worker?.once('exit', resolve))
        if (!unsent) worker.postMessage({ type: 'stop' } satisfies CourierAsked)
        await gone
      }
      clearTimeout(idle)
    }
  }
}

function noteRest(resting: Map<string, number>, { destination_id, fault, failures }: Reach): void {
  if (failures > 0 && fault !== null) resting.set(destination_id, steadyMs() + pauseOf(failures))
  else resting.delete(destination_id)
}
