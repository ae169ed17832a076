import { setTimeout as pause } from 'node:timers/promises'
import type { TcpLiar } from '../../printer/liar-tcp.ts'
import type { Browser } from '../../shop.ts'
import type { Chances } from '../chances.ts'

/** So long a person looks at the paper before saying what is on it. */
const LOOKS_MS = 300

/** Somebody who looks at the list of slips in doubt, then at the paper, and says what is so, or nearly always. */
export class Cashier {
  readonly said = { printed: 0, copy: 0, drop: 0 }
  readonly #till: Browser
  readonly #liars: readonly TcpLiar[]
  readonly #chances: Chances
  #is_over = false

  constructor(till: Browser, liars: readonly TcpLiar[], chances: Chances) {
    this.#till = till
    this.#liars = liars
    this.#chances = chances
  }

  async run(): Promise<void> {
    while (!this.#is_over) {
      await this.settleAll().catch(() => undefined) // the box is off now and then
      await pause(250)
    }
  }

  stop(): void {
    this.#is_over = true
  }

  /** @returns how many were in doubt */
  async settleAll(): Promise<number> {
    const { text } = await this.#till.get('/printing')
    const doubtful = text.split('<li').filter((row) => /^[^>]*\buncertain\b/.test(row))
    if (doubtful.length > 0) await pause(LOOKS_MS)
    for (const row of doubtful) await this.#settle(row)
    return doubtful.length
  }

  async #settle(row: string): Promise<void> {
    const [, job_id] = /id="job-([^"]+)"/.exec(row) ?? []
    const [receipt_no] = /\b[A-Z]\d+-\d{6}\b/.exec(row) ?? []
    if (!job_id || !receipt_no) throw new Error(`a row that says nothing: ${row.slice(0, 200)}`)
    const verdict = this.#verdictOn(receipt_no, /class="tag"/.test(row))
    const { status } = await this.#till.post(`/jobs/${job_id}`, { verdict }, { htmx: true })
    if (status === 200) this.said[verdict]++
  }

  #verdictOn(receipt_no: string, is_copy: boolean): 'printed' | 'copy' | 'drop' {
    const slips = this.#liars.flatMap(({ paper }) => paper.of(receipt_no))
    if (slips.some(({ says_copy }) => says_copy === is_copy)) return 'printed'
    return this.#chances.below(12) === 0 ? 'drop' : 'copy'
  }
}
