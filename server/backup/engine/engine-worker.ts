import { getHeapStatistics } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { giveBack, giveBackAtRest } from '../../values/give-back.ts'
import type { NamedPoint } from '../objects/segment.ts'
import { Engine } from './engine.ts'
import type { Recorded } from './recorder.ts'
import type { Surroundings } from './resume.ts'
import type { Said } from './said.ts'

/** What the engine is started with; time is the worker's own. */
export interface EngineData extends Omit<Surroundings, 'now' | 'key'> {
  key: Record<'store_id' | 'key_id' | 'key', Uint8Array>
  segment_ms: number | undefined
}

/** What the engine is asked from the main thread. */
export type Asked =
  | { type: 'flush'; id: number; point?: NamedPoint }
  | { type: 'snapshot'; id: number }
  | { type: 'paused' }
  | { type: 'stop' }

/** What it answers and tells. */
export type Told =
  | Said
  | { type: 'answer'; id: number; recorded?: Recorded; seq: number }
  | { type: 'progress'; snapshot: number | undefined }
  | { type: 'resume' }

const TICK_MS = 100
/** A picture is made a megabyte at a time, with a pause for the commits that wait for the disk. */
const SNAPSHOT_TICK_MS = 20
/** By then all that starting takes is done. */
const LOADED_MS = 5000
/** V8 would let pages that were read and recorded pile up to 64 MB and more. */
const MOST_LEFT_BYTES = 12 << 20

const port = parentPort!
const { key, segment_ms, ...at } = workerData as EngineData
const engine = new Engine(
  {
    ...at,
    key: {
      store_id: Buffer.from(key.store_id),
      key_id: Buffer.from(key.key_id),
      key: Buffer.from(key.key)
    },
    now: () => Date.now()
  },
  tell,
  segment_ms
)

let told: number | undefined
engine.start()
tellProgress()
let timer = setTimeout(tick, TICK_MS)
setTimeout(() => giveBack(true), LOADED_MS).unref()
void giveBackAtRest()

function tick(): void {
  engine.tick()
  tellProgress()
  if (getHeapStatistics().external_memory > MOST_LEFT_BYTES) giveBack()
  timer = setTimeout(tick, told === undefined ? TICK_MS : SNAPSHOT_TICK_MS)
}

function tellProgress(): void {
  const snapshot = engine.snapshot_progress
  if (snapshot === undefined && told !== undefined) giveBack(true)
  if (snapshot !== told) tell({ type: 'progress', snapshot })
  told = snapshot
}

port.on('message', (asked: Asked) => {
  if (asked.type === 'paused') {
    engine.shortenInPause()
    tell({ type: 'resume' })
    return
  }
  if (asked.type === 'stop') {
    clearTimeout(timer)
    engine.stop()
    port.close()
    return
  }
  if (asked.type === 'snapshot') engine.beginSnapshot()
  const recorded = engine.flush(asked.type === 'flush' ? asked.point : undefined)
  // Before the answer: whoever has it knows how things stand.
  tellProgress()
  tell({ type: 'answer', id: asked.id, seq: engine.seq, ...(recorded && { recorded }) })
})

function tell(said: Told): void {
  port.postMessage(said)
}
