import { rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { DestinationFault } from '../destinations/destination.ts'
import { ObjectFault } from '../objects/header.ts'
import type { StoreKey } from '../objects/seal.ts'
import { readCatalog } from './catalog.ts'
import { readLoss } from './loss.ts'
import { openSource } from './open-source.ts'
import { restoreAndProve } from './restore-and-prove.ts'
import type { RestoreSaid, RestoreTask } from './run-restore.ts'
import { openShelf } from './shelf.ts'

const port = parentPort!
const task = workerData as RestoreTask
const stop = new AbortController()
port.once('message', () => stop.abort())

try {
  tell({ type: 'done', restoring: await restore() })
} catch (error) {
  const { name, message } = error as Error
  const kind = error instanceof ObjectFault || error instanceof DestinationFault ? error.kind : null
  tell({ type: 'failed', name, kind, message })
} finally {
  port.close()
}

async function restore() {
  const { target, file, destination } = task
  const key = asBuffers(task.key)
  const store_id = key.store_id.toString('hex')
  const source = openSource(task.source, store_id)
  try {
    const { stores } = await readCatalog(source)
    const store = stores.find((one) => one.store_id === store_id)
    if (!store) throw new ObjectFault('other-shop', stores.map((one) => one.store_id).join(' '))
    const restoring = await restoreAndProve(openShelf(source, store, key), target, file, {
      destination,
      signal: stop.signal,
      progress: (progress) => tell({ type: 'progress', progress }),
      step: (step) => tell({ type: 'step', step })
    })
    const loss = task.live !== undefined && restoring.reached ? lossOf(task.live, file) : null
    return { ...restoring, loss }
  } finally {
    await source.close()
  }
}

function lossOf(live: string, file: string) {
  try {
    return readLoss(live, file)
  } finally {
    for (const beside of [`${file}-wal`, `${file}-shm`]) rmSync(beside, { force: true })
  }
}

/** Between threads a buffer becomes plain bytes. */
function asBuffers({ store_id, key_id, key }: StoreKey): StoreKey {
  return { store_id: Buffer.from(store_id), key_id: Buffer.from(key_id), key: Buffer.from(key) }
}

function tell(said: RestoreSaid): void {
  port.postMessage(said)
}
