import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../../values/give-way.ts'
import { openSource } from '../restore/open-source.ts'
import type { SourceAt } from '../restore/run-restore.ts'
import type { LastWord } from '../run-worker.ts'
import type { DrillResult } from './drill.ts'
import { slowly } from './slowly.ts'
import { type DrillOrder, tryPlace } from './try-place.ts'

export interface DrillTask {
  source: SourceAt
  order: DrillOrder
  /** As many bytes a second are fetched at most; 0 for as many as go. */
  bytes_per_second: number
}

const port = parentPort!
const { source, order, bytes_per_second } = workerData as DrillTask
const stop = new AbortController()
port.once('message', () => stop.abort())
giveWay()

const { store_id, key_id, key } = order.key
const own_key = { store_id: Buffer.from(store_id), key_id: Buffer.from(key_id), key: Buffer.from(key) }
const opened = openSource(source, own_key.store_id.toString('hex'))
try {
  const slow = slowly(opened, bytes_per_second, stop.signal)
  const answer = await tryPlace(slow, { ...order, key: own_key }, stop.signal)
  port.postMessage({ answer } satisfies LastWord<DrillResult>)
} finally {
  await opened.close()
  port.close()
}
