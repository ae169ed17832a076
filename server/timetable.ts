import { uptime } from 'node:os'
import cron, { type Logger, type ScheduledTask } from 'node-cron'
import type { Moment } from './values/clock.ts'

/** Something that is done by the clock. */
interface Chore<Name extends string> {
  name: Name
  /** Minute, hour, day, month, weekday, in the timetable's zone. */
  when: string
}

export interface TimetableOptions<Name extends string> {
  /** The chores and the zone as they are now; asked again whenever the table is armed anew. */
  read(): { zone: string; chores: Chore<Name>[] }
  /** Does a chore. */
  run(name: Name): void
  /** Told when the clock jumped, and by how much; a machine that slept meanwhile did not jump, and it is about 0. */
  jumped(by_ms: number): void
  log: Logger
  /** How often the clock is compared with the steady one. */
  beat_ms?: number
}

const BEAT_MS = 2000
/** The wall clock and the monotonic one may drift this far apart in a beat before we call it a jump. */
const JUMP_MS = 5000

/**
 * Chores by the clock of the wall, whatever becomes of that. node-cron waits for ever when the clock is set back, so a
 * heartbeat on the monotonic clock arms it anew whenever the wall clock has jumped; what fell due in a jump ahead is done
 * once, and not once for each time that was skipped.
 */
export class Timetable<Name extends string> {
  readonly #options: TimetableOptions<Name>
  readonly #heartbeat: NodeJS.Timeout
  #tasks = new Map<Name, ScheduledTask>()
  /** When each is due next, as it was before any jump. */
  #due = new Map<Name, number>()
  #wall = Date.now()
  #steady = performance.now()
  /** Goes on while the machine sleeps, which the steady clock does not. */
  #awake_or_not = uptime() * 1000

  constructor(options: TimetableOptions<Name>) {
    this.#options = options
    this.rearm()
    this.#heartbeat = setInterval(() => this.#beat(), options.beat_ms ?? BEAT_MS)
  }

  /** When each chore is due next. */
  next(): ReadonlyMap<Name, Moment> {
    return new Map([...this.#due].map(([name, at]) => [name, new Date(at).toISOString()]))
  }

  /** Reads the times anew. */
  rearm(): void {
    this.#disarm()
    const { zone, chores } = this.#options.read()
    for (const { name, when } of chores) {
      const task = cron.schedule(when, () => this.#fire(name), {
        name,
        timezone: zone,
        logger: this.#options.log,
        noOverlap: true
      })
      this.#tasks.set(name, task)
      this.#noteDue(name)
    }
  }

  stop(): void {
    clearInterval(this.#heartbeat)
    this.#disarm()
  }

  #fire(name: Name): void {
    this.#noteDue(name)
    this.#options.run(name)
  }

  #noteDue(name: Name): void {
    const next = this.#tasks.get(name)?.getNextRun()
    if (next) this.#due.set(name, next.getTime())
    else this.#due.delete(name)
  }

  #beat(): void {
    const by_ms = Date.now() - this.#wall - (performance.now() - this.#steady)
    const jumped_ms = Date.now() - this.#wall - (uptime() * 1000 - this.#awake_or_not)
    this.#wall = Date.now()
    this.#steady = performance.now()
    this.#awake_or_not = uptime() * 1000
    if (Math.abs(by_ms) < JUMP_MS) return
    const missed = [...this.#due].filter(([, at]) => at <= this.#wall).map(([name]) => name)
    this.#options.jumped(Math.round(jumped_ms))
    this.rearm()
    for (const name of missed) if (this.#tasks.has(name)) this.#options.run(name)
  }

  #disarm(): void {
    for (const task of this.#tasks.values()) void task.destroy()
    this.#tasks.clear()
    this.#due.clear()
  }
}
