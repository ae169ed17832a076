import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { settle } from './open.ts'

/** How often the log's length is looked at, and how long it may be before it is copied. */
const LOOK_MS = 500
const LONG_BYTES = 4 * 1024 * 1024

const { path } = workerData as { path: string }
const sqlite = new Database(path)
settle(sqlite)

const timer = setInterval(() => {
  if (logBytes() > LONG_BYTES) sqlite.pragma('wal_checkpoint(passive)')
}, LOOK_MS)

parentPort?.once('message', () => {
  clearInterval(timer)
  sqlite.close()
  parentPort?.close()
})

/** The log alone may be looked at through the file system; the database and its shared memory never. */
function logBytes(): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
}
