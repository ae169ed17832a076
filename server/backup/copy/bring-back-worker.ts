import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Refusal, type RefusalCode } from '../../refusal.ts'
import { type BringBackTask, bringBack, type Restored } from './bring-back.ts'

export type RestoreAnswer = { restored: Restored } | { fault: RefusalCode; facts: Refusal['facts'] }

const port = parentPort as MessagePort
try {
  answer({ restored: await bringBack(workerData as BringBackTask) })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  answer({ fault: error.code, facts: error.facts })
}

function answer(message: RestoreAnswer): void {
  port.postMessage(message)
}
