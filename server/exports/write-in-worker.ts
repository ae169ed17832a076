import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { enderOf, LOADED } from '../values/end-thread.ts'
import type { Step } from './copy/write-copy.ts'
import type { ExportTask } from './write-export.ts'

export interface WorkerTask {
  /** The shop's database, and the file to be written. */
  database: string
  path: string
  task: ExportTask
}

export type ExportAnswer =
  | { kind: 'step'; done: number; of: number; sheet: string | null }
  | { kind: 'written'; rows: number }
  | { kind: 'fault'; fault: RefusalCode }

/** Rows are written as they are read: what this holds at once does not grow with them. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 192 }

/**
 * Writes an export in a thread of its own, so that no till waits for it. What was cut off or failed is gone.
 *
 * @param cut ends it at once
 * @returns how many rows it holds
 * @throws {Refusal} export/disk-full, export/too-large, export/place-gone, export/cancelled
 */
export async function writeInWorker(work: WorkerTask, step: Step, cut?: AbortSignal): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), {
    workerData: work,
    resourceLimits: RESOURCE_LIMITS
  })
  const end = enderOf(worker)
  const ended = new Promise((gone) => worker.once('exit', gone))
  const stop = () => {
    reject(new Refusal('export/cancelled'))
    end()
  }
  worker.on('message', (answer: ExportAnswer | typeof LOADED) => {
    if (answer === LOADED) return
    if (answer.kind === 'step') step(answer.done, answer.of, answer.sheet)
    else if (answer.kind === 'written') resolve(answer.rows)
    else reject(new Refusal(answer.fault))
  })
  worker.once('error', reject)
  worker.once('exit', (status) => reject(new Error(`the export's writer ended with ${status} and no answer`)))
  if (cut?.aborted) stop()
  cut?.addEventListener('abort', stop, { once: true })
  try {
    return await promise
  } catch (error) {
    await ended
    rmSync(work.path, { force: true })
    throw error
  } finally {
    cut?.removeEventListener('abort', stop)
    await ended
  }
}
