import type { Test } from 'tap'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { addPrinter, PLAIN_PRINTER, type PrinterCard } from '../../server/printing/save-printer.ts'
import { newId } from '../../server/values/id.ts'
import { type Counter, fates, openCounter, sell, until } from '../counter.ts'
import { decode } from '../printer/decode.ts'
import { type Listener, listenAsPrinter } from '../printer/listener.ts'

/** Longer than any pulse, shorter than any slip. */
const HALF_A_SLIP = 100

export interface TwoPrinters extends Counter {
  /** Another printer of the shop's, `Printer belakang`, that no till prints on. */
  back: Listener
  back_id: string
}

/** A counter, and a second printer at the back. */
export async function openTwoPrinters(t: Test): Promise<TwoPrinters> {
  const counter = await openCounter(t)
  const back = await listenAsPrinter(t)
  const back_id = await bringPrinter(counter, { name: 'Printer belakang', port: back.port })
  return { ...counter, back, back_id }
}

/** One more printer for the shop, on the network of this machine. */
export async function bringPrinter(
  { shop, people }: Counter,
  { name, port, ...card }: { name: string; port: number } & Partial<PrinterCard>
): Promise<string> {
  const printer_id = newId()
  const by = { at: new Date().toISOString(), staff_id: people.owner_id, terminal_id: null, request_id: null }
  const where = { transport: 'tcp', address: `127.0.0.1:${port}` } as const
  await shop.store.commit((tx) =>
    addPrinter(tx, by, { ...PLAIN_PRINTER, printer_id, name, ...where, ...card })
  )
  return printer_id
}

/** A sale whose slip waits, since the till's printer is off. @returns the sale, and the slip's job */
export async function sellWhileOff({
  shop,
  till,
  printer
}: Counter): Promise<{ sale_id: string; job_id: string }> {
  await printer.close()
  const { sale_id } = await sell(till)
  await until(shop.store, () => fates(shop.store, sale_id).includes('sale waiting refused'))
  return { sale_id, job_id: slipOf(shop, sale_id) }
}

/** A sale whose slip was cut off half way. @returns the sale, and the slip's job */
export async function sellCutOff({
  shop,
  till,
  printer
}: Counter): Promise<{ sale_id: string; job_id: string }> {
  printer.disconnectAfter(HALF_A_SLIP)
  const { sale_id } = await sell(till)
  await until(shop.store, () => fates(shop.store, sale_id).includes('sale uncertain disconnected'))
  return { sale_id, job_id: slipOf(shop, sale_id) }
}

/** The newest slip of a sale. */
export function slipOf({ store }: Counter['shop'], sale_id: string): string {
  return listJobs(store, sale_id).findLast(({ kind }) => kind === 'sale')!.job_id
}

/** What came out of a printer as slips, as their lines of text. */
export function slipsIn(jobs: readonly Buffer[]): string[] {
  return jobs
    .map((job) => decode(job).flatMap((event) => (event.kind === 'line' ? [event.text.trim()] : [])))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
}
