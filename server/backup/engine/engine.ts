import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NamedPoint, StartReason } from '../objects/segment.ts'
import { isFull, writeFileDurably } from './files.ts'
import { type LogFollower, LogLost } from './log-follower.ts'
import { copyLog } from './pins.ts'
import type { Recorded, Recorder } from './recorder.ts'
import { endedFile, type Found, resume, type Surroundings } from './resume.ts'

/** What the engine has to say while it runs. */
export type Said =
  | { type: 'resumed'; found: Found }
  | ({ type: 'recorded' } & Recorded)
  | { type: 'snapshot-made'; seq: number; at: number; bytes: number }
  /** Something is wrong, or right again; the owner is told. */
  | { type: 'trouble'; trouble: Trouble | null; detail: string }
  | { type: 'clock-jumped'; by_ms: number }
  /** Commits come so thick that the log can't be begun anew between them: let there be none for a moment. */
  | { type: 'pause-wanted' }
  /** The log was taken away under the box; what is committed from now on would be lost. */
  | { type: 'log-gone' }

/** Why nothing is recorded for now. Selling goes on all the same. */
export type Trouble = 'disk-full' | 'disk-fault' | 'database-damaged'

/** So often a segment is written while there is something to write, in milliseconds: what a restore can choose from. */
const SEGMENT_MS = 1000
/** The log is moved into the database from so many frames on (4 MB), and when nothing happens for a while. */
const LONG_FRAMES = 1000
const VERY_LONG_FRAMES = 4000
const IDLE_MS = 30_000
/** While nothing can be recorded, the log is let go when it is as long as this: 64 MB. */
const TOO_LONG_FRAMES = 16_000
const TRY_AGAIN_MS = 10_000
const JUMP_MS = 5000
/** Kept to be deleted on a full disk, so that the history can be gone on with until somebody makes room. */
const BALLAST_BYTES = 8 << 20

/** Records the shop's history as it happens, and keeps the write-ahead log short. Made to be called many times a second. */
export class Engine {
  readonly #at: Surroundings
  readonly #tell: (said: Said) => void
  readonly #segment_ms: number
  #recorder: Recorder | undefined
  #log: LogFollower | undefined
  #trouble: Trouble | undefined
  #recorded_at = 0
  #tried_at = 0
  #shortened_at = 0
  #wall: number
  #steady = performance.now()

  constructor(at: Surroundings, tell: (said: Said) => void, segment_ms = SEGMENT_MS) {
    this.#at = at
    this.#tell = tell
    this.#segment_ms = segment_ms
    this.#wall = at.now()
  }

  get seq(): number {
    return this.#recorder?.seq ?? 0
  }

  get snapshot_progress(): number | undefined {
    return this.#recorder?.snapshot_progress
  }

