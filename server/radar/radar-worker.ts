import { setPriority } from 'node:os'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../db/open.ts'
import type { RadarTask } from './ask-radar.ts'
import { readRadar } from './read-radar.ts'

/** A scan goes first where both want the same core: on Linux this is the priority of the calling thread alone. */
const NICE = 10

const { database, asked } = workerData as RadarTask
try {
  setPriority(0, NICE)
} catch {
  // A container may forbid it; the radar looks all the same.
}

const sqlite = openReader(database)
try {
  // One picture of the shop, however long it takes to look through it.
  sqlite.exec('begin')
  const report = readRadar({ sqlite }, asked)
  ;(parentPort as MessagePort).postMessage(report)
} finally {
  sqlite.close()
}
