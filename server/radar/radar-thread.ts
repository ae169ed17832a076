import { Worker } from 'node:worker_threads'
import type { AskedRadar, RadarReport } from './read-radar.ts'

/** What the thread is told: which shop, and what of it. */
export interface RadarTask {
  database: string
  asked: AskedRadar
}

export type RadarAnswer = { report: RadarReport } | { failed: Error }

/** Ten years are read in stretches: what is held at once is the days asked for. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 256 }

/** An owner looks at a few periods one after another, and then at none for hours. */
const KEPT_MS = 60_000

interface Thread {
  worker: Worker
  /** Who waits for an answer, in the order they asked. */
  waiting: PromiseWithResolvers<RadarReport>[]
  /** Ends it when nobody has asked for a while. */
  end?: NodeJS.Timeout
}

let thread: Thread | undefined

/**
 * Has the one thread of the radar look, after whatever it was asked before: however many look at the radar, tills lose one
 * core to it at most. It is kept for a minute, since beginning it takes a hundred times as long as a look at a small shop.
 *
 * @throws what breaks in the thread
 */
export function lookInThread(task: RadarTask): Promise<RadarReport> {
  thread ??= begin()
  const { worker, waiting, end } = thread
  clearTimeout(end)
  const answer = Promise.withResolvers<RadarReport>()
  waiting.push(answer)
  worker.ref()
  worker.postMessage(task)
  return answer.promise
}

function begin(): Thread {
  const worker = new Worker(new URL('./radar-worker.ts', import.meta.url), {
    resourceLimits: RESOURCE_LIMITS
  })
  const begun: Thread = { worker, waiting: [] }
  let trouble: unknown
  worker.on('message', (answer: RadarAnswer) => {
    const first = begun.waiting.shift()
    if ('report' in answer) first?.resolve(answer.report)
    else first?.reject(answer.failed)
    if (begun.waiting.length === 0) rest(begun)
  })
  worker.once('error', (error) => (trouble = error))
  worker.once('exit', (status) => {
    if (thread === begun) thread = undefined
    trouble ??= new Error(`the radar's thread ended with ${status} and no answer`)
    for (const { reject } of begun.waiting) reject(trouble)
  })
  return begun
}

/** It holds nothing of the shop meanwhile, and keeps no process from ending. */
function rest(resting: Thread): void {
  resting.worker.unref()
  resting.end = setTimeout(() => {
    thread = undefined
    void resting.worker.terminate()
  }, KEPT_MS).unref()
}
