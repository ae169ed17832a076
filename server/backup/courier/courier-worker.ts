import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { giveBackAtRest } from '../../values/give-back.ts'
import { openDestination } from '../destinations/open-destination.ts'
import { spoolFolder } from '../engine/resume.ts'
import { SpoolIndex } from '../engine/spool-index.ts'
import { keyFilesFor } from '../keys/keep-key-file.ts'
import { openState } from '../state/open-state.ts'
import { Courier, type CourierSaid, type Target } from './courier.ts'
import { Lineage } from './lineage.ts'

export interface CourierData {
  /** The backup's folder. */
  folder: string
  key: Record<'store_id' | 'key_id' | 'key', Uint8Array>
  stick_folders: readonly string[]
  /** Until when a destination is left alone, by {@link steadyMs}: where one before this one failed. */
  resting: ReadonlyMap<string, number>
}

export type CourierAsked =
  | { type: 'targets'; targets: Target[]; catch_up_bytes: number }
  /** Something was recorded: what is near gets it at once. */
  | { type: 'news' }
  /** The hour has come, or somebody asks; then also for what failed a moment ago. */
  | { type: 'go'; destination_id?: string; at_once: boolean }
  /** Whether anything is under way. Answered by `at-rest` as soon as nothing is. */
  | { type: 'rest' }
  | { type: 'stop' }

export type CourierTold = CourierSaid | { type: 'at-rest' }

void giveBackAtRest()
const port = parentPort!
const data = workerData as CourierData
const key = {
  store_id: Buffer.from(data.key.store_id),
  key_id: Buffer.from(data.key.key_id),
  key: Buffer.from(data.key.key)
}
const state = openState(data.folder)
const index = new SpoolIndex(spoolFolder(data.folder))
let catch_up_bytes = 0

const courier = new Courier(
  {
    index,
    lineage: new Lineage(index, key),
    key,
    state,
    keyFiles: () => keyFilesFor(data.folder),
    keys_brought: new Map(),
    now: () => new Date().toISOString()
  },
  ({ address, secret }, is_far_behind) =>
    openDestination(address, secret, {
      stick_folders: data.stick_folders,
      ...(is_far_behind && catch_up_bytes > 0 && { bytes_per_second: catch_up_bytes })
    }),
  tell,
  data.resting
)

/** How long the last round may take. */
const LAST_ROUND_MS = 3000

/** What costs nobody's internet is brought everything as it happens; the rest by the owner's schedule. */
const isNear = ({ address }: Target): boolean => address.kind === 'folder' || address.kind === 'stick'

port.on('message', async (asked: CourierAsked) => {
  if (asked.type === 'targets') {
    catch_up_bytes = asked.catch_up_bytes
    courier.setTargets(asked.targets)
    courier.go(isNear)
  } else if (asked.type === 'news') courier.go(isNear)
  else if (asked.type === 'go') {
    courier.go(
      (target) => asked.destination_id === undefined || target.destination_id === asked.destination_id,
      asked.at_once
    )
  } else if (asked.type === 'rest') {
    await courier.settle()
    tell({ type: 'at-rest' })
  } else {
    // What was written while the box went down goes along to whoever answers; nobody waits for the others.
    courier.go(isNear)
    await Promise.race([courier.settle(), pause(LAST_ROUND_MS, undefined, { ref: false })])
    await courier.stop()
    state.close()
    port.close()
  }
})

function tell(told: CourierTold): void {
  port.postMessage(told)
}
