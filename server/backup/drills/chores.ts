import { rmSync } from 'node:fs'
import type { FastifyBaseLogger } from 'fastify'
import { type Cared, careForOne } from '../care/run-care.ts'
import { countUptime, type Uptime } from '../state/uptime.ts'
import type { Place } from '../tables.ts'
import { type Drilled, drillPlace, listPlaces, scratchFolder, type Yard } from './run-drills.ts'

/** The long work that the backup does by night, one piece after another. */
export interface Chores {
  /** Whether something is being done or waits to be. */
  readonly is_busy: boolean
  /**
   * Proves each place that is not paused, or one. One that is away or fails is tried again sooner than at its next time.
   *
   * @param place '' for the box's own spool
   */
  drill(place?: Place): Promise<Drilled[]>
  /**
   * Looks after each place that is not paused: reads some of it again, mends what is bad, and relieves it of what is old.
   */
  care(): Promise<Cared[]>
  /**
   * Takes from the box's own spool what every destination has, because the disk is short of room.
   *
   * @returns what is gone; undefined when the spool could not be looked after
   */
  relieveSpool(): Promise<string[] | undefined>
  /** Does a piece of work when nothing else is done. */
  queue<Output>(work: (yard: Yard, signal: AbortSignal) => Promise<Output>): Promise<Output>
  /** Ends what is being done. */
  stop(): Promise<void>
}

const COUNT_EVERY_MS = 600_000
const TRY_AGAIN_MS = 2 * 3_600_000
const MOST_TRIES = 3

export interface ChoreOptions {
  log: FastifyBaseLogger
  /** Has everything brought to a destination anew. */
  sendAnew(destination_id: string): Promise<void>
}

/** Takes away what a stop left of restored shops, and gets ready. */
export function startChores(yard: Yard, { log, sendAnew }: ChoreOptions): Chores {
  rmSync(scratchFolder(yard.folder), { recursive: true, force: true })
  const stopping = new AbortController()
  const again = new Map<Place, { tries: number; timer: NodeJS.Timeout }>()
  let counted_at = performance.now()
  countUptime(yard.state, yard.clock.now(), null)
  const counting = setInterval(countOn, COUNT_EVERY_MS).unref()
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  function queue<Output>(work: (yard: Yard, signal: AbortSignal) => Promise<Output>): Promise<Output> {
    waiting++
    const done = last.then(async () => {
      stopping.signal.throwIfAborted()
      return await work(yard, stopping.signal)
    })
    last = done.catch(() => undefined).finally(() => waiting--)
    return done
  }

  async function drill(place?: Place): Promise<Drilled[]> {
    const places = listPlaces(yard).filter((one) => place === undefined || one.place === place)
    const drilled: Drilled[] = []
    for (const where of places) {
      const one = await queue((yard, signal) => drillPlace(yard, where, signal))
      drilled.push(one)
      if (one.is_proven) forget(where.place)
      else tryAgain(where.place)
    }
    return drilled
  }

  async function care(): Promise<Cared[]> {
    const cared: Cared[] = []
    for (const where of listPlaces(yard)) {
      const one = await queue((yard, signal) => careForOne(yard, where, count(), signal))
      cared.push(one)
      if (one.report.outcome !== 'done' || !one.report.needs_anew) continue
      if (where.place === '') await yard.engine.takeSnapshot()
      else await sendAnew(where.place)
    }
    return cared
  }

  async function relieveSpool(): Promise<string[] | undefined> {
    const spool = listPlaces(yard).find(({ place }) => place === '')
    if (!spool) return undefined
    const { report } = await queue((yard, signal) => careForOne(yard, spool, count(), signal, true))
    return report.outcome === 'done' ? report.gone : undefined
  }

  function count(): Uptime {
    const elapsed_ms = performance.now() - counted_at
    counted_at += elapsed_ms
    return countUptime(yard.state, yard.clock.now(), elapsed_ms)
  }

  /** What a full disk refuses is counted at the next time. */
  function countOn(): void {
    const from = counted_at
    try {
      count()
    } catch (error) {
      counted_at = from
      log.error({ err: error }, 'how long the box has run could not be written down')
    }
  }

  function forget(place: Place): void {
    clearTimeout(again.get(place)?.timer)
    again.delete(place)
  }

  function tryAgain(place: Place): void {
    const tries = (again.get(place)?.tries ?? 0) + 1
    forget(place)
    if (tries > MOST_TRIES || stopping.signal.aborted) return
    const run = (): void => {
      drill(place).catch((error: unknown) => log.error({ err: error }, 'a drill of the backup failed'))
    }
    again.set(place, { tries, timer: setTimeout(run, TRY_AGAIN_MS).unref() })
  }

  return {
    get is_busy() {
      return waiting > 0
    },
    drill,
    care,
    relieveSpool,
    queue,
    async stop() {
      stopping.abort()
      clearInterval(counting)
      for (const place of [...again.keys()]) forget(place)
      await last
      count()
    }
  }
}
