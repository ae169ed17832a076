import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import type { Shop } from '../../shop.ts'
import { newId } from '../../values/id.ts'
import { DestinationFault } from '../destinations/destination.ts'
import { findSticks } from '../destinations/find-sticks.ts'
import { isFull } from '../engine/files.ts'
import { spoolFolder } from '../engine/resume.ts'
import { listGenerations } from '../engine/spool.ts'
import type { KeyFile } from '../keys/key-file.ts'
import { ObjectFault } from '../objects/header.ts'
import type { StoreKey } from '../objects/seal.ts'
import { listDestinations, listTargets } from '../places/find-destinations.ts'
import { listPoints, type Point as NotedPoint } from '../state/points.ts'
import type { Progress } from './apply.ts'
import { findGeneration, highestEpoch, readCatalog, type StoreCatalog } from './catalog.ts'
import { kindOf, type RestoreFaultKind } from './fault.ts'
import type { Target } from './find-tip.ts'
import { openSource } from './open-source.ts'
import type { Reached } from './reel.ts'
import { RestoreFailed, runRestore, type SourceAt, type TriedRestoring } from './run-restore.ts'
import { openShelf, type Point, readPoints } from './shelf.ts'
import { newestAt, pickStore } from './stores.ts'
import { databaseIn, goOnFrom, prepareSwap } from './swap.ts'
import { unlock } from './unlock.ts'

/** A place that the shop may be restored from. */
export interface Place {
  /** `own`, `stick:<path>` or a destination's id. */
  place_id: string
  kind: 'own' | 'stick' | 'destination' | 'path'
  /** As the owner called it; '' for what has no name: the box's own history, a stick of nobody's, a folder. */
  name: string
  /** Of a stick and of a folder. */
  path: string
  /** The size of a stick; 0 of anything else. */
  bytes: number
  /** Whose backup it says it holds: `own` is opened without a passphrase. */
  whose: 'own' | 'other' | 'unknown'
}

/** A folder as somebody typed it. */
export function folderPlace(path: string): Place {
  return { place_id: 'path', kind: 'path', name: '', path, bytes: 0, whose: 'unknown' }
}

/** A place that was opened: what it holds. */
export interface OpenedPlace {
  place: Place
  store: StoreCatalog
  points: Point[]
  /** Of the oldest and the newest thing it holds, milliseconds since 1970. */
  oldest: number
  newest: number
}

/** How far somebody came with restoring the shop on this box. */
export type Standing =
  | { step: 'idle' }
  | ({ step: 'open' } & OpenedPlace)
  | ({ step: 'running'; progress: Progress | undefined; steps: number } & OpenedPlace)
  | ({ step: 'done'; restoring: TriedRestoring } & OpenedPlace)
  /** It could not even begin. */
  | ({ step: 'failed'; kind: RestoreFaultKind } & OpenedPlace)
  /** It waits for the box to start anew. */
  | { step: 'swapping' }

const NOTHING: Standing = { step: 'idle' }
const SCRATCH = /^restoring-.*\.db(-wal|-shm|\.try)?$/

/**
 * Where somebody restores the shop on the box itself, one at a time: opens a place, chooses a moment, looks at what comes
 * out, and has it take the old shop's place. Nothing of the old one is touched until the very last, nor destroyed then.
 */
export class RestoreDesk {
  standing: Standing = NOTHING
  readonly #shop: Shop
  #at: SourceAt | undefined
  #key: StoreKey | undefined
  #key_file: KeyFile | null = null
  #stop = new AbortController()
  #file = ''

  constructor(shop: Shop) {
    this.#shop = shop
    for (const name of readdirSync(shop.config.data)) {
      if (SCRATCH.test(name)) rmSync(join(shop.config.data, name))
    }
  }

  /** Where the shop may be restored from, as it is just now. */
  async places(): Promise<Place[]> {
    const { store, config, backup } = this.#shop
    const own_id = backup.key.store_id.toString('hex')
    const sticks = await findSticks(config.stick_folders)
    const chosen = listDestinations(store)
    const nameOf = (stick_id: string | null): string =>
      chosen.find(({ address }) => address.kind === 'stick' && address.stick_id === stick_id)?.name ?? ''
    return [
      { place_id: 'own', kind: 'own', name: '', path: '', bytes: 0, whose: 'own' },
      ...sticks.map(
        ({ path, bytes, stick_id, store_id }): Place => ({
          place_id: `stick:${path}`,
          kind: 'stick',
          name: nameOf(stick_id),
          path,
          bytes,
          whose: store_id === null ? 'unknown' : store_id === own_id ? 'own' : 'other'
        })
      ),
      ...chosen
        .filter(({ address }) => address.kind !== 'stick')
        .map(
          ({ destination_id: place_id, name }): Place => ({
            ...folderPlace(''),
            place_id,
            kind: 'destination',
            name
          })
        )
    ]
  }

