import { rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../../values/give-way.ts'
import type { Target } from '../courier/courier.ts'
import { DestinationFault } from '../destinations/destination.ts'
import { openDestination } from '../destinations/open-destination.ts'
import type { LastWord } from '../run-worker.ts'
import { type ArchiveOrder, makeArchive } from './make-archive.ts'
import { sealArchive } from './sealed.ts'

/** A year, and where its sealed archive is to lie. */
export interface ArchiveTask {
  order: ArchiveOrder
  targets: Target[]
  stick_folders: readonly string[]
  /** As many bytes a second are sent at most; 0 for as many as go. */
  bytes_per_second: number
}

/** Which destinations have it; of the others why not. */
export type ArchiveSent = { destination_id: string; fault: string | null }[]

const port = parentPort!
const { order: told, targets, stick_folders, bytes_per_second } = workerData as ArchiveTask
let is_stopped = false
port.once('message', () => (is_stopped = true))
giveWay()

const { store_id, key_id, key } = told.key
const order: ArchiveOrder = {
  ...told,
  key: { store_id: Buffer.from(store_id), key_id: Buffer.from(key_id), key: Buffer.from(key) }
}
try {
  await makeArchive(order)
  const sent: ArchiveSent = []
  for (const target of targets)
    sent.push({ destination_id: target.destination_id, fault: await send(target) })
  port.postMessage({ answer: sent } satisfies LastWord<ArchiveSent>)
} finally {
  rmSync(order.out, { force: true })
  port.close()
}

async function send({ address, secret }: Target): Promise<string | null> {
  const pace = bytes_per_second > 0 ? { bytes_per_second } : {}
  const destination = openDestination(address, secret, { stick_folders, ...pace })
  try {
    for (const { name, bytes } of sealArchive(order.out, order.key, order.year, Date.parse(order.made_at))) {
      if (is_stopped) return 'stopped'
      await destination.put(name, bytes)
    }
    return null
  } catch (error) {
    if (error instanceof DestinationFault) return error.kind
    throw error
  } finally {
    await destination.close()
  }
}
