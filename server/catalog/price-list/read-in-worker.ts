import { Worker } from 'node:worker_threads'
import { PriceListFault, type PriceListFaultCode } from './faults.ts'
import type { PriceList, PriceListOptions } from './read-price-list.ts'

export interface WorkerTask {
  bytes: Uint8Array
  options: PriceListOptions
}

/** A piece of the list, or why there is none. Any message back asks for the next piece. */
export type WorkerAnswer =
  | { list: Omit<PriceList, 'rows'>; rows: PriceList['rows']; is_last: boolean }
  | { fault: PriceListFaultCode; facts: Record<string, string | number> }

/** A file that takes longer than this is made to hurt. */
const TIMEOUT_MS = 60_000

/** Enough for the most rows we read, and too little to take the memory the tills live on. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512 }

/**
 * Does {@link readPriceList} in a thread of its own, so that no till waits while a list is read. The caller keeps
 * its bytes: a copy of them goes to the thread.
 *
 * @throws {PriceListFault} when the file as a whole can't be read
 * @throws {Error} when reading took more than `timeout_ms`, or more memory than a price list needs
 */
export function readPriceListInWorker(
  bytes: Uint8Array,
  { timeout_ms = TIMEOUT_MS, ...options }: PriceListOptions & { timeout_ms?: number } = {}
): Promise<PriceList> {
  const { promise, resolve, reject } = Promise.withResolvers<PriceList>()
  const task: WorkerTask = { bytes: new Uint8Array(bytes), options }
  const worker = new Worker(new URL('./price-list-worker.ts', import.meta.url), {
    workerData: task,
    transferList: [task.bytes.buffer as ArrayBuffer],
    resourceLimits: RESOURCE_LIMITS
  })
  const timer = setTimeout(() => {
    reject(new Error(`the price list was not read within ${timeout_ms} ms`))
    void worker.terminate()
  }, timeout_ms)

  const rows: PriceList['rows'] = []
  worker.on('message', (answer: WorkerAnswer) => {
    if ('fault' in answer) return reject(new PriceListFault(answer.fault, answer.facts))
    for (const row of answer.rows) rows.push(row)
    if (answer.is_last) resolve({ ...answer.list, rows })
    else worker.postMessage('next')
  })
  worker.once('error', reject)
  worker.once('exit', (status) => {
    clearTimeout(timer)
    // Too late to matter when there was an answer.
    reject(new Error(`the price list's reader ended with ${status} and no answer`))
  })
  return promise
}
