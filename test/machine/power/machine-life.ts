import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../container.ts'
import type { Chance } from './disk.ts'
import { type Known, type Looked, lookAtShop } from './look-at-shop.ts'
import type { Machine, Parts, SwitchOn } from './machine.ts'
import { takeOut } from './machine-image.ts'
import { answers, BOX, trustBox } from './machine-wire.ts'
import { type Floor, type Heard, TillsAtWork } from './tills-at-work.ts'

/** The box sells for so long at least until the next cut, and for so much longer at most. */
const LEAST_MS = 500
const MORE_MS = 9000
/** One cut in five comes while the machine still starts, within so long. */
const WHILE_STARTING = 0.2
const STARTING_MS = 20_000
const STARTS_WITHIN_S = 120
/** What was answered before the power went is read by then. */
const ON_THE_WIRE_MS = 300

/** What one switching on, and the cut after it, came to. */
export interface Round {
  /** From power-on, without anybody's hand; nothing when the power went before. */
  answers_s?: number
  sells_s?: number
  /** How many deeds were answered, and how many sales of them. */
  answered: number
  sales: number
  missing: string[]
  faults: string[]
}

/** What the machine is and how it gets its power. */
export interface Powered extends Parts {
  switchOn: SwitchOn
  /** How many times slower it is than one of user-mode Linux: it gets so much more time for everything. */
  slowness: number
}

/** A shop on a machine that loses its power again and again. */
export class MachineLife {
  readonly #parts: Powered
  readonly #tills: TillsAtWork
  readonly #known: Known & { begun: Heard[]; answered: Heard[] } = {
    begun: [],
    answered: [],
    numbers: new Map()
  }
  #power = new AbortController()
  #is_begun = false

  constructor(parts: Powered, floor: Floor) {
    this.#parts = parts
    this.#tills = new TillsAtWork({
      url: `https://${BOX}`,
      floor,
      begun: (heard) => this.#known.begun.push(heard),
      answered: (heard) => this.#known.answered.push(heard),
      cutOff: () => this.#power.signal
    })
  }

  /** Switches the machine on, lets it sell, and takes its power away at a random instant. */
  async goRound(chance: Chance): Promise<Round> {
    const before = this.#known.answered.length
    const machine = this.#parts.switchOn(this.#parts)
    const is_starting = this.#is_begun && chance() < WHILE_STARTING
    const started = is_starting ? {} : await this.#sellAgain()
    await pause((is_starting ? chance() * STARTING_MS : LEAST_MS + chance() * MORE_MS) * this.#parts.slowness)
    await this.#cut(machine)
    const answered = this.#known.answered.slice(before)
    return {
      ...started,
      answered: answered.length,
      sales: answered.filter(({ deed }) => deed === 'sale').length,
      ...(await this.#look())
    }
  }

  /** A last time: all tills close their shifts; then what was asked for must be there, each once. */
  async end(): Promise<Round> {
    const before = this.#known.answered.length
    const machine = this.#parts.switchOn(this.#parts)
    const started = await this.#sellAgain()
    await this.#tills.closeAll()
    await machine.cut()
    const found = await this.#look()
    const { answered } = this.#known
    const receipts = answered.filter(({ deed }) => deed === 'sale' || deed === 'refund')
    const ids = new Set(receipts.map(({ id }) => id))
    const counts = ids.size === receipts.length && ids.size === this.#known.numbers.size
    const told = `${this.#known.numbers.size} receipts in the books, ${receipts.length} answered`
    return {
      ...started,
      answered: answered.length - before,
      sales: answered.slice(before).filter(({ deed }) => deed === 'sale').length,
      missing: found.missing,
      faults: counts ? found.faults : [...found.faults, told]
    }
  }

  /** Everybody goes home. */
  async leave(): Promise<void> {
    if (!this.#power.signal.aborted) this.#power.abort(new TypeError('the power is off'))
    await this.#tills.leave()
  }

  get #sales(): number {
    return this.#known.answered.reduce((sum, { deed }) => sum + Number(deed === 'sale'), 0)
  }

  async #sellAgain(): Promise<Pick<Round, 'answers_s' | 'sells_s'>> {
    const starts_within_s = STARTS_WITHIN_S * this.#parts.slowness
    const began = performance.now()
    const since = (): number => Math.round((performance.now() - began) / 100) / 10
    if (!this.#is_begun) {
      await answers(80, starts_within_s)
      await trustBox()
    }
    await answers(443, starts_within_s)
    const answers_s = since()
    const sales = this.#sales
    this.#power = new AbortController()
    if (this.#is_begun) this.#tills.goOn()
    else this.#tills.start()
    this.#is_begun = true
    const sells = (): boolean => {
      this.#tills.throwIfGivenUp()
      return this.#sales > sales
    }
    await until(sells, 'the box sells', starts_within_s * 20, 50)
    return { answers_s, sells_s: since() }
  }

  async #cut(machine: Machine): Promise<void> {
    await machine.cut()
    await pause(ON_THE_WIRE_MS)
    this.#power.abort(new TypeError('the power is off'))
    await this.#tills.quiet()
  }

  /** Looks at a copy: the machine starts from what the cut left. */
  async #look(): Promise<Pick<Looked, 'missing' | 'faults'>> {
    const into = join(this.#parts.home, 'look')
    mkdirSync(into)
    try {
      const { data, faults } = takeOut(this.#parts.image, into)
      const looked = await lookAtShop(data, this.#known)
      return { missing: looked.missing, faults: [...faults, ...looked.faults] }
    } finally {
      rmSync(into, { recursive: true })
    }
  }
}
