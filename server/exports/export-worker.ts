import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../db/open.ts'
import { tellLoaded } from '../values/end-thread.ts'
import { giveWay } from '../values/give-way.ts'
import { diskFault } from './disk-fault.ts'
import { writeExport } from './write-export.ts'
import type { ExportAnswer, WorkerTask } from './write-in-worker.ts'

/** So often the tills' thread is told how far it has come. */
const TELL_EVERY_MS = 200
const LOOK_EVERY_ROWS = 500

const port = parentPort as MessagePort
const { database, path, task } = workerData as WorkerTask
giveWay()

let told_ms = performance.now()
const sqlite = openReader(database)
tellLoaded()
try {
  const rows = writeExport(sqlite, path, task, (done, of, sheet) => {
    if (done % LOOK_EVERY_ROWS !== 0 || performance.now() - told_ms < TELL_EVERY_MS) return
    told_ms = performance.now()
    answer({ kind: 'step', done, of, sheet })
  })
  answer({ kind: 'written', rows })
} catch (error) {
  // An error's class does not survive the way between threads; what is no fault of the disk ends the worker.
  const fault = diskFault(error)
  if (!fault) throw error
  answer({ kind: 'fault', fault })
} finally {
  sqlite.close()
}

function answer(message: ExportAnswer): void {
  port.postMessage(message)
}
