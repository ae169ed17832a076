import { writeFileSync } from 'node:fs'
import type { NamedPoint, StartReason } from '../objects/segment.ts'
import { giveBallastUp, layBallast } from './ballast.ts'
import { Cadence } from './cadence.ts'
import { isFull } from './files.ts'
import { type LogFollower, LogLost } from './log-follower.ts'
import { Patrol } from './patrol.ts'
import { copyLog } from './pins.ts'
import type { Recorded, Recorder } from './recorder.ts'
import { endedFile, resume, type Surroundings } from './resume.ts'
import type { Said, Trouble } from './said.ts'
import type { SnapshotTaker } from './snapshot-taker.ts'

/** Between two segments at least: what a restore can choose from. */
const SEGMENT_MS = 1000
/** The log is moved into the database from so many frames on (4 MB), and when nothing happens for a while. */
const LONG_FRAMES = 1000
const VERY_LONG_FRAMES = 4000
const IDLE_MS = 30_000
/** While nothing can be recorded, the log is let go when it is as long as this: 64 MB. */
const TOO_LONG_FRAMES = 16_000
/** The database file is looked at, a stretch each so many segments' time. */
const STEP_SEGMENTS = 5
const TRY_AGAIN_MS = 10_000
const SNAPSHOT_AGAIN_MS = 60_000
const JUMP_MS = 5000

/** Records the shop's history as it happens, and keeps the write-ahead log short. Made to be called many times a second. */
export class Engine {
  readonly #at: Surroundings
  readonly #tell: (said: Said) => void
  readonly #segment_ms: number
  readonly #cadence: Cadence
  readonly #patrol: Patrol
  #recorder: Recorder | undefined
  #log: LogFollower | undefined
  #trouble: Trouble | undefined
  /** Whether it was said how things stand; an earlier run may have said otherwise. */
  #has_spoken = false
  #tried_writing_at = 0
  /** Set while a picture is owed that could not be made. */
  #snapshot_failed_at: number | undefined
  #recorded_at = 0
  #tried_at = 0
  #shortened_at = 0
  #wall: number
  #steady = performance.now()

  constructor(at: Surroundings, tell: (said: Said) => void, segment_ms = SEGMENT_MS) {
    this.#at = at
    this.#tell = tell
    this.#segment_ms = segment_ms
    this.#cadence = new Cadence(segment_ms)
    this.#patrol = new Patrol(at.handle, STEP_SEGMENTS * segment_ms)
    this.#wall = at.now()
  }

  get seq(): number {
    return this.#recorder?.seq ?? 0
  }

  /** Whether nothing is recorded for now, because the disk or the database is not well. */
  get is_blind(): boolean {
    return this.#recorder === undefined
  }

  get snapshot_progress(): number | undefined {
    return this.#recorder?.snapshot_progress
  }

  /** Looks at everything there is, and goes on from it. */
  start(why?: StartReason): void {
    this.#tried_at = performance.now()
    try {
      const { recorder, log, found } = resume(this.#at, why)
      this.#tell({ type: 'resumed', found })
      if (!recorder) {
        log.close()
        this.#suffer('database-damaged', found.damage!)
        return
      }
      this.#log = log
      this.#recorder = recorder
      this.#recover()
    } catch (error) {
      // A log that is lost at once is lost for longer: it is looked at again, but not without end.
      if (error instanceof LogLost) this.#goBlind('disk-fault', error.message)
      else this.#fail(error)
    }
  }

  /** Does what is to be done now. */
  tick(): void {
    this.#try(() => this.#watchClock())
    if (!this.#recorder) {
      this.#tickBlind()
      return
    }
    this.#try(() => this.#follow())
    this.#tickSnapshot()
    this.#try(() => this.#walk())
  }

  /** Records all there is, now. @returns the number of the last segment; undefined while nothing can be recorded */
  flush(point?: NamedPoint): Recorded | undefined {
    return this.#try(() => {
      this.#tried_writing_at = performance.now()
      if (this.#log) this.#cadence.look(this.#log.current)
      const recorded = this.#recorder?.record(point)
      if (recorded) this.#hasRecorded(recorded)
      return recorded
    })
  }

