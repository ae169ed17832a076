import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { type Backup, guideFacts } from '../backup/backup.ts'
import { runWorker } from '../backup/run-worker.ts'
import { readReach } from '../backup/state/reach.ts'
import { writeGuides } from '../backup/sticks/write-guides.ts'
import { APP_VERSION } from '../backup/version.ts'
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import type { Clock } from '../values/clock.ts'
import { readBoxSettings, sealBoxSettings } from './box-settings.ts'
import { isFromBundle, PROGRAM_FOLDER } from './program-folder.ts'
import type { RescueFault } from './rescue-fault.ts'
import type { RescueMade, RescueSaid, RescueTask } from './rescue-worker.ts'
import { type RescueFacts, readRescue } from './stick-files.ts'

/** How far a stick is, from the root it is plugged in at. */
export type RescueStanding =
  /** Rescues nothing, or what it says of itself was not read yet. */
  | { state: 'none' }
  /** Being brought the backup, then the program; 0 to 1 of each. */
  | { state: 'making'; stage: 'backup' | 'program'; part: number }
  | { state: 'made'; facts: RescueFacts; is_old_version: boolean }
  | { state: 'failed'; fault: RescueFault; needed_bytes: number }

export interface RescueOptions {
  store: Store
  clock: Clock
  config: Config
  log: FastifyBaseLogger
  backup: Backup
}

/** Where the program comes from. */
export type ProgramFrom = Pick<RescueTask, 'bundles' | 'keys'>

const INSTALLED: ProgramFrom = { bundles: [], keys: null }
const LOOK_EVERY_MS = 300

/** Makes rescue sticks, one after another, and knows of those that are plugged in what they hold. */
export class RescueDesk {
  readonly #options: RescueOptions
  readonly #facts = new Map<string, RescueFacts | null>()
  readonly #standing = new Map<string, RescueStanding>()
  readonly #stop = new AbortController()
  readonly #stopFollowing: () => void
  #working: Promise<void> = Promise.resolve()

  constructor(options: RescueOptions) {
    this.#options = options
    this.#stopFollowing = options.backup.onStirred(() => this.#meet())
    this.#meet()
  }

  /** Whether a stick can be made without naming a bundle. */
  get can_make(): boolean {
    return isFromBundle(PROGRAM_FOLDER)
  }

  /** How it stands with the stick at a root. */
  standing(path: string): RescueStanding {
    const making = this.#standing.get(path)
    if (making) return making
    const facts = this.#facts.get(path)
    return facts ? { state: 'made', facts, is_old_version: facts.version !== APP_VERSION } : { state: 'none' }
  }

  /**
   * Begins to make a rescue stick of one that is a place of the backup; after the one that is being made now.
   *
   * @param from the program's bundles as files, for this and other machines; none for what is installed
   * @returns when it is made, or could not be
   */
  begin(path: string, from: ProgramFrom = INSTALLED): Promise<RescueStanding> {
    if (this.#standing.get(path)?.state !== 'making') {
      this.#say(path, { state: 'making', stage: 'backup', part: 0 })
      this.#working = this.#working.then(() => this.#make(path, from))
    }
    return this.#working.then(() => this.standing(path))
  }

  async stop(): Promise<void> {
    this.#stopFollowing()
    this.#stop.abort()
    await this.#working
  }

  async #make(path: string, from: ProgramFrom): Promise<void> {
    try {
      const made = await this.#fill(path, from)
      if ('fault' in made) this.#say(path, { state: 'failed', ...made })
      else {
        this.#facts.set(path, made.facts)
        this.#say(path, undefined)
      }
    } catch (error) {
      this.#options.log.error({ err: error }, 'a rescue stick could not be made')
      this.#say(path, { state: 'failed', fault: 'other', needed_bytes: 0 })
    }
  }

  async #fill(path: string, { bundles, keys }: ProgramFrom): Promise<RescueMade> {
    const { store, clock, config, backup } = this.#options
    if (bundles.length === 0 && !this.can_make) return { fault: 'no-bundle', needed_bytes: 0 }
    const stick = backup.sticks.list().find((one) => one.path === path)
    if (!stick?.destination_id || stick.stick_id === null) return { fault: 'away', needed_bytes: 0 }
    const fault = await this.#bringBackup(path, stick.destination_id)
    if (fault) return { fault, needed_bytes: 0 }
    this.#say(path, { state: 'making', stage: 'program', part: 0 })
    const task: RescueTask = {
      stick_id: stick.stick_id,
      stick_folders: config.stick_folders,
      path,
      program_folder: PROGRAM_FOLDER,
      bundles,
      keys,
      settings: sealBoxSettings(backup.key, readBoxSettings(config, store)),
      facts: { made_at: clock.now(), store_id: backup.key.store_id.toString('hex') }
    }
    const hear = (said: unknown): void =>
      this.#say(path, { state: 'making', stage: 'program', part: (said as RescueSaid).part })
    const url = new URL('./rescue-worker.ts', import.meta.url)
    const made = await runWorker<RescueMade>(url, task, { hear, signal: this.#stop.signal })
    if ('facts' in made) await writeGuides(path, guideFacts({ store, state: backup.state, key: backup.key }))
    return made
  }

  /** Waits until the stick has all of the backup there was when it was begun. @returns why it hasn't */
  async #bringBackup(path: string, destination_id: string): Promise<RescueFault | undefined> {
    const { backup, clock } = this.#options
    await backup.engine.flush()
    const asked_at = clock.now()
    backup.courier.go(destination_id, true)
    for (;;) {
      const stick = backup.sticks.list().find((one) => one.path === path)
      if (this.#stop.signal.aborted || stick?.destination_id !== destination_id) return 'away'
      const { tried_at, fault, waiting_bytes, safe_until } = readReach(backup.state, destination_id)
      if (tried_at !== null && tried_at >= asked_at) {
        // The picture of the whole is still being made: without it nothing can be brought.
        if (fault !== null && fault !== 'gap') return fault === 'full' ? 'full' : 'backup'
        if (fault === null && waiting_bytes === 0 && safe_until !== null) return undefined
      }
      const { progress } = stick
      if (progress.state === 'bringing')
        this.#say(path, { state: 'making', stage: 'backup', part: progress.part })
      await pause(LOOK_EVERY_MS)
    }
  }

  /** Reads what the sticks hold that came, and forgets those that went. */
  #meet(): void {
    const present = new Set(this.#options.backup.sticks.list().map(({ path }) => path))
    for (const path of this.#facts.keys()) {
      if (present.has(path)) continue
      this.#facts.delete(path)
      if (this.#standing.get(path)?.state === 'failed') this.#standing.delete(path)
    }
    for (const path of present) {
      if (this.#facts.has(path)) continue
      this.#facts.set(path, null)
      void readRescue(path).then((facts) => {
        if (!facts || !this.#facts.has(path)) return
        this.#facts.set(path, facts)
        this.#options.backup.stir()
      })
    }
  }

  #say(path: string, standing: RescueStanding | undefined): void {
    if (standing) this.#standing.set(path, standing)
    else this.#standing.delete(path)
    this.#options.backup.stir()
  }
}
