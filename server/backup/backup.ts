import { EventEmitter } from 'node:events'
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import { record } from '../events/record.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Clock } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import { answerAsks } from './asks/answer-asks.ts'
import { carryNow } from './asks/carry-now.ts'
import { type CourierHandle, startCourier } from './courier/start-courier.ts'
import { type Chores, startChores } from './drills/chores.ts'
import { sendAnew } from './drills/send-anew.ts'
import type { Said } from './engine/said.ts'
import { type BackupEngine, startEngine } from './engine/start-engine.ts'
import { backupFolder } from './folder.ts'
import { openStoreKey } from './keys/store-key.ts'
import { markReturn, markUpdate, type Returned } from './mark-update.ts'
import type { StoreKey } from './objects/seal.ts'
import type { PointReason } from './objects/segment.ts'
import { listDestinations, listTargets } from './places/find-destinations.ts'
import { newestProven } from './state/newest-proven.ts'
import { openState, type State } from './state/open-state.ts'
import { keepPoint, type Point } from './state/points.ts'
import { beginTrouble, endTrouble, noteTrouble, PAGE_DAMAGED } from './state/troubles.ts'
import { type StickWatch, watchSticks } from './sticks/watch-sticks.ts'
import { type GuideFacts, writeGuides } from './sticks/write-guides.ts'
import { APP_VERSION } from './version.ts'

/** The shop's backup while the box runs. */
export interface Backup {
  /** Where the box keeps it. */
  readonly folder: string
  readonly key: StoreKey
  /** What it knows of itself. */
  readonly state: State
  readonly engine: BackupEngine
  readonly courier: CourierHandle
  /** Proving and looking after what is stored. */
  readonly chores: Chores
  /** What is plugged in. */
  readonly sticks: StickWatch
  /**
   * Gives this moment a name, so that the shop can be taken back to it.
   *
   * @returns undefined while nothing can be recorded
   */
  makePoint(reason: PointReason, label: string): Promise<Point | undefined>
  /** Says anew where the backup goes: after a destination was chosen, changed or given up. */
  readTargets(): void
  /** Calls back whenever there may be something new to see of it. @returns a way to stop */
  onStirred(listener: () => void): () => void
  /** Says that there is something new to see. */
  stir(): void
  /** Records the rest and ends; the database may be closed then. */
  stop(): Promise<void>
}

export interface BackupOptions {
  store: Store
  clock: Clock
  config: Config
  log: FastifyBaseLogger
  /** The database file, and a handle on it that stays open as long as the store does. */
  database: string
  handle: number
  /** While it is not resolved, nothing is recorded and nothing leaves the box: see `update/trial.ts`. */
  held?: Promise<void> | undefined
  /** Somebody had the shop put back since it was last recorded: see `update/put-back.ts`. */
  returned?: Returned | undefined
}

/** Starts recording and carrying, each in a worker of its own. */
export function startBackup({ held, returned, ...options }: BackupOptions): Backup {
  const { store, clock, config, log, database, handle } = options
  const folder = backupFolder(config)
  const key = openStoreKey(folder)
  const state = openState(folder)
  const mark = (): void => markUpdate(state, folder, key, APP_VERSION)
  // Before anything is recorded, as it was asked for first.
  if (held !== undefined) void held.then(mark)
  else mark()
  if (returned) markReturn(state, folder, key, returned)
  const engine = startEngine({ store, database, handle, folder, key, app_version: APP_VERSION, log, held })
  const courier = startCourier({ folder, key, stick_folders: config.stick_folders, log, held })
  const yard = { store, clock, state, key, engine, folder, database, stick_folders: config.stick_folders }
  const chores = startChores(yard, {
    log,
    sendAnew: (destination_id) => sendAnew({ state, engine, courier }, destination_id)
  })

  const stirring = new EventEmitter<{ stirred: [] }>()
  const stirred = (): void => void stirring.emit('stirred')
  const sticks = watchSticks({
    folders: config.stick_folders,
    store_id: key.store_id.toString('hex'),
    listPlaces: () => listDestinations(store),
    bring: (destination_id) => courier.go(destination_id, true),
    settled: ({ path }) => writeGuides(path, guideFacts({ store, state, key })),
    stirred,
    log
  })

  engine.onSaid((said) => {
    if (said.type === 'page-damaged') tellDamage(said.pages)
    try {
      keepTroubles(state, said, { at: clock.now(), is_put_back: returned !== undefined })
    } catch (error) {
      // A full disk is what most of them are about.
      log.error({ err: error, said: said.type }, 'how the backup fares could not be written down')
    }
    if (said.type === 'recorded' || said.type === 'snapshot-made') courier.news()
    stirred()
  })
  function tellDamage(pages: number[]): void {
    const by = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
    const happened = {
      type: 'backup.page-damaged',
      subject_id: 'box',
      facts: { pages: pages.join(' ') }
    } as const
    store
      .commit((tx) => record(tx, by, happened))
      .catch((error: unknown) => {
        log.error({ err: error, pages }, 'pages of the database are damaged')
      })
  }
  courier.onSaid((said) => {
    if (said.type === 'snapshot-wanted') void engine.takeSnapshot()
    else sticks.heard(said.reach)
    stirred()
  })
  const backup: Backup = {
    folder,
    key,
    state,
    engine,
    courier,
    chores,
    sticks,
    async makePoint(reason, label) {
      const point_id = newId()
      const recorded = await engine.makePoint({ point_id, reason, label })
      if (!recorded) return undefined
      const { generation, seq, at } = recorded
      const made_at = new Date(at).toISOString()
      const point = { point_id, generation: generation.generation, seq, made_at, reason, label }
      keepPoint(state, point)
      return point
    },
    readTargets() {
      courier.setTargets(listTargets(store, key), readSettings(store).backup_catch_up_bytes)
    },
    onStirred(listener) {
      stirring.on('stirred', listener)
      return () => stirring.off('stirred', listener)
    },
    stir: stirred,
    async stop() {
      await chores.stop()
      await stopAnswering()
      await sticks.stop()
      await engine.stop()
      await courier.stop()
      state.close()
    }
  }
  const stopAnswering = answerAsks(folder, () => carryNow({ store, state, engine, courier, clock }), log)
  backup.readTargets()
  return backup
}

/** What a stick may tell whoever finds it. */
export function guideFacts({ store, state, key }: { store: Store; state: State; key: StoreKey }): GuideFacts {
  const proven_at = newestProven(state)?.ended_at ?? null
  return { store_id: key.store_id.toString('hex'), proven_at, zone: readSettings(store).zone }
}

function keepTroubles(
  state: State,
  said: Said,
  { at, is_put_back }: { at: string; is_put_back: boolean }
): void {
  if (said.type === 'trouble') {
    if (said.trouble) beginTrouble(state, { kind: said.trouble, detail: said.detail, at })
    else for (const kind of ['disk-full', 'disk-fault', 'database-damaged']) endTrouble(state, kind, at)
  }
  if (said.type === 'page-damaged')
    beginTrouble(state, { kind: PAGE_DAMAGED, detail: said.pages.join(' '), at })
  if (said.type === 'clock-jumped')
    noteTrouble(state, { kind: 'clock-jumped', detail: String(said.by_ms), at })
  if (said.type === 'log-gone') noteTrouble(state, { kind: 'log-gone', detail: '', at })
  if (said.type === 'resumed' && said.found.fork) {
    const { has, had } = said.found.fork
    noteTrouble(state, { kind: is_put_back ? 'returned' : 'fork', detail: `${has}/${had}`, at })
  }
}
