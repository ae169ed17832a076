import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { countFrames } from './count-frames.ts'
import { settle } from './open.ts'

/** How often the log's length is looked at, and how many pages it may hold before it is copied: 4 MB. */
const LOOK_MS = 100
const LONG_FRAMES = 1000

/** So few pages are left to the store: some milliseconds of copying. */
const FEW_FRAMES = 100
const MOST_ROUNDS = 4

const { path } = workerData as { path: string }
const sqlite = new Database(path)
settle(sqlite)

let copied = 0
const timer = setInterval(() => {
  const frames = countFrames(`${path}-wal`)
  if (frames < LONG_FRAMES || frames === copied) return
  copied = copyLog()
  parentPort?.postMessage('copied')
}, LOOK_MS)

parentPort?.once('message', () => {
  clearInterval(timer)
  sqlite.close()
  parentPort?.close()
})

/** Copies the log, and what was added during the copying, until little is added. @returns how much was copied. */
function copyLog(): number {
  let before = 0
  for (let round = 1; ; round++) {
    const [{ checkpointed }] = sqlite.pragma('wal_checkpoint(passive)') as [{ checkpointed: number }]
    if (checkpointed - before < FEW_FRAMES || round === MOST_ROUNDS) return checkpointed
    before = checkpointed
  }
}
