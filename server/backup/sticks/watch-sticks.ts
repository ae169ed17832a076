import type { FastifyBaseLogger } from 'fastify'
import { findSticks, type Stick } from '../destinations/find-sticks.ts'
import type { ChosenPlace } from '../places/find-destinations.ts'
import type { Reach } from '../state/reach.ts'

/** A stick that is plugged in, as the shop sees it. */
export interface PluggedStick extends Stick {
  /**
   * `new` may be taken, `left` is the shop's own that was given up, `chosen` is a place of the backup, `foreign` is
   * another shop's.
   */
  whose: 'new' | 'left' | 'chosen' | 'foreign'
  /** The place that it is. */
  destination_id: string | undefined
  /** How far its backup is. */
  progress: StickProgress
}

type StickProgress =
  /** Being brought what it lacks; 0 to 1. */
  | { state: 'bringing'; part: number }
  /** All is there and was read back: it may be pulled. */
  | { state: 'ready' }
  | { state: 'failed'; fault: NonNullable<Reach['fault']> }

/** A stick that was pulled before all was there. */
export interface EarlyPull {
  destination_id: string
  at: number
}

interface Known {
  destination_id: string
  stick: Stick
  progress: StickProgress
  /** The most that waited for it since it was plugged in. */
  most_bytes: number
}

export interface StickOptions {
  folders: readonly string[]
  /** The shop's own number, hex. */
  store_id: string
  listPlaces(): ChosenPlace[]
  /** Bring it what it lacks. */
  bring(destination_id: string): void
  /** All is there; what a person should find on it may be written. */
  settled(stick: Stick, destination_id: string): Promise<void>
  /** Something is to be seen. */
  stirred(): void
  log: FastifyBaseLogger
}

/** The sticks that are plugged in. */
export interface StickWatch {
  list(): PluggedStick[]
  earlyPulls(): EarlyPull[]
  /** How it stands with a place has changed. */
  heard(reach: Reach): void
  /** Looks now, and not at the next turn. */
  look(): Promise<void>
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 2000
/** A stick that was pulled too early is spoken of so long. */
const SPOKEN_OF_MS = 3_600_000

/** Watches what is plugged in, and has the shop's own sticks brought up to date at once. */
export function watchSticks(options: StickOptions): StickWatch {
  const { log, store_id } = options
  let present: Stick[] = []
  let known = new Map<string, Known>()
  let pulls: EarlyPull[] = []
  let looking: Promise<void> | undefined
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  void look()

  function look(): Promise<void> {
    looking ??= compare().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function compare(): Promise<void> {
    try {
      const found = await findSticks(options.folders)
      if (!isSame(found, present)) options.stirred()
      present = found
      meet()
    } catch (error) {
      log.warn({ err: error }, 'the sticks could not be looked for; they are looked for again')
    }
  }

  /** Welcomes those that are new here, and notes which have gone. */
  function meet(): void {
    const before = known
    known = new Map()
    for (const stick of present) {
      const destination_id = placeOf(stick)
      if (destination_id === undefined || known.has(destination_id)) continue
      const earlier = before.get(destination_id)
      if (earlier) known.set(destination_id, { ...earlier, stick })
      else welcome(destination_id, stick)
    }
    for (const [destination_id, { progress }] of before) {
      if (known.has(destination_id) || progress.state === 'ready') continue
      pulls = [...pulls, { destination_id, at: Date.now() }]
    }
  }

  function welcome(destination_id: string, stick: Stick): void {
    const progress = { state: 'bringing', part: 0 } as const
    known.set(destination_id, { destination_id, stick, progress, most_bytes: 0 })
    pulls = pulls.filter((pull) => pull.destination_id !== destination_id)
    options.bring(destination_id)
  }

  function placeOf({ stick_id }: Stick): string | undefined {
    if (stick_id === null) return undefined
    return options
      .listPlaces()
      .find(
        ({ address, is_paused }) => address.kind === 'stick' && address.stick_id === stick_id && !is_paused
      )?.destination_id
  }

  function heard(reach: Reach): void {
    const one = known.get(reach.destination_id)
    // Whether it was pulled is seen by looking, and only so: what was said before that still holds.
    if (!one || reach.fault === 'away') return
    const was_ready = one.progress.state === 'ready'
    one.most_bytes = Math.max(one.most_bytes, reach.waiting_bytes)
    one.progress = progressOf(reach, one.most_bytes)
    if (one.progress.state !== 'ready') return
    one.most_bytes = 0
    if (was_ready) return
    options.settled(one.stick, one.destination_id).catch((error: unknown) => {
      log.warn({ err: error }, 'the words for whoever finds the stick could not be written on it')
    })
  }

  function whose({ stick_id, store_id: of }: Stick, destination_id: string | undefined) {
    if (destination_id !== undefined) return 'chosen'
    if (stick_id === null) return 'new'
    return of === store_id ? 'left' : 'foreign'
  }

  return {
    list: () =>
      present.map((stick) => {
        const destination_id = placeOf(stick)
        const progress = (destination_id && known.get(destination_id)?.progress) || {
          state: 'bringing',
          part: 0
        }
        return { ...stick, destination_id, whose: whose(stick, destination_id), progress }
      }),
    earlyPulls: () => pulls.filter(({ at }) => Date.now() - at < SPOKEN_OF_MS),
    heard,
    look,
    async stop() {
      clearInterval(timer)
      await looking
    }
  }
}

function progressOf({ fault, waiting_bytes, safe_until }: Reach, most_bytes: number): StickProgress {
  if (fault !== null && fault !== 'gap') return { state: 'failed', fault }
  if (waiting_bytes === 0 && fault === null && safe_until !== null) return { state: 'ready' }
  return { state: 'bringing', part: most_bytes === 0 ? 0 : 1 - waiting_bytes / most_bytes }
}

/** Whether the same sticks are there; how full they are is no news. */
function isSame(one: readonly Stick[], other: readonly Stick[]): boolean {
  const names = (sticks: readonly Stick[]): string =>
    sticks
      .map(({ path, stick_id, read_only }) => `${path} ${stick_id} ${read_only}`)
      .sort()
      .join('\n')
  return names(one) === names(other)
}