  /** Begins a picture of the whole. */
  beginSnapshot(): void {
    this.flush()
    this.#trySnapshot(() => {
      const made = this.#recorder?.beginSnapshot()
      if (made) this.#hasMade(made)
    })
  }

  /** Moves the log while no commit can come in between: see `pause-wanted`. */
  shortenInPause(): void {
    this.#try(() => this.#log?.shorten())
  }

  /** Records the rest and lets go of everything. */
  stop(): void {
    this.flush()
    this.#try(() => {
      if (this.#trouble || !this.#recorder) return
      this.#recorder.close()
      this.#recorder = undefined
      writeFileSync(endedFile(this.#at.folder), '', { mode: 0o600 })
    })
    this.#letGo()
  }

  #follow(): void {
    const log = this.#log!
    log.readOn()
    const now = performance.now()
    const has_news = log.has_news || this.#recorder!.owes_writing
    const may_write = has_news && now - this.#tried_writing_at >= this.#segment_ms
    if (may_write && this.#cadence.isDue(now, log.current)) this.flush()
    // What was written may not have gone well, and then there is no log to follow.
    if (this.#log !== log) return
    const is_idle = now - this.#recorded_at > IDLE_MS && now - this.#shortened_at > IDLE_MS
    if (log.frames < LONG_FRAMES && !(is_idle && log.frames > 0)) return
    this.#shortened_at = now
    layBallast(this.#at.folder)
    log.shorten()
    if (log.frames > VERY_LONG_FRAMES) this.#tell({ type: 'pause-wanted' })
  }

  /** Looks at a stretch of the database file as it lies on the disk. */
  #walk(): void {
    if (!this.#recorder || !this.#patrol.isDue(performance.now())) return
    const bad = this.#recorder.patrol(this.#patrol)
    if (!bad) return
    // A mirror that went bad is made anew from the database; what is bad of the database only a restore mends.
    if (!bad.is_mirror) this.#tell({ type: 'page-damaged', pages: bad.pages })
    else {
      this.#letGo()
      this.start('disk-fault')
    }
  }

  #hasRecorded(recorded: Recorded): void {
    this.#recorded_at = performance.now()
    this.#cadence.hasRecorded()
    this.#tell({ type: 'recorded', ...recorded })
    this.#recover()
  }

  /** Goes on with the picture; one that could not be made is tried again. */
  #tickSnapshot(): void {
    const failed_at = this.#snapshot_failed_at
    this.#trySnapshot(() => {
      if (failed_at !== undefined && performance.now() - failed_at >= SNAPSHOT_AGAIN_MS) {
        this.#snapshot_failed_at = performance.now()
        this.#recorder?.beginSnapshot()
      }
      const made = this.#recorder?.stepSnapshot()
      if (made) this.#hasMade(made)
    })
  }

  #trySnapshot(work: () => void): void {
    this.#try(() => {
      try {
        work()
      } catch (error) {
        this.#snapshot_failed_at = performance.now()
        throw error
      }
    })
  }

  #hasMade({ seq, meta, bytes }: SnapshotTaker): void {
    this.#snapshot_failed_at = undefined
    this.#tell({ type: 'snapshot-made', seq, at: meta.t, bytes })
    this.#recover()
  }

  /** Does what a disk may refuse. Selling never depends on it, nor does the next attempt. */
  #try<Output>(work: () => Output): Output | undefined {
    try {
      return work()
    } catch (error) {
      this.#fail(error)
      return undefined
    }
  }

  /** Nothing is recorded: the log is kept from filling the disk, and now and then everything is tried anew. */
  #tickBlind(): void {
    if (performance.now() - this.#tried_at < TRY_AGAIN_MS) return
    this.#tried_at = performance.now()
    this.#try(() => copyLog(this.#at.database))
    if (this.#trouble !== 'database-damaged') this.start(this.#trouble)
  }

  #fail(error: unknown): void {
    const detail = (error as Error).message
    if (error instanceof LogLost) this.#startOver(error)
    else if (this.#trouble === 'database-damaged') this.#letGo()
    else if (!isFull(error)) this.#goBlind('disk-fault', detail)
    else this.#makeRoom(detail)
  }

  /** Gives up the ballast first, and recording only when the log itself would fill the disk. */
  #makeRoom(detail: string): void {
    try {
      giveBallastUp(this.#at.folder)
    } catch (error) {
      this.#goBlind('disk-fault', (error as Error).message)
      return
    }
    if (!this.#recorder?.is_sound || (this.#log?.frames ?? 0) > TOO_LONG_FRAMES)
      this.#goBlind('disk-full', detail)
    else this.#suffer('disk-full', detail)
  }

  /** Somebody changed the log behind the box's back. */
  #startOver(error: LogLost): void {
    this.#letGo()
    if (!error.is_taken_away) {
      this.start('stranger')
      return
    }
    // Let go first: then whoever has it open can still move into the database what nobody else will find.
    this.#tell({ type: 'log-gone' })
    this.#goBlind('disk-fault', error.message)
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
    this.#has_spoken = true
  }

  #recover(): void {
    // A picture that found no room is still owed.
    if (this.#snapshot_failed_at !== undefined) return
    if (this.#trouble || !this.#has_spoken) this.#tell({ type: 'trouble', trouble: null, detail: '' })
    this.#trouble = undefined
    this.#has_spoken = true
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
