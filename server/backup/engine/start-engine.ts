import { EventEmitter } from 'node:events'
import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { Store } from '../../db/store.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { NamedPoint } from '../objects/segment.ts'
import type { Asked, EngineData, Told } from './engine-worker.ts'
import type { Recorded } from './recorder.ts'
import type { Said, Trouble } from './said.ts'

/** The recording of the shop's history, as the main thread sees it. */
export interface BackupEngine {
  /** How it stands, this moment. */
  readonly standing: EngineStanding
  /** Records all there is now. @returns the number of the last segment. */
  flush(): Promise<number>
  /** Gives this moment a name. @returns undefined while nothing can be recorded */
  makePoint(point: NamedPoint): Promise<Recorded | undefined>
  /** Begins a picture of the whole; `snapshot-made` is said when it is done. */
  takeSnapshot(): Promise<void>
  /** Calls back with all it says. @returns a way to stop */
  onSaid(listener: (said: Said) => void): () => void
  /** Records the rest and ends. */
  stop(): Promise<void>
}

interface EngineStanding {
  last: Recorded | undefined
  trouble: Trouble | undefined
  /** How far the picture that is being made is, 0 to 1. */
  snapshot_progress: number | undefined
}

export interface EngineOptions {
  store: Store
  /** The database file, and a handle on it that stays open as long as the store does. */
  database: string
  handle: number
  /** The backup's folder. */
  folder: string
  key: StoreKey
  app_version: string
  log: FastifyBaseLogger
  segment_ms?: number
  /** Nothing is recorded before this resolves; what is asked meanwhile waits. */
  held?: Promise<void> | undefined
}

type Answer = Extract<Told, { type: 'answer' }>

const START_AGAIN_MS = 1000
/** No commit waits longer than this for the log to be begun anew. */
const MOST_PAUSE_MS = 100

/** Starts the engine beside the main thread; one that breaks is started again, and finds what it missed. */
export function startEngine(options: EngineOptions): BackupEngine {
  const { store, log } = options
  const said = new EventEmitter<{ said: [Said] }>()
  const standing: EngineStanding = { last: undefined, trouble: undefined, snapshot_progress: undefined }
  const waiting = new Map<number, (answer: Answer) => void>()
  /** What was asked while no worker was there to hear it. */
  const unsent: Asked[] = []
  let asked = 0
  let is_stopping = false
  let timer: NodeJS.Timeout | undefined
  let is_there = false
  let worker: Worker | undefined
  if (options.held !== undefined) void options.held.then(beginHeld)
  else worker = begin()

  function beginHeld(): void {
    if (!is_stopping) worker = begin()
  }

  function begin(): Worker {
    const { database, handle, folder, key, app_version, segment_ms } = options
    const workerData = { database, handle, folder, key, app_version, segment_ms } satisfies EngineData
    const own = new Worker(new URL('./engine-worker.ts', import.meta.url), { workerData })
    own.on('message', hear)
    own.on('error', (error) =>
      log.error({ err: error }, 'the recording of the backup broke; it starts again')
    )
    own.once('exit', () => {
      is_there = false
      standing.snapshot_progress = undefined
      answerAll()
      if (!is_stopping) timer = setTimeout(() => (worker = begin()), START_AGAIN_MS)
    })
    is_there = true
    for (const message of unsent.splice(0)) own.postMessage(message)
    return own
  }

  /** Nobody will answer any more what was asked. */
  function answerAll(): void {
    for (const answer of waiting.values()) answer({ type: 'answer', id: 0, seq: standing.last?.seq ?? 0 })
    waiting.clear()
  }

  function hear(told: Told): void {
    if (told.type === 'answer') {
      waiting.get(told.id)?.(told)
      waiting.delete(told.id)
    } else if (told.type === 'progress') standing.snapshot_progress = told.snapshot
    else if (told.type === 'resume') store.resume()
    else act(told)
  }

  function act(told: Said): void {
    if (told.type === 'recorded') standing.last = told
    if (told.type === 'trouble') standing.trouble = told.trouble ?? undefined
    if (told.type === 'pause-wanted') {
      store.pause(MOST_PAUSE_MS)
      send({ type: 'paused' })
    }
    if (told.type === 'log-gone') {
      try {
        saveLog(store, options.database)
      } catch (error) {
        log.error({ err: error }, 'what was in the log could not be moved into the database')
      }
      store.halt(new Error('the write-ahead log was taken away under the box'))
    }
    said.emit('said', told)
  }

  function send(message: Asked): void {
    if (is_there) worker?.postMessage(message)
    else unsent.push(message)
  }

  function ask(message: { type: 'flush'; point?: NamedPoint } | { type: 'snapshot' }) {
    return new Promise<Answer>((resolve) => {
      const id = ++asked
      waiting.set(id, resolve)
      if (is_stopping) answerAll()
      else send({ ...message, id })
    })
  }

  return {
    standing,
    flush: async () => (await ask({ type: 'flush' })).seq,
    makePoint: async (point) => (await ask({ type: 'flush', point })).recorded,
    takeSnapshot: async () => {
      await ask({ type: 'snapshot' })
    },
    onSaid(listener) {
      said.on('said', listener)
      return () => said.off('said', listener)
    },
    async stop() {
      is_stopping = true
      clearTimeout(timer)
      if (!is_there) {
        answerAll()
        return
      }
      const gone = new Promise((resolve) => worker?.once('exit', resolve))
      send({ type: 'stop' })
      await gone
    }
  }
}

/**
 * Moves what is in a log without a name into the database: this process still has it open, and nobody else ever will.
 * Not if there is a new one under its name: whoever made that has read the database without it.
 */
function saveLog({ sqlite }: Store, database: string): void {
  if (statSync(`${database}-wal`, { throwIfNoEntry: false })?.size) return
  sqlite.pragma('wal_checkpoint(passive)')
}
