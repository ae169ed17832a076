import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../../values/give-way.ts'
import { DestinationFault } from '../destinations/destination.ts'
import { openDestination } from '../destinations/open-destination.ts'
import { spoolFolder } from '../engine/resume.ts'
import { SpoolIndex } from '../engine/spool-index.ts'
import { readCatalog } from '../restore/catalog.ts'
import { openShelf } from '../restore/shelf.ts'
import { spoolSource } from '../restore/source.ts'
import type { LastWord } from '../run-worker.ts'
import { openState } from '../state/open-state.ts'
import type { CareOrder, CareReport } from './care.ts'
import { careForDestination } from './care-for-destination.ts'
import { careForSpool } from './care-for-spool.ts'

const port = parentPort!
const told = workerData as CareOrder
const stop = new AbortController()
port.once('message', () => stop.abort())
giveWay()

const { store_id, key_id, key } = told.key
const order: CareOrder = {
  ...told,
  key: { store_id: Buffer.from(store_id), key_id: Buffer.from(key_id), key: Buffer.from(key) }
}
const state = openState(order.folder)
try {
  port.postMessage({ answer: await care() } satisfies LastWord<CareReport>)
} finally {
  state.close()
  port.close()
}

async function care(): Promise<CareReport> {
  try {
    return await careForPlace()
  } catch (error) {
    if (stop.signal.aborted) return { outcome: 'cancelled', detail: '' }
    if (!(error instanceof DestinationFault)) throw error
    return { outcome: 'away', detail: `${error.kind}: ${error.message}` }
  }
}

async function careForPlace(): Promise<CareReport> {
  const root = spoolFolder(order.folder)
  const id = order.key.store_id.toString('hex')
  const spool = spoolSource(root, id)
  const { stores } = await readCatalog(spool)
  const near = stores[0] && openShelf(spool, stores[0], order.key)
  const desk = { state, index: new SpoolIndex(root), near, order, signal: stop.signal }
  const { source } = order
  if (source.kind !== 'destination') return await careForSpool(spool, desk)
  const destination = openDestination(source.address, source.secret, {
    stick_folders: source.stick_folders ?? []
  })
  try {
    return await careForDestination(destination, desk)
  } finally {
    await destination.close()
  }
}
