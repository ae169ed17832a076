import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Test } from 'tap'
import { newId } from '../../../server/values/id.ts'
import { openCounter, TEA, wired } from '../../counter.ts'
import { freePort } from '../../free-port.ts'
import type { TcpLiarOptions } from '../../printer/liar-tcp.ts'
import { type LyingTill, openTillsAt } from '../../printing/tills.ts'
import { type PluggedBox, plugIn } from '../../process.ts'
import type { Answer, Browser } from '../../shop.ts'
import type { BookedJob, BookedSale, Evidence } from './check.ts'

/** A shop with tills and lying printers, whose box runs as a process and has a plug to pull. */
export class Floor {
  readonly tills: LyingTill[]
  /** Sales whose answer a till has seen. */
  readonly answered: string[] = []
  /** Sales that a till has begun. */
  begun = 0
  /** How often the plug was pulled, and when nobody could sell for it, by `performance.now()`. */
  kills = 0
  readonly outages: { from: number; to: number }[] = []
  /** From the first question to the answer, in milliseconds, without the times at which the box was off. */
  readonly answer_ms: number[] = []
  readonly #data: string
  readonly #port: number
  readonly #ends: (() => unknown)[]
  readonly #t: Test
  #box: PluggedBox | undefined

  private constructor(at: {
    data: string
    port: number
    tills: LyingTill[]
    ends: (() => unknown)[]
    t: Test
  }) {
    this.#data = at.data
    this.#port = at.port
    this.#ends = at.ends
    this.#t = at.t
    this.tills = at.tills
  }

  /** Sets the shop up by its own pages, and starts its box. @param printers how each till's printer is made */
  static async open(printers: TcpLiarOptions[]): Promise<Floor> {
    const ends: (() => unknown)[] = []
    const t = { teardown: (end: () => unknown) => ends.push(end) } as unknown as Test
    const data = mkdtempSync(join(tmpdir(), 'laci-chaos-printing-'))
    ends.push(() => rmSync(data, { recursive: true, force: true }))
    const counter = await openCounter(t, { data })
    const tills = await openTillsAt(t, counter, printers)
    await counter.shop.box.stop()
    const port = await freePort()
    for (const one of tills) one.till = wired(`http://127.0.0.1:${port}`, one.till)
    const floor = new Floor({ data, port, tills, ends, t })
    await floor.plugIn()
    return floor
  }

  get is_on(): boolean {
    return this.#box !== undefined
  }

  async plugIn(): Promise<void> {
    this.#box = await plugIn(this.#t, this.#data, { LACI_PORT: String(this.#port) })
    const outage = this.outages.at(-1)
    if (outage) outage.to = performance.now()
  }

  /** SIGKILL, between any two instructions. */
  async pullPlug(): Promise<void> {
    const box = this.#box
    this.#box = undefined
    this.outages.push({ from: performance.now(), to: Number.POSITIVE_INFINITY })
    await box?.kill()
    this.kills++
  }

  async close(): Promise<void> {
    await this.#box?.close()
    this.#box = undefined
  }

  async end(): Promise<void> {
    for (const end of this.#ends.toReversed()) await end()
  }

  /** Sells one thing, and does not let go until it is answered: what is asked again is the same request. */
  async sell(till: Browser): Promise<void> {
    this.begun++
    const kills = this.kills
    const began = performance.now()
    const scan_id = newId()
    const sale_id = newId()
    await this.#insist(() =>
      till.post('/till/scans', { text: TEA.barcode }, { htmx: true, request_id: scan_id })
    )
    const { text } = await this.#insist(() => till.get('/till/pay', { htmx: true }))
    const field = (name: string): string => {
      const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(text) ?? []
      assert(value, `the pay form has no ${name}`)
      return value
    }
    const form = { basket_id: field('basket_id'), total: field('total'), given: '100.000' }
    await this.#insist(() => till.post('/sales', form, { htmx: true, request_id: sale_id }))
    this.answered.push(form.basket_id)
    if (kills === this.kills && this.is_on) this.answer_ms.push(performance.now() - began)
  }

  /** How many jobs are not over yet. */
  countOpen(): number {
    return this.#read(
      (sqlite) =>
        sqlite.prepare<[], number>('select count(*) from print_jobs where settled_at is null').pluck().get()!
    )
  }

  /** What the books and the papers say. The box must be off. @param silent the printers that never answer */
  evidence(silent: readonly string[] = []): Evidence {
    const booked = this.#read((sqlite) =>
      sqlite
        .prepare<[], BookedSale>(
          `select sale_id, receipt_no, (select printer_id from print_jobs where subject_id = sale_id limit 1) as printer_id
           from sales order by receipt_no`
        )
        .all()
    )
    const jobs = this.#read((sqlite) =>
      sqlite.prepare<[], BookedJob>('select * from print_jobs order by job_no').all()
    )
    const papers = new Map(this.tills.map(({ printer_id, liar }) => [printer_id, liar.paper]))
    return { answered: this.answered, booked, jobs, papers, silent: new Set(silent) }
  }

  #read<Found>(look: (sqlite: Database.Database) => Found): Found {
    const sqlite = new Database(join(this.#data, 'laci.db'), { readonly: true })
    try {
      return look(sqlite)
    } finally {
      sqlite.close()
    }
  }

  async #insist(ask: () => Promise<Answer>): Promise<Answer> {
    for (let refusals = 0; ; ) {
      try {
        const answer = await ask()
        if (answer.status === 200) return answer
        refusals++
        assert(refusals < 50, `refused again and again: ${answer.status} ${answer.text.slice(0, 300)}`)
      } catch (error) {
        if (!(error instanceof TypeError)) throw error // what fetch says when nobody listens
        assert(!this.#box?.is_gone, 'the box ended although nobody pulled its plug')
      }
      await pause(100)
    }
  }
}
