import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { later, type Moment } from '../values/clock.ts'
import { Connection } from './connection.ts'
import { encodeJob } from './encode-job.ts'
import { findNextJob, type Job, listWaiting } from './find-jobs.ts'
import { findPrinter, type Printer } from './find-printer.ts'
import { findPrinterState, keepState, learnAnswers } from './printer-states.ts'
import { PULSE_LIVES_MS } from './queue-jobs.ts'
import { claimJob, markJob, markTrouble } from './settle-jobs.ts'
import { type Status, whyNotReady } from './status.ts'
import { openTransport } from './transports/open-transport.ts'
import type { Delivery, TroubleCode } from './transports/transport.ts'

/** How long a printer in trouble is left alone, unless there is news of it; the last one is repeated. */
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15_000]
const ASK_AGAIN_MS = 700
/** How long a line stays open when nothing is left to send: the next sale finds it. */
const LINGER_MS = 3000

/** Looks after one printer: carries its jobs to it one after another, and knows how it is. */
export class Carrier {
  readonly #shop: Shop
  readonly #printer_id: string
  readonly #base: string
  readonly #stirred: () => void
  readonly #stopping = new AbortController()
  #connection: { of: string; is: Connection } | undefined
  #running: Promise<void> | undefined
  #news = Promise.withResolvers<void>()
  /** What was last written down, so that only news is. */
  #known: string | undefined
  /** How often in a row the printer could not be used. */
  #failures = 0

  /** @param base where customers reach receipt pages, for the code on the slip */
  constructor(shop: Shop, printer_id: string, { base, stirred }: { base: string; stirred: () => void }) {
    this.#shop = shop
    this.#printer_id = printer_id
    this.#base = base
    this.#stirred = stirred
  }

  get is_busy(): boolean {
    return this.#running !== undefined
  }

  /** Whether it waits for its printer to come back: one more job is no reason to try sooner, unless it opens a drawer. */
  get is_troubled(): boolean {
    return this.#failures > 1
  }