  /**
   * Opens a place and finds out what it holds. The box's own key opens its own shop's backup; for any other the
   * passphrase or the recovery code is needed.
   *
   * @throws {Refusal} restore/nothing-there, restore/passphrase-needed, restore/unreachable, restore/busy, and what
   *   opening the key throws
   */
  async open(place: Place, passphrase: string): Promise<void> {
    if (this.standing.step === 'running' || this.standing.step === 'swapping')
      throw new Refusal('restore/busy')
    this.forget()
    const { key: own } = this.#shop.backup
    const own_id = own.store_id.toString('hex')
    this.#at = this.#sourceOf(place)
    const source = openSource(this.#at, own_id)
    try {
      const store = pickStore(await readCatalog(source), { own })
      if (!store) throw new Refusal('restore/nothing-there')
      const is_own = store.store_id === own_id
      if (!is_own && passphrase.trim() === '') throw new Refusal('restore/passphrase-needed')
      const { key, key_file } = is_own
        ? { key: own, key_file: null }
        : await unlock(source, store, passphrase)
      const written = await readPoints(openShelf(source, store, key))
      const points = is_own ? withNoted(written, listPoints(this.#shop.backup.state), store) : written
      this.#key = key
      this.#key_file = key_file
      const oldest = store.generations.flatMap(({ parts }) => parts)[0]?.at ?? 0
      this.standing = { step: 'open', place, store, points, oldest, newest: newestAt(store) }
    } catch (error) {
      throw asRefusal(error, place)
    } finally {
      await source.close()
    }
  }

  /**
   * Restores to a moment and proves what comes out, beside the shop.
   *
   * @param called what the place is called on the certificate
   * @throws {Refusal} restore/busy
   */
  start(target: Target, called: string): void {
    const { standing } = this
    if (standing.step !== 'open' && standing.step !== 'done' && standing.step !== 'failed') {
      throw new Refusal('restore/busy')
    }
    this.#drop()
    const { place, store, points, oldest, newest } = standing
    const opened = { place, store, points, oldest, newest }
    const running: Standing = { step: 'running', progress: undefined, steps: 0, ...opened }
    this.standing = running
    this.#stop = new AbortController()
    const { data } = this.#shop.config
    const file = join(data, `restoring-${newId()}.db`)
    this.#file = file
    const task = { source: this.#at!, key: this.#key!, target, file, destination: called }
    const told = {
      signal: this.#stop.signal,
      progress: (progress: Progress) => (running.progress = progress),
      step: () => (running.steps += 1)
    }
    runRestore({ ...task, live: databaseIn(data) }, told).then(
      (restoring) => this.#settle(running, { step: 'done', restoring, ...opened }, file),
      (error: unknown) => {
        this.#shop.log.error({ err: error }, 'the shop could not be restored')
        this.#settle(running, { step: 'failed', kind: failureOf(error), ...opened }, file)
      }
    )
  }

  /**
   * Has what was restored take the shop's place: the next start does it, and the box is asked to start anew. The shop as
   * it is now gets a name first, so that one can come back to it.
   *
   * @throws {Refusal} restore/not-ready when nothing sound was restored
   */
  async swap(label: string): Promise<void> {
    const { standing } = this
    if (standing.step !== 'done') throw new Refusal('restore/not-ready')
    const { reached, certificate } = standing.restoring
    if (!reached || !certificate?.proof.ok) throw new Refusal('restore/not-ready')
    this.standing = { step: 'swapping' }
    try {
      await this.#putForward(reached, standing.store, label)
    } catch (error) {
      // A full disk, perhaps: nothing was written down, and it may be tried again.
      this.standing = standing
      throw isFull(error) ? new Refusal('box/disk-full') : error
    }
  }

  /** Stops and lets go of everything; what waits for the next start is left. */
  forget(): void {
    if (this.standing.step === 'swapping') return
    this.#stop.abort()
    this.#drop()
    this.standing = NOTHING
    this.#key = undefined
    this.#key_file = null
  }

  async #putForward(reached: Reached, store: StoreCatalog, label: string): Promise<void> {
    const { backup, config } = this.#shop
    await backup.makePoint('before-rewind', label)
    const epochs = listGenerations(spoolFolder(backup.folder)).map(({ epoch }) => epoch)
    prepareSwap(config.data, {
      file: this.#file,
      restored: goOnFrom(reached, [highestEpoch(store), ...epochs]),
      key: this.#key!,
      key_file: this.#key_file,
      at: Date.now()
    })
    this.#file = ''
  }

  #settle(running: Standing, next: Standing, file: string): void {
    if (this.standing === running) this.standing = next
    // Nobody waits for it any more.
    else remove(file)
  }

  #drop(): void {
    if (this.#file !== '') remove(this.#file)
    this.#file = ''
  }

  #sourceOf({ kind, place_id, path }: Place): SourceAt {
    const { backup, store, config } = this.#shop
    if (kind === 'own') return { kind: 'spool', root: spoolFolder(backup.folder) }
    if (kind !== 'destination') return { kind: 'path', path }
    const target = listTargets(store, backup.key).find(({ destination_id }) => destination_id === place_id)
    if (!target) throw new Refusal('restore/nothing-there')
    const { address, secret } = target
    return { kind: 'destination', address, secret, stick_folders: config.stick_folders }
  }
}

/** The points that the history tells of itself, and those that only the box noted: the end of an older Laci's. */
function withNoted(written: Point[], noted: NotedPoint[], store: StoreCatalog): Point[] {
  const known = new Set(written.map(({ point_id }) => point_id))
  const more = noted.filter(
    ({ point_id, generation }) => !known.has(point_id) && findGeneration(store, generation)
  )
  const found = more.map(({ made_at, ...point }): Point => ({ ...point, at: Date.parse(made_at) }))
  return [...written, ...found].toSorted((one, other) => other.at - one.at)
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm', '.try']) rmSync(file + end, { force: true })
}

function asRefusal(error: unknown, { kind }: Place): unknown {
  if (error instanceof DestinationFault) {
    const is_missing = error.kind === 'no-such-place' || (kind === 'path' && error.kind === 'away')
    return new Refusal(is_missing ? 'restore/nothing-there' : 'restore/unreachable')
  }
  return error instanceof ObjectFault ? new Refusal('restore/nothing-there') : error
}

function failureOf(error: unknown): RestoreFaultKind {
  if (!(error instanceof RestoreFailed))
    return (error as Error).name === 'AbortError' ? 'cancelled' : kindOf(error)
  if (error.kind === 'wrong-key' || error.kind === 'other-shop') return error.kind
  return error.kind === 'missing' ? 'missing' : 'unreachable'
}
