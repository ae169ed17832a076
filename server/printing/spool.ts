import type { By } from '../events/record.ts'
import type { Shop } from '../shop.ts'
import { drawSlip } from './draw-slip.ts'
import { encodePulse, encodeSlip } from './escpos.ts'
import { findPrinter, type Printer } from './find-printer.ts'
import { findNextJob, type Job, listBusyPrinters, markJob, settleOrphans } from './queue-jobs.ts'
import { openTransport } from './transports/open-transport.ts'
import type { Delivery } from './transports/transport.ts'

/** How long a printer in trouble is left alone before the next try. */
const RETRY_MS = 1000

/** Carries jobs to printers, each printer by itself, so that a dead one holds up nobody else. */
export interface Spooler {
  stop(): Promise<void>
}

/**
 * Starts carrying what waits, and goes on at every commit. A job is sent only after it is marked `sending` on the
 * disk, so whatever happens in between it is never sent twice unasked.
 *
 * @param base where customers reach receipt pages, for the code on the slip
 */
export async function startSpooler(shop: Shop, base: string): Promise<Spooler> {
  const { store, clock, log } = shop
  const running = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  const doer = (): By => ({ at: clock.now(), staff_id: null, terminal_id: null, request_id: null })

  await store.commit((tx) => settleOrphans(tx, doer()))
  wake()
  const off = store.onCommit(wake)

  return {
    async stop() {
      off()
      stopping.abort()
      await Promise.all(running.values())
    }
  }

  function wake(): void {
    if (stopping.signal.aborted || store.halted) return
    for (const printer_id of listBusyPrinters(store)) {
      if (running.has(printer_id)) continue
      const work = carry(printer_id)
        .catch((error: unknown) => log.error({ err: error, printer_id }, 'the spooler stumbled'))
        .finally(() => running.delete(printer_id))
      running.set(printer_id, work)
    }
  }

  /** Does a printer's jobs one after another until none waits. */
  async function carry(printer_id: string): Promise<void> {
    while (!stopping.signal.aborted && !store.halted) {
      const job = findNextJob(store, printer_id)
      const printer = findPrinter(store, printer_id)
      if (!job || !printer) return
      const done = await attempt(job, printer)
      if (!done) await pause()
    }
  }

  /** @returns false when the printer is in trouble and should be left alone for a moment. */
  async function attempt(job: Job, printer: Printer): Promise<boolean> {
    if (job.expires_at && job.expires_at <= clock.now()) {
      await store.commit((tx) => markJob(tx, doer(), job, { state: 'expired', trouble: job.trouble }))
      return true
    }
    await store.commit((tx) =>
      markJob(tx, doer(), job, { state: 'sending', trouble: job.trouble, tried: true })
    )
    const delivery = await send(job, printer)
    await store.commit((tx) => settle(job, delivery, (now) => markJob(tx, doer(), job, now)))
    return delivery.outcome !== 'not-started'
  }

  async function send(job: Job, printer: Printer): Promise<Delivery> {
    const bytes = bytesOf(job, printer)
    if (!bytes) return { outcome: 'delivered' } // what it was about is gone; there is nothing to print
    // A pulse must not reach the drawer after its time, however slow the line.
    const left_ms = job.expires_at ? Date.parse(job.expires_at) - Date.parse(clock.now()) : undefined
    const signals = left_ms === undefined ? [] : [AbortSignal.timeout(Math.max(1, left_ms))]
    return openTransport(printer).send(bytes, AbortSignal.any([stopping.signal, ...signals]))
  }

  function bytesOf(job: Job, printer: Printer): Buffer | undefined {
    if (job.kind === 'pulse') return encodePulse({ pin: printer.drawer_pin, on_ms: printer.pulse_ms })
    const rows = drawSlip(store, { ...job, kind: job.kind }, { base, columns: printer.columns })
    return rows && encodeSlip(rows, { columns: printer.columns, cutter: printer.cutter === 1 })
  }

  /** Waits a moment, or until the spooler is stopped. */
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS)
      stopping.signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
    })
  }
}

type Mark = Parameters<typeof markJob>[3]

function settle(job: Job, delivery: Delivery, mark: (now: Mark) => void): void {
  if (delivery.outcome === 'delivered') mark({ state: 'printed' })
  else if (delivery.outcome === 'not-started') mark({ state: 'waiting', trouble: delivery.reason })
  else mark({ state: job.kind === 'pulse' ? 'expired' : 'uncertain', trouble: delivery.reason })
}
