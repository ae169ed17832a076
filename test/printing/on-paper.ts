import { type Clock, later } from '../../server/values/clock.ts'
import type { fates } from '../counter.ts'
import { decode } from '../printer/decode.ts'

type Books = Parameters<typeof fates>[0]

export function countOf({ sqlite }: Books, table: 'sales' | 'tenders' | 'events'): number {
  return sqlite.prepare<[], number>(`select count(*) from ${table}`).pluck().get()!
}

export function printerForm({ name, port }: { name: string; port: number }) {
  const where = { name, transport: 'tcp', address: `127.0.0.1:${port}` }
  return { ...where, columns: '32', cut: 'partial', drawer_pin: '2', pulse_ms: '120' }
}

/** A clock that stands still until it is told how much time has passed. */
export function clockAt(moment: string): Clock & { pass(ms: number): void } {
  let now = moment
  return {
    now: () => now,
    pass: (ms) => {
      now = later(now, ms)
    }
  }
}

export function linesOf(events: ReturnType<typeof decode>): string[] {
  const texts = events.flatMap((event) => (event.kind === 'line' ? [event.text.trim()] : []))
  return texts.filter((text) => !/^[-=]*$/.test(text)) // a rule is drawn as a line, not as text
}

export function kindOf(job: Buffer): string {
  return decode(job).some(({ kind }) => kind === 'pulse') ? 'pulse' : 'slip'
}

/** The receipt numbers on the slips that came in, in order. */
export function numbersOf(jobs: readonly Buffer[]): string[] {
  return jobs.flatMap(
    (job) =>
      linesOf(decode(job))
        .join('\n')
        .match(/K\d-\d{6}/) ?? []
  )
}

/** The runs of words in a picture, in reading order. */
export function words(picture: string): string[] {
  return [...picture.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, run = '']) => run)
}

/** A pattern that wants each text after the one before. */
export function inThisOrder(texts: string[]): RegExp {
  return new RegExp(texts.map((text) => RegExp.escape(text)).join('[^]*?'))
}
