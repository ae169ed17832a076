import { parentPort } from 'node:worker_threads'
import { openReader } from '../db/open.ts'
import { giveWay } from '../values/give-way.ts'
import type { RadarAnswer, RadarTask } from './radar-thread.ts'
import { type RadarReport, readRadar } from './read-radar.ts'

giveWay()

const port = parentPort!
port.on('message', (task: RadarTask) => {
  try {
    answer({ report: look(task) })
  } catch (error) {
    answer({ failed: error as Error })
  }
})

/** Over a connection of its own each time: between looks nothing of the shop is held, whatever becomes of its file. */
function look({ database, asked }: RadarTask): RadarReport {
  const sqlite = openReader(database)
  try {
    // One picture of the shop, however long it takes to look through it.
    sqlite.exec('begin')
    return readRadar({ sqlite }, asked)
  } finally {
    sqlite.close()
  }
}

function answer(message: RadarAnswer): void {
  port.postMessage(message)
}
