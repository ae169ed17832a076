import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PriceListFault } from './faults.ts'
import type { WorkerAnswer, WorkerTask } from './read-in-worker.ts'
import { readPriceList } from './read-price-list.ts'

/** Few enough that taking them over holds up the thread of the tills for some milliseconds only. */
const ROWS_AT_ONCE = 2_000

const port = parentPort as MessagePort
const { bytes, options } = workerData as WorkerTask

try {
  const { rows, ...list } = readPriceList(bytes, options)
  // Each further piece is sent when asked for: all at once, they would be taken over in one go.
  const send = (): void => {
    const piece = rows.splice(0, ROWS_AT_ONCE)
    const is_last = rows.length === 0
    answer({ list, rows: piece, is_last })
    if (is_last) port.close()
  }
  port.on('message', send)
  send()
} catch (error) {
  // An error's class doesn't survive the way between threads, so a fault of the file travels as plain data. Anything
  // else is our mistake: left to end the worker, it reaches the caller as its rejection.
  if (!(error instanceof PriceListFault)) throw error
  answer({ fault: error.code, facts: error.facts })
  port.close()
}

function answer(message: WorkerAnswer): void {
  port.postMessage(message)
}