  /** Looks at everything there is, and goes on from it. */
  start(why?: StartReason): void {
    this.#tried_at = performance.now()
    try {
      const { recorder, log, found, needs_snapshot } = resume(this.#at, why)
      this.#tell({ type: 'resumed', found })
      if (!recorder) {
        log.close()
        this.#suffer('database-damaged', found.damage!)
        return
      }
      this.#log = log
      this.#recorder = recorder
      if (needs_snapshot) recorder.beginSnapshot()
      this.#recover()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Does what is to be done now. */
  tick(): void {
    this.#watchClock()
    if (!this.#recorder) {
      this.#tickBlind()
      return
    }
    try {
      this.#follow()
      const made = this.#recorder.stepSnapshot()
      if (made) this.#tell({ type: 'snapshot-made', seq: made.seq, at: made.meta.t, bytes: made.bytes })
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Records all there is, now. @returns the number of the last segment; undefined while nothing can be recorded */
  flush(point?: NamedPoint): Recorded | undefined {
    try {
      const recorded = this.#recorder?.record(point)
      if (recorded) this.#hasRecorded(recorded)
      return recorded
    } catch (error) {
      this.#fail(error)
      return undefined
    }
  }

  /** Begins a picture of the whole. */
  beginSnapshot(): void {
    this.flush()
    this.#recorder?.beginSnapshot()
  }

  /** Moves the log while no commit can come in between: see `pause-wanted`. */
  shortenInPause(): void {
    this.#log?.shorten()
  }

  /** Records the rest and lets go of everything. */
  stop(): void {
    this.flush()
    try {
      if (this.#trouble || !this.#recorder) return
      this.#recorder.close()
      this.#recorder = undefined
      writeFileSync(endedFile(this.#at.folder), '', { mode: 0o600 })
    } finally {
      this.#letGo()
    }
  }

  #follow(): void {
    const log = this.#log!
    log.readOn()
    const now = performance.now()
    if (log.has_news && now - this.#recorded_at >= this.#segment_ms) {
      const recorded = this.#recorder!.record()
      if (recorded) this.#hasRecorded(recorded)
    }
    const is_idle = now - this.#recorded_at > IDLE_MS && now - this.#shortened_at > IDLE_MS
    if (log.frames < LONG_FRAMES && !(is_idle && log.frames > 0)) return
    this.#shortened_at = now
    this.#layBallast()
    log.shorten()
    if (log.frames > VERY_LONG_FRAMES) this.#tell({ type: 'pause-wanted' })
  }

  #hasRecorded(recorded: Recorded): void {
    this.#recorded_at = performance.now()
    this.#tell({ type: 'recorded', ...recorded })
    this.#recover()
  }

  /** Nothing is recorded: the log is kept from filling the disk, and now and then everything is tried anew. */
  #tickBlind(): void {
    if (performance.now() - this.#tried_at < TRY_AGAIN_MS) return
    this.#tried_at = performance.now()
    copyLog(this.#at.database)
    if (this.#trouble !== 'database-damaged') this.start(this.#trouble)
  }

  #fail(error: unknown): void {
    const detail = (error as Error).message
    if (error instanceof LogLost) this.#startOver(error)
    else if (!isFull(error)) this.#goBlind('disk-fault', detail)
    else this.#makeRoom(detail)
  }

  /** Gives up the ballast first, and recording only when the log itself would fill the disk. */
  #makeRoom(detail: string): void {
    rmSync(this.#ballast, { force: true })
    if (!this.#recorder || (this.#log?.frames ?? 0) > TOO_LONG_FRAMES) this.#goBlind('disk-full', detail)
    else this.#suffer('disk-full', detail)
  }

  /** Somebody changed the log behind the box's back. */
  #startOver(error: LogLost): void {
    if (/taken away/.test(error.message)) this.#tell({ type: 'log-gone' })
    this.#letGo()
    this.start('stranger')
  }

  #goBlind(trouble: Trouble, detail: string): void {
    this.#letGo()
    this.#tried_at = performance.now()
    this.#suffer(trouble, detail)
  }

  #letGo(): void {
    this.#recorder?.abandon()
    this.#log?.close()
    this.#recorder = undefined
    this.#log = undefined
  }

  #suffer(trouble: Trouble, detail: string): void {
    if (this.#trouble !== trouble) this.#tell({ type: 'trouble', trouble, detail })
    this.#trouble = trouble
  }

  #recover(): void {
    if (this.#trouble) this.#tell({ type: 'trouble', trouble: null, detail: '' })
    this.#trouble = undefined
  }

  get #ballast(): string {
    return join(this.#at.folder, 'ballast')
  }

  #layBallast(): void {
    const { bavail, bsize } = statfsSync(this.#at.folder)
    if (existsSync(this.#ballast) || bavail * bsize < 20 * BALLAST_BYTES) return
    writeFileDurably(this.#ballast, Buffer.alloc(BALLAST_BYTES))
  }

  #watchClock(): void {
    const by_ms = this.#at.now() - this.#wall - (performance.now() - this.#steady)
    this.#wall = this.#at.now()
    this.#steady = performance.now()
    if (Math.abs(by_ms) < JUMP_MS) return
    this.#tell({ type: 'clock-jumped', by_ms: Math.round(by_ms) })
    this.#recorder?.depart('clock')
  }
}
