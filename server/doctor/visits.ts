import type { Shop } from '../shop.ts'
import type { Moment } from '../values/clock.ts'
import { CHECK_NAMES, type CheckName, type Finding } from './checks.ts'
import { examine } from './examine.ts'
import { patientOf } from './patient.ts'

/** An examination, as far as it has come. */
export interface Visit {
  began_at: Moment
  findings: readonly Finding[]
  /** What is still to be looked at, the next one first; none when it is over. */
  left: readonly CheckName[]
}

/** The examinations of a box that runs: one at a time, and the latest is kept. */
export class Visits {
  readonly #shop: Shop
  readonly #ports: () => { port: number; https_port?: number; http_port?: number }
  #latest: Visit | undefined
  /** The latest that came to its end. */
  #whole: Visit | undefined
  #running: { done: Promise<void>; ending: AbortController } | undefined

  /** @param ports where the box really listens */
  constructor(shop: Shop, ports: () => { port: number; https_port?: number; http_port?: number }) {
    this.#shop = shop
    this.#ports = ports
  }

  /** The latest examination, also one that is under way. */
  get latest(): Visit | undefined {
    return this.#latest
  }

  /** The latest that came to its end. */
  get whole(): Visit | undefined {
    return this.#whole
  }

  /** Begins an examination, unless one is under way; resolves when it is over. */
  begin(): Promise<void> {
    if (!this.#running) {
      const ending = new AbortController()
      const done = this.#examine(ending.signal).finally(() => {
        this.#running = undefined
      })
      this.#running = { done, ending }
    }
    return this.#running.done
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    this.#running?.ending.abort()
    await this.#running?.done
  }

  async #examine(signal: AbortSignal): Promise<void> {
    const { clock, config, log } = this.#shop
    const began_at = clock.now()
    const patient = patientOf({ ...config, ...this.#ports() }, began_at, process.pid)
    const findings: Finding[] = []
    const left = [...CHECK_NAMES]
    this.#latest = { began_at, findings, left }
    const told = (finding: Finding): void => {
      findings.push(finding)
      left.shift()
    }
    try {
      await examine(patient, told, { signal })
      if (left.length === 0) this.#whole = this.#latest
    } catch (error) {
      left.length = 0
      log.error({ err: error }, 'the box could not be examined')
    }
  }
}
