import { parentPort, workerData } from 'node:worker_threads'
import { PriceListFault } from './faults.ts'
import type { WorkerAnswer, WorkerTask } from './read-in-worker.ts'
import { readPriceList } from './read-price-list.ts'

// An error's class doesn't survive the way between threads, so a fault of the file travels as plain data. Anything
// else is our mistake: left to end the worker, it reaches the caller as its rejection.
function answer({ bytes, options }: WorkerTask): WorkerAnswer {
  try {
    return { price_list: readPriceList(bytes, options) }
  } catch (error) {
    if (error instanceof PriceListFault) return { fault: error.code, facts: error.facts }
    throw error
  }
}

parentPort?.postMessage(answer(workerData as WorkerTask))
