import { setTimeout as pause } from 'node:timers/promises'
import type { TcpLiar } from '../../printer/liar-tcp.ts'
import type { Chances } from '../chances.ts'

/** What is done to a printer, and how somebody mends it. */
type Torment = (liar: TcpLiar, chances: Chances) => Promise<() => unknown>

const IN_ANY_PRINTER: Record<string, Torment> = {
  async cutLine(liar, chances) {
    liar.disconnectAfter(1 + chances.below(900))
    return () => undefined
  },
  async off(liar) {
    await liar.switchOff()
    return () => liar.switchOn()
  }
}

/** What one that never answers can't say of itself is left to those that do; see `run.ts`. */
const IN_ONE_THAT_ANSWERS: Record<string, Torment> = {
  async paperOut(liar, chances) {
    liar.endAfter(1 + chances.below(40))
    return () => liar.refill()
  },
  async coverOpen(liar) {
    liar.set({ cover: 'open' })
    return () => liar.set({ cover: 'closed' })
  },
  async knifeStuck(liar) {
    liar.set({ fault: 'cutter' })
    return () => liar.set({ fault: null })
  },
  async button(liar) {
    liar.set({ is_online: false })
    return () => liar.set({ is_online: true })
  },
  async cablePulled(liar) {
    liar.pullCable()
    return () => liar.plugCable()
  },
  async mute(liar) {
    liar.answer('never')
    return () => liar.answer('truth')
  },
  async offAndRepeats(liar) {
    await liar.switchOff({ replays: true })
    return () => liar.switchOn()
  }
}

/** A time in which a printer is in trouble, by `performance.now()`, and how many sales its till was answered meanwhile. */
export interface Spell {
  what: string
  answered: number
  from: number
  to: number
}

/** Does one thing after another to a printer until it is told to stop; leaves it well. */
export class Tormentor {
  readonly spells: Spell[] = []
  /** The trouble that there is now. */
  now: Spell | undefined
  readonly #liar: TcpLiar
  readonly #chances: Chances
  readonly #ways: Record<string, Torment>
  #is_over = false

  constructor(
    liar: TcpLiar,
    chances: Chances,
    { answers, only }: { answers: boolean; only: string | undefined }
  ) {
    this.#liar = liar
    this.#chances = chances
    const ways = answers ? { ...IN_ANY_PRINTER, ...IN_ONE_THAT_ANSWERS } : IN_ANY_PRINTER
    const chosen = Object.entries(ways).filter(([what]) => only === undefined || only === what)
    this.#ways = chosen.length > 0 ? Object.fromEntries(chosen) : IN_ANY_PRINTER
  }

  async run(): Promise<void> {
    while (!this.#is_over) {
      await pause(200 + this.#chances.below(1800))
      const what = this.#chances.of(Object.keys(this.#ways))
      await this.#untilItPrints()
      const from = performance.now()
      this.now = { what, answered: 0, from, to: from }
      const mend = await this.#ways[what]!(this.#liar, this.#chances)
      await pause(200 + this.#chances.below(2300))
      await mend()
      this.now.to = performance.now()
      this.spells.push(this.now)
      this.now = undefined
    }
  }

  /** Most of what goes wrong does so in the middle of a slip. */
  async #untilItPrints(): Promise<void> {
    const { paper } = this.#liar
    const line = paper.lines + 1 + this.#chances.below(30)
    await Promise.race([this.#liar.until(() => paper.lines >= line), pause(1500)])
  }

  stop(): void {
    this.#is_over = true
  }
}
