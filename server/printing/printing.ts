import type { By } from '../events/record.ts'
import type { Shop } from '../shop.ts'
import { Carrier } from './carrier.ts'
import { findNextJob, listBusyPrinters } from './find-jobs.ts'
import { listPrinters } from './find-printer.ts'
import { printerStates } from './printer-states.ts'
import { settleOrphans } from './settle-jobs.ts'
import type { TroubleCode } from './transports/transport.ts'
import { watchPlugs } from './watch-plugs.ts'

/** How often printers that nobody prints on are asked how they are, so that a till knows before the next sale. */
const LOOK_MS = 20_000
/** One in trouble is looked at more often: somebody is putting in paper right now. */
const LOOK_AGAIN_MS = 4000

/** The shop's printers as they run: each looked after by itself, so that a dead one holds up nobody else. */
export class Printing {
  readonly #carriers = new Map<string, Carrier>()
  readonly #listeners = new Set<() => void>()
  #start: { shop: Shop; base: () => string } | undefined
  #stops: (() => void)[] = []

  /**
   * Starts carrying what waits, and goes on at every commit. The first byte of a job leaves only after `sending` is on
   * the disk, so whatever happens in between it is never sent twice unasked; before that nothing is written, so a
   * printer that is off costs the disk nothing and leaves no doubt.
   *
   * @param base where customers reach receipt pages now, for the code on the slip
   */
  async start(shop: Shop, base: () => string): Promise<void> {
    const { store, clock } = shop
    const doer: By = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
    await store.commit((tx) => settleOrphans(tx, doer))
    this.#start = { shop, base }
    this.#wakeBusy()
    const looking = [
      setInterval(() => this.#lookAround(false), LOOK_MS).unref(),
      setInterval(() => this.#lookAround(true), LOOK_AGAIN_MS).unref()
    ]
    this.#stops = [
      store.onCommit(() => this.#wakeBusy()),
      watchPlugs(
        () => this.#wakeAll(),
        '/dev',
        (error) => shop.log.warn({ err: error }, 'plugs are not noticed')
      ),
      () => {
        for (const timer of looking) clearInterval(timer)
      }
    ]
  }

  /** Tries a printer again at once: somebody says that it is back. */
  wake(printer_id: string): void {
    this.#carrierOf(printer_id)?.wake()
  }

  /** Asks a printer how it is. @returns why it does not print, or can't be reached; undefined when all is well */
  async look(printer_id: string): Promise<TroubleCode | undefined> {
    return await this.#carrierOf(printer_id)?.look()
  }

  /** Calls back whenever a printer says something new of itself. @returns a function that ends it. */
  onStirred(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    await Promise.all([...this.#carriers.values()].map((carrier) => carrier.stop()))
  }

  #carrierOf(printer_id: string): Carrier | undefined {
    if (!this.#start) return undefined
    const { shop, base } = this.#start
    const stirred = (): void => {
      for (const listener of this.#listeners) listener()
    }
    const carrier = this.#carriers.get(printer_id) ?? new Carrier(shop, printer_id, { base, stirred })
    this.#carriers.set(printer_id, carrier)
    return carrier
  }

  #wakeBusy(): void {
    if (!this.#start || this.#start.shop.store.halted) return
    for (const printer_id of listBusyPrinters(this.#start.shop.store)) {
      const carrier = this.#carrierOf(printer_id)
      // A drawer can't wait until the printer's next turn.
      const opens = findNextJob(this.#start.shop.store, printer_id)?.kind === 'pulse'
      if (carrier && (opens || !carrier.is_troubled)) carrier.wake()
    }
  }

  #wakeAll(): void {
    if (!this.#start) return
    for (const printer_id of listBusyPrinters(this.#start.shop.store)) this.wake(printer_id)
  }

  #lookAround(in_trouble: boolean): void {
    if (!this.#start || this.#start.shop.store.halted) return
    const { store, log } = this.#start.shop
    const states = printerStates(store)
    for (const { printer_id } of listPrinters(store)) {
      const is_well = (states.get(printer_id)?.link ?? 'ok') === 'ok'
      if (is_well === in_trouble) continue
      this.look(printer_id).catch((error: unknown) =>
        log.error({ err: error, printer_id }, 'a printer could not be asked')
      )
    }
  }
}
