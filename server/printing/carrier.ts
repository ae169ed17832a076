import { setTimeout as pause } from 'node:timers/promises'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Connection } from './connection.ts'
import { encodeJob } from './encode-job.ts'
import { findNextJob, type Job, listWaiting } from './find-jobs.ts'
import { findPrinter, type Printer } from './find-printer.ts'
import { isTooLate, leftOf } from './late-pulses.ts'
import { keepState, learnAnswers } from './printer-states.ts'
import { claimJob, markJob, markTrouble } from './settle-jobs.ts'
import { type Note, StateNotes } from './state-notes.ts'
import { type Status, whyNotReady } from './status.ts'
import type { Answers } from './tables.ts'
import { openTransport } from './transports/open-transport.ts'
import type { Delivery, TroubleCode } from './transports/transport.ts'

/** How long a printer in trouble is left alone, unless there is news of it; the last one is repeated. */
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15_000]
const ASK_AGAIN_MS = 700
/** How long a line stays open when nothing is left to send: the next sale finds it. */
const LINGER_MS = 3000

/** What a printer on an open line says of itself, so that it costs nothing to ask again. */
const SAID_BY_ITSELF: ReadonlySet<TroubleCode> = new Set([
  'paper-out',
  'cover-open',
  'cutter-fault',
  'too-hot',
  'fault',
  'offline',
  'busy'
])

/** Looks after one printer: carries its jobs to it one after another, and knows how it is. */
export class Carrier {
  readonly #shop: Shop
  readonly #printer_id: string
  readonly #base: () => string
  readonly #stirred: () => void
  readonly #stopping = new AbortController()
  #connection: { to: string; answers: Answers; is: Connection } | undefined
  #running: Promise<void> | undefined
  #looking: { by: AbortController; done: Promise<unknown> } | undefined
  #news = Promise.withResolvers<void>()
  readonly #notes = new StateNotes((note) => this.#note(note))
  /** Why it could not be used last. */
  #trouble: TroubleCode | undefined
  /** How often in a row the printer could not be used. */
  #failures = 0

  /** @param base where customers reach receipt pages now, for the code on the slip */
  constructor(
    shop: Shop,
    printer_id: string,
    { base, stirred }: { base: () => string; stirred: () => void }
  ) {
    this.#shop = shop
    this.#printer_id = printer_id
    this.#base = base
    this.#stirred = stirred
  }

  /** Whether it waits for its printer to come back: one more job is no reason to try sooner, unless it opens a drawer. */
  get is_troubled(): boolean {
    return this.#failures > 1
  }

