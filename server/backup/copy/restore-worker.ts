import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Refusal, type RefusalCode } from '../../refusal.ts'
import { type Restored, type RestoreTask, restoreCopy } from './restore-copy.ts'

export type RestoreAnswer = { restored: Restored } | { fault: RefusalCode; facts: Refusal['facts'] }

const port = parentPort as MessagePort
try {
  answer({ restored: await restoreCopy(workerData as RestoreTask) })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  answer({ fault: error.code, facts: error.facts })
}

function answer(message: RestoreAnswer): void {
  port.postMessage(message)
}
