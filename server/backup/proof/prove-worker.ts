import { parentPort, workerData } from 'node:worker_threads'
import type Database from 'better-sqlite3'
import { openReader } from '../../db/open.ts'
import type { WorkerAnswer, WorkerTask } from './prove.ts'
import { doStep, readFacts } from './steps.ts'

const { path, expected, names, tells_facts } = workerData as WorkerTask

let opened: Database.Database | undefined
const subject = {
  path,
  sqlite(): Database.Database {
    opened ??= openReader(path)
    return opened
  }
}

try {
  for (const name of names) answer({ step: doStep(name, subject, expected) })
  if (tells_facts) answer({ facts: readFacts(subject) })
} finally {
  opened?.close()
}

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message)
}