  /** There may be something to do; or the printer may have come back. */
  wake(): void {
    if (this.#stopping.signal.aborted || this.#shop.store.halted) return
    this.#news.resolve()
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** Asks the printer how it is, unless it is being printed on. @returns why it does not print, or can't be reached */
  async look(): Promise<TroubleCode | undefined> {
    const printer = findPrinter(this.#shop.store, this.#printer_id)
    if (!printer || this.is_busy || printer.transport === 'preview') return undefined
    const trouble = await this.#connect(printer).look(this.#stopping.signal)
    await this.#heardOf(trouble)
    if (!trouble) this.wake()
    return trouble
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#news.resolve()
    await this.#running
    this.#connection?.is.rest()
  }

  async #run(): Promise<void> {
    try {
      for (let idle = false; !idle; ) {
        await this.#carryAll()
        this.#news = Promise.withResolvers()
        // The line stays for the next sale; whatever comes meanwhile goes on at once.
        if (findNextJob(this.#shop.store, this.#printer_id)) continue
        idle = await this.#pause(LINGER_MS)
      }
    } catch (error) {
      this.#shop.log.error({ err: error, printer_id: this.#printer_id }, 'the spooler stumbled')
    } finally {
      this.#connection?.is.rest()
    }
  }

  /** Does the printer's jobs one after another until none waits. */
  async #carryAll(): Promise<void> {
    const { store } = this.#shop
    while (!this.#stopping.signal.aborted && !store.halted) {
      const job = findNextJob(store, this.#printer_id)
      const printer = findPrinter(store, this.#printer_id)
      if (!job || !printer) return
      this.#news = Promise.withResolvers()
      this.#failures = (await this.#attempt(job, printer)) ? 0 : this.#failures + 1
      if (this.#failures > 0) await this.#pause(this.#restOf(this.#failures))
    }
  }

  /** One that answers is asked again at once, on the open line, whether it has paper now; that costs nothing. */
  #restOf(failures: number): number {
    const state = findPrinterState(this.#shop.store, this.#printer_id)
    if (state?.paper) return ASK_AGAIN_MS
    return RETRY_MS[failures - 1] ?? RETRY_MS.at(-1)!
  }

  /** @returns false when the printer is in trouble and should be left alone for a moment. */
  async #attempt(job: Job, printer: Printer): Promise<boolean> {
    const { store, clock } = this.#shop
    if (isTooLate(job, clock.now())) {
      await this.#keep((tx) => markJob(tx, this.#doer(), job, { state: 'expired', trouble: job.trouble }))
      return true
    }
    const claim = { ours: false }
    const delivery = await this.#send(job, printer, async () => {
      claim.ours = await store.commit((tx) => claimJob(tx, job)).catch(() => false)
      return claim.ours
    })
    if (delivery === 'cannot-draw') {
      await this.#keep((tx) => markJob(tx, this.#doer(), job, { state: 'failed', trouble: 'cannot-draw' }))
      return true
    }
    if (delivery.outcome === 'delivered') {
      const { is_heard } = delivery
      await this.#keep((tx) => markJob(tx, this.#doer(), job, { state: 'printed', is_heard }))
      await this.#heardOf(undefined)
      return true
    }
    await this.#heardOf(delivery.reason)
    if (delivery.outcome === 'cut-off') {
      await this.#keep((tx) => markJob(tx, this.#doer(), job, afterCut(job, delivery.reason)))
      return true
    }
    if (claim.ours)
      await this.#keep((tx) => markJob(tx, this.#doer(), job, { state: 'waiting', trouble: job.trouble }))
    await this.#keepTrouble(job, delivery.reason)
    return false
  }

  async #send(job: Job, printer: Printer, begin: () => Promise<boolean>): Promise<Delivery | 'cannot-draw'> {
    const { store, clock, log } = this.#shop
    const cargo = encodeJob(store, job, printer, this.#base)
    if (cargo instanceof Error) {
      // A slip that can't be drawn is a mistake of ours; it must not hold up those behind it.
      log.error({ err: cargo, job_id: job.job_id }, 'a slip could not be drawn')
      return 'cannot-draw'
    }
    // A pulse must not reach the drawer after its time, however slow the line.
    const signals = job.expires_at ? [AbortSignal.timeout(leftOf(job.expires_at, clock.now()))] : []
    const signal = AbortSignal.any([this.#stopping.signal, ...signals])
    return await this.#connect(printer).carry(cargo, begin, signal)
  }

  /** The connection to where the printer is now. */
  #connect(printer: Printer): Connection {
    const { printer_id, transport, address, answers } = printer
    const of = `${transport} ${address}`
    if (this.#connection?.of === of) return this.#connection.is
    this.#connection?.is.rest()
    const is = new Connection(openTransport(printer, this.#shop.config), answers, {
      answers: (answers) => void this.#keep((tx) => learnAnswers(tx, printer_id, answers)).catch(() => {}),
      status: (status) => void this.#heardOf(whyNotReady(status), status).catch(() => {})
    })
    this.#connection = { of, is }
    return is
  }

  /** Writes down how the printer is, when that is news, and has the screens look. */
  async #heardOf(trouble: TroubleCode | undefined, status?: Status): Promise<void> {
    if (trouble === 'stopped') return
    const { store } = this.#shop
    const printer_id = this.#printer_id
    const link = trouble ?? 'ok'
    const before = findPrinterState(store, printer_id)
    const known = status ? JSON.stringify({ link, status }) : link
    if (known === this.#known || (!status && before?.link === link)) return
    this.#known = known
    await this.#keep((tx) => keepState(tx, this.#doer(), { printer_id, link, status }))
    this.#stirred()
  }

  /** One job's trouble is that of all behind it. That we were told to stop is no trouble of the printer's. */
  async #keepTrouble(job: Job, reason: TroubleCode): Promise<void> {
    const { store, clock } = this.#shop
    const late = isTooLate(job, clock.now()) ? 'timeout' : null
    const trouble = reason === 'stopped' ? (job.trouble ?? late) : reason
    if (!trouble) return
    const news = listWaiting(store, job.printer_id).some((waiting) => waiting.trouble !== trouble)
    if (news) await this.#keep((tx) => markTrouble(tx, this.#doer(), job.printer_id, trouble))
  }

  /** Writes down how a job fared. A full disk passes; until then the printer waits with us. */
  async #keep(work: (tx: Tx) => void): Promise<void> {
    const { store } = this.#shop
    for (;;) {
      try {
        return await store.commit(work)
      } catch (error) {
        const passing = error instanceof Refusal && !store.halted && !this.#stopping.signal.aborted
        if (!passing) throw error
        await this.#pause(1000)
      }
    }
  }

  #doer(): By {
    return { at: this.#shop.clock.now(), staff_id: null, terminal_id: null, request_id: null }
  }

  /** Waits a moment, or until there is news. @returns whether there was none */
  async #pause(for_ms: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(resolve, for_ms, true)
    const had_none = await Promise.race([promise, this.#news.promise.then(() => false)])
    clearTimeout(timer)
    return had_none
  }
}

function afterCut(job: Job, trouble: TroubleCode): Parameters<typeof markJob>[3] {
  return { state: job.kind === 'pulse' ? 'expired' : 'uncertain', trouble }
}

/** Milliseconds that a pulse still has: at least one, for a timer, and never more than it was given. */
function leftOf(expires_at: Moment, now: Moment): number {
  return Math.min(PULSE_LIVES_MS, Math.max(1, Date.parse(expires_at) - Date.parse(now)))
}

/** A clock that was set back says nothing of how old a pulse is: then it is too old as well. */
function isTooLate({ asked_at, expires_at }: Job, now: Moment): boolean {
  return expires_at !== null && (now >= expires_at || now < later(asked_at, -PULSE_LIVES_MS))
}