  /** There may be something to do; or the printer may have come back. */
  wake(): void {
    if (this.#is_over) return
    this.#looking?.by.abort() // a job does not wait for a mere look
    this.#news.resolve()
    this.#running ??= this.#run()
  }

  /**
   * Asks the printer how it is; of one that is being printed on, what it last said.
   *
   * @returns why it does not print, or can't be reached; undefined when all is well
   */
  async look(): Promise<TroubleCode | undefined> {
    const printer = findPrinter(this.#shop.store, this.#printer_id)
    if (!printer || printer.transport === 'preview' || this.#is_over) return undefined
    if (this.#running || this.#looking) return this.#trouble
    const by = new AbortController()
    const signal = AbortSignal.any([this.#stopping.signal, by.signal])
    const done = this.#connect(printer).look(signal)
    this.#looking = { by, done }
    const trouble = await done
    this.#looking = undefined
    if (trouble === 'stopped') return this.#trouble
    this.#trouble = trouble
    this.#notes.found(trouble)
    await this.#notes.settle() // whoever asked reads what it said
    if (!trouble && findNextJob(this.#shop.store, this.#printer_id)) this.wake()
    return trouble
  }

  /** Lets go of the printer at once; what is being sent stays unsettled, for a person to look at. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#news.resolve()
    await Promise.all([this.#running, this.#looking?.done, this.#notes.settle()])
    this.#connection?.is.rest()
  }

  /** Told to stop, or the disk failed: nothing can be written down any more, so nothing is sent. */
  get #is_over(): boolean {
    return this.#stopping.signal.aborted || this.#shop.store.halted !== undefined
  }

  async #run(): Promise<void> {
    try {
      await this.#looking?.done
      do {
        await this.#carryAll()
        if (this.#is_over) return
        await this.#tidy()
        this.#news = Promise.withResolvers()
        // The line stays for the next sale; whatever comes meanwhile goes on at once.
        if (!findNextJob(this.#shop.store, this.#printer_id)) await this.#pause(LINGER_MS)
      } while (!this.#is_over && findNextJob(this.#shop.store, this.#printer_id))
    } catch (error) {
      if (!this.#is_over)
        this.#shop.log.error({ err: error, printer_id: this.#printer_id }, 'a carrier stumbled')
    } finally {
      this.#connection?.is.rest()
      this.#running = undefined // in the same breath as the last look for a job: whoever wakes us later starts anew
    }
  }

  /** Half a slip must not come out of a printer that nothing else waits for. */
  async #tidy(): Promise<void> {
    const { store } = this.#shop
    const is = this.#connection?.is
    if (!is?.is_unclean || findNextJob(store, this.#printer_id)) return
    this.#notes.found(await is.look(this.#stopping.signal))
  }

  /** Does the printer's jobs one after another until none waits. */
  async #carryAll(): Promise<void> {
    const { store } = this.#shop
    while (!this.#is_over) {
      const job = findNextJob(store, this.#printer_id)
      const printer = findPrinter(store, this.#printer_id)
      if (!job || !printer) return
      this.#news = Promise.withResolvers()
      this.#failures = (await this.#attempt(job, printer)) ? 0 : this.#failures + 1
      if (this.#failures > 0) await this.#pause(this.#restOf(job))
    }
  }

  /**
   * One that answers is asked again at once, on the open line, whether it has paper now; that costs nothing. And when a
   * pulse is over, that is said in time.
   */
  #restOf({ expires_at }: Job): number {
    const said_so = this.#trouble !== undefined && SAID_BY_ITSELF.has(this.#trouble)
    const rest_ms = said_so ? ASK_AGAIN_MS : (RETRY_MS[this.#failures - 1] ?? RETRY_MS.at(-1)!)
    return expires_at ? Math.min(rest_ms, leftOf(expires_at, this.#shop.clock.now())) : rest_ms
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
      this.#trouble = undefined
      // What a printer that answers said of itself meanwhile is known better than that the job went well.
      if (!is_heard && !job.expires_at) this.#notes.found(undefined)
      return true
    }
    if (delivery.reason !== 'stopped') this.#trouble = delivery.reason
    this.#notes.found(delivery.reason)
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
    const cargo = await encodeJob(store, job, printer, this.#base())
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

  /** The connection to where the printer is now. One found elsewhere, or saved anew, may be another one. */
  #connect(printer: Printer): Connection {
    const { printer_id, transport, address, language } = printer
    // What label printers are asked they answer in their own ways, or not at all.
    const answers = language === 'escpos' ? printer.answers : 'never'
    const to = `${language} ${transport} ${address}`
    const known = this.#connection
    if (known?.to === to && known.answers === answers) return known.is
    known?.is.rest()
    const is_elsewhere = language === 'escpos' && known !== undefined && known.to !== to
    const is = new Connection(openTransport(printer, this.#shop.config), is_elsewhere ? 'unknown' : answers, {
      answers: (learnt) => {
        const keep = this.#keep((tx) => learnAnswers(tx, printer_id, learnt))
        keep.then(() => {
          connection.answers = learnt
        }, this.#drop)
      },
      status: (status) => this.#hear(status)
    })
    const connection = { to, answers, is }
    this.#connection = connection
    return is
  }

  #hear(status: Status): void {
    // Paper is in, or the cover shut.
    if (this.#trouble && !whyNotReady(status)) this.#news.resolve()
    this.#notes.said(status)
  }

  /** Writes down how the printer is, and has the screens look. */
  async #note({ link, status }: Note): Promise<void> {
    if (this.#is_over) return
    const printer_id = this.#printer_id
    await this.#keep((tx) => keepState(tx, this.#doer(), { printer_id, link, status })).catch(this.#drop)
    this.#stirred()
  }

  /** What can't be written down of a printer is found out again. */
  readonly #drop = (error: unknown): void => {
    if (!this.#is_over)
      this.#shop.log.error({ err: error, printer_id: this.#printer_id }, 'a state was not kept')
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
        await pause(1000, undefined, { signal: this.#stopping.signal })
      }
    }
  }

  #doer(): By {
    return { at: this.#shop.clock.now(), staff_id: null, terminal_id: null, request_id: null }
  }

  /** Waits a moment, or until there is news. */
  async #pause(for_ms: number): Promise<void> {
    if (this.#is_over) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, for_ms)
    await Promise.race([promise, this.#news.promise])
    clearTimeout(timer)
  }
}

function afterCut(job: Job, trouble: TroubleCode): Parameters<typeof markJob>[3] {
  return { state: job.kind === 'pulse' ? 'expired' : 'uncertain', trouble }
}
