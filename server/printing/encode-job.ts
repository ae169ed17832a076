import type { Reader } from '../db/prepare.ts'
import type { Cargo } from './connection.ts'
import { drawSlip } from './draw-slip.ts'
import { encodeLabels } from './encode-labels.ts'
import { encodePulse, encodePulseOutOfTurn, encodeSlip } from './escpos.ts'
import type { Job } from './find-jobs.ts'
import type { Printer } from './find-printer.ts'
import { encodeLabelTest } from './label-test.ts'
import { encodeTest } from './test-page.ts'

/**
 * The bytes of a job, for the printer that it goes to, in its language; a label printer is sent labels, and nothing else.
 *
 * @param base where customers reach receipt pages, for the code on the slip
 * @returns the error when what it is of can't be drawn
 */
export async function encodeJob(
  reader: Reader,
  job: Job,
  printer: Printer,
  base: string
): Promise<Cargo | Error> {
  try {
    if (job.kind === 'labels') return { bytes: await encodeLabels(reader, job.subject_id, printer) }
    // Any other test is a sample of a slip.
    if (job.kind === 'test' && job.subject_id === printer.printer_id) return encodeTestJob(reader, printer)
    if (printer.language !== 'escpos') throw new TypeError(`${job.kind} on a label printer`)
    return job.kind === 'pulse' ? encodeDrawer(job, printer) : encodeSlipOf(reader, job, printer, base)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** A printer's test page, whatever it prints. */
export function encodeTestJob(reader: Reader, printer: Printer): Cargo {
  const is_label = printer.language !== 'escpos'
  return { bytes: is_label ? encodeLabelTest(printer) : encodeTest(reader, printer) }
}

function encodeDrawer({ pin }: Job, { drawer_pin, pulse_ms }: Printer): Cargo {
  const pulse = { pin: pin ?? drawer_pin, on_ms: pulse_ms }
  return { bytes: encodePulse(pulse), out_of_turn: encodePulseOutOfTurn(pulse) }
}

function encodeSlipOf(reader: Reader, job: Job, printer: Printer, base: string): Cargo {
  const { columns, code_page, cut, answers } = printer
  if (job.kind === 'pulse') throw new TypeError('a pulse is no slip')
  const rows = drawSlip(reader, { ...job, kind: job.kind }, { base, columns, page: code_page })
  if (!rows) throw new Error(`nothing is known of ${job.kind} ${job.subject_id}`)
  return { bytes: encodeSlip(rows, { columns, code_page, cut, tells: answers !== 'never' }) }
}
