import { judgeRoom, type RoomLevel, readRoom } from '../db/room.ts'
import { Refusal } from '../refusal.ts'

/** It costs a few microseconds, and whoever made room should see that it was enough. */
const LOOK_MS = 2000
/** What was given up is not there a second time; after an hour there may be something again. */
const GIVE_UP_AGAIN_MS = 3_600_000

/** Looks how much room there is, again and again, and acts on it before the disk does. */
export class RoomWatch {
  #level: RoomLevel = 'ample'
  #gave_up_at = Number.NEGATIVE_INFINITY
  readonly #folder: string
  readonly #changed: (level: RoomLevel, before: RoomLevel) => void
  readonly #giveUp: () => Promise<void>
  readonly #timer: NodeJS.Timeout

  /**
   * @param folder on the disk that is watched
   * @param changed told when it is another level
   * @param giveUp gives up what the box can make again; asked for once an hour at most while room is short
   */
  constructor(
    folder: string,
    changed: (level: RoomLevel, before: RoomLevel) => void,
    giveUp: () => Promise<void>
  ) {
    this.#folder = folder
    this.#changed = changed
    this.#giveUp = giveUp
    this.#timer = setInterval(() => this.look(), LOOK_MS).unref()
  }

  get level(): RoomLevel {
    return this.#level
  }

  /** Looks now. */
  look(): RoomLevel {
    const before = this.#level
    this.#level = judgeRoom(readRoom(this.#folder), before)
    if (this.#level !== before) this.#changed(this.#level, before)
    const is_short = this.#level === 'short' || this.#level === 'out'
    if (is_short && performance.now() - this.#gave_up_at >= GIVE_UP_AGAIN_MS) {
      this.#gave_up_at = performance.now()
      void this.#giveUp()
    }
    return this.#level
  }

  /**
   * Keeps back what would begin something new while there may be no room to end it. What is begun goes on: a basket that is
   * being paid, a refund, a closing.
   *
   * @throws {Refusal} box/disk-nearly-full
   */
  refuseNew(): void {
    // Looked at anew before anybody is sent away: room may have been made this second.
    if (this.#level === 'out' && this.look() === 'out') throw new Refusal('box/disk-nearly-full')
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
