import type { Address, Destination, Secret } from '../destinations/destination.ts'
import { keepReach, type Reach, readReach } from '../state/reach.ts'
import { type Bag, faultOf, type Visit, visit } from './carry.ts'
import { pauseOf, steadyMs } from './rest.ts'

/** A destination as the courier is told of it. */
export interface Target {
  destination_id: string
  address: Address
  secret: Secret
  is_paused: boolean
}

/** What the courier says as it goes. */
export type CourierSaid =
  /** How it stands with a destination, after each piece. */
  | { type: 'reach'; reach: Reach }
  /** A destination has nothing to go on from, and neither has the spool. */
  | { type: 'snapshot-wanted' }

/** Opens a destination; with a cap on what is sent when it is far behind. */
export type Open = (target: Target, is_far_behind: boolean) => Destination

/** More than this waiting, and what is sent is held to the owner's share of the uplink: a morning's sales are less. */
const FAR_BEHIND_BYTES = 2 << 20

interface Round {
  target: Target
  is_running: boolean
  is_wanted: boolean
  /** By {@link steadyMs}: not before this, unless somebody asks. */
  not_before: number
}

/** Visits the destinations, each in its own time: none waits for another, and one that fails is tried less and less often. */
export class Courier {
  readonly #bag: Bag
  readonly #open: Open
  readonly #tell: (said: CourierSaid) => void
  readonly #resting: ReadonlyMap<string, number>
  #rounds = new Map<string, Round>()
  #running = new Set<Promise<void>>()
  #is_stopped = false

  /** @param resting until when destinations are left alone, unless somebody asks */
  constructor(
    bag: Bag,
    open: Open,
    tell: (said: CourierSaid) => void,
    resting: ReadonlyMap<string, number> = new Map()
  ) {
    this.#resting = resting
    this.#bag = bag
    this.#open = open
    this.#tell = tell
  }

  /** Whom to visit from now on. */
  setTargets(targets: Target[]): void {
    const known = this.#rounds
    this.#rounds = new Map(
      targets.map((target) => {
        const round = known.get(target.destination_id)
        if (round) round.target = target
        return [
          target.destination_id,
          round ?? {
            target,
            is_running: false,
            is_wanted: false,
            not_before: this.#resting.get(target.destination_id) ?? 0
          }
        ]
      })
    )
  }

  /**
   * Sets out for destinations that are due.
   *
   * @param which some of them; all when not said
   * @param at_once for somebody who waits: also for one that failed a moment ago
   */
  go(which: (target: Target) => boolean = () => true, at_once = false): void {
    for (const round of this.#rounds.values()) {
      if (!which(round.target) || round.target.is_paused || this.#is_stopped) continue
      if (!at_once && steadyMs() < round.not_before) continue
      round.is_wanted = true
      if (!round.is_running) this.#set(round)
    }
  }

  /** Waits until nobody is under way. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async stop(): Promise<void> {
    this.#is_stopped = true
    await this.settle()
  }

  #set(round: Round): void {
    const run = this.#run(round).finally(() => this.#running.delete(run))
    this.#running.add(run)
  }

  async #run(round: Round): Promise<void> {
    round.is_running = true
    try {
      while (round.is_wanted && !this.#is_stopped) {
        round.is_wanted = false
        await this.#visit(round)
      }
    } finally {
      round.is_running = false
    }
  }

  async #visit(round: Round): Promise<void> {
    const { destination_id } = round.target
    const before = readReach(this.#bag.state, destination_id)
    let reach: Reach = { ...before, tried_at: this.#bag.now() }
    const keep = (next: Reach): void => {
      reach = next
      keepReach(this.#bag.state, reach)
      this.#tell({ type: 'reach', reach })
    }
    const destination = this.#open(round.target, before.waiting_bytes > FAR_BEHIND_BYTES)
    try {
      const { plan, other } = await visit(this.#bag, destination_id, destination, (carried) => {
        const safe_until =
          carried.safe_until === undefined ? reach.safe_until : new Date(carried.safe_until).toISOString()
        keep({ ...reach, safe_until, waiting_bytes: carried.waiting_bytes, reached_at: this.#bag.now() })
        return !this.#is_stopped && this.#rounds.get(destination_id) === round && !round.target.is_paused
      })
      this.#end(round, keep, reach, other ?? (plan.needs_snapshot ? 'gap' : null))
      if (plan.needs_snapshot) this.#tell({ type: 'snapshot-wanted' })
    } catch (error) {
      const { fault, detail } = faultOf(error)
      const failures = reach.failures + 1
      round.not_before = steadyMs() + pauseOf(failures)
      keep({ ...reach, fault, fault_detail: detail, failures })
    } finally {
      await destination.close()
    }
  }

  #end(round: Round, keep: (reach: Reach) => void, reach: Reach, fault: Visit['other'] | 'gap' | null): void {
    round.not_before = 0
    keep({ ...reach, fault: fault ?? null, fault_detail: '', failures: 0, reached_at: this.#bag.now() })
  }
}
