import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { later, type Moment } from '../values/clock.ts'
import { drawSlip } from './draw-slip.ts'
import { encodePulse, encodeSlip } from './escpos.ts'
import { findNextJob, type Job, listBusyPrinters, listWaiting } from './find-jobs.ts'
import { findPrinter, type Printer } from './find-printer.ts'
import { PULSE_LIVES_MS } from './queue-jobs.ts'
import { claimJob, markJob, markTrouble, settleOrphans } from './settle-jobs.ts'
import { openTransport } from './transports/open-transport.ts'
import type { Delivery, TroubleCode } from './transports/transport.ts'

/** How long a printer in trouble is left alone before the next try; the last one is repeated. */
const RETRY_MS = [500, 1000, 2000, 3000]

/** Carries jobs to printers, each printer by itself, so that a dead one holds up nobody else. */
export interface Spooler {
  stop(): Promise<void>
}

/**
 * Starts carrying what waits, and goes on at every commit. The first byte of a job leaves only after `sending` is on
 * the disk, so whatever happens in between it is never sent twice unasked; before that nothing is written, so a
 * printer that is off costs the disk nothing and leaves no doubt.
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
    let failures = 0
    while (!stopping.signal.aborted && !store.halted) {
      const job = findNextJob(store, printer_id)
      const printer = findPrinter(store, printer_id)
      if (!job || !printer) return
      failures = (await attempt(job, printer)) ? 0 : failures + 1
      if (failures > 0) await pause(RETRY_MS[failures - 1] ?? RETRY_MS.at(-1))
    }
  }

  /** @returns false when the printer is in trouble and should be left alone for a moment. */
  async function attempt(job: Job, printer: Printer): Promise<boolean> {
    if (isTooLate(job, clock.now())) {
      await keep((tx) => markJob(tx, doer(), job, { state: 'expired', trouble: job.trouble }))
      return true
    }
    const claim = { asked: false, ours: false }
    const delivery = await send(job, printer, async () => {
      claim.asked = true
      claim.ours = await store.commit((tx) => claimJob(tx, job)).catch(() => false)
      return claim.ours
    })
    if (delivery.outcome === 'delivered') await keep((tx) => markJob(tx, doer(), job, { state: 'printed' }))
    else if (delivery.outcome === 'cut-off')
      await keep((tx) => markJob(tx, doer(), job, afterCut(job, delivery.reason)))
    else {
      if (claim.ours) await keep((tx) => markJob(tx, doer(), job, { state: 'waiting', trouble: job.trouble }))
      await keepTrouble(job, delivery.reason)
    }
    return delivery.outcome !== 'not-started'
  }

  async function send(job: Job, printer: Printer, begin: () => Promise<boolean>): Promise<Delivery> {
    try {
      const bytes = bytesOf(job, printer)
      // A pulse must not reach the drawer after its time, however slow the line.
      const signals = job.expires_at ? [AbortSignal.timeout(leftOf(job.expires_at, clock.now()))] : []
      return await openTransport(printer).send(bytes, AbortSignal.any([stopping.signal, ...signals]), begin)
    } catch (error) {
      // A slip that can't be drawn is a mistake of ours; it must not hold up those behind it.
      log.error({ err: error, job_id: job.job_id }, 'a slip could not be drawn')
      return { outcome: 'cut-off', reason: 'unknown' }
    }
  }

  function bytesOf(job: Job, printer: Printer): Buffer {
    if (job.kind === 'pulse') return encodePulse({ pin: printer.drawer_pin, on_ms: printer.pulse_ms })
    const rows = drawSlip(store, { ...job, kind: job.kind }, { base, columns: printer.columns })
    if (!rows) throw new Error(`nothing is known of ${job.kind} ${job.subject_id}`)
    return encodeSlip(rows, { columns: printer.columns, cutter: printer.cutter === 1 })
  }

  /** One job's trouble is that of all behind it. That we were told to stop is no trouble of the printer's. */
  async function keepTrouble(job: Job, reason: TroubleCode): Promise<void> {
    const late = isTooLate(job, clock.now()) ? 'timeout' : null
    const trouble = reason === 'stopped' ? (job.trouble ?? late) : reason
    if (!trouble) return
    const news = listWaiting(store, job.printer_id).some((waiting) => waiting.trouble !== trouble)
    if (news) await keep((tx) => markTrouble(tx, doer(), job.printer_id, trouble))
  }

  /** Writes down how a job fared. A full disk passes; until then the printer waits with us. */
  async function keep(work: (tx: Tx) => void): Promise<void> {
    for (;;) {
      try {
        return await store.commit(work)
      } catch (error) {
        const passing = error instanceof Refusal && !store.halted && !stopping.signal.aborted
        if (!passing) throw error
        await pause()
      }
    }
  }

  /** Waits a moment, or until the spooler is stopped. */
  function pause(for_ms = 1000): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        stopping.signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, for_ms)
      stopping.signal.addEventListener('abort', end)
    })
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
