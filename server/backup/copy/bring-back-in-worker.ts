import { Worker } from 'node:worker_threads'
import { Refusal } from '../../refusal.ts'
import type { BringBackTask, Restored } from './bring-back.ts'
import type { RestoreAnswer } from './bring-back-worker.ts'

/** Does {@link bringBack} in a thread of its own. */
export function bringBackInWorker(task: BringBackTask): Promise<Restored> {
  const { promise, resolve, reject } = Promise.withResolvers<Restored>()
  const worker = new Worker(new URL('./bring-back-worker.ts', import.meta.url), { workerData: task })
  worker.on('message', (answer: RestoreAnswer) => {
    if ('restored' in answer) resolve(answer.restored)
    else reject(new Refusal(answer.fault, answer.facts))
  })
  worker.once('error', reject)
  worker.once('exit', (status) => reject(new Error(`the restore ended with ${status} and no answer`)))
  return promise
}
