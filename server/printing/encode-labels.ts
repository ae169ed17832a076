import { setImmediate as turn } from 'node:timers/promises'
import type { Reader } from '../db/prepare.ts'
import { type DrawnLabels, drawRun, labelRows } from './draw-labels.ts'
import { encodeSlip } from './escpos.ts'
import type { Printer } from './find-printer.ts'
import { encodeTspl } from './tspl.ts'
import { encodeZpl } from './zpl.ts'

/** So many labels are drawn at once; then whoever sells has a turn. */
const AT_ONCE = 20

/**
 * The bytes of a run of labels in the language of the printer. On receipt paper each is a picture with a cut below; a
 * label printer is sent each picture once, and how often.
 *
 * @throws {Error} nothing is known of that run
 */
export async function encodeLabels(reader: Reader, run_id: string, printer: Printer): Promise<Buffer> {
  const drawn: DrawnLabels[] = []
  for (const labels of drawRun(reader, run_id, printer)) {
    drawn.push(labels)
    if (drawn.length % AT_ONCE === 0) await turn()
  }
  if (printer.language !== 'escpos') return encodeForLabels(drawn, printer)
  const { columns, cut, answers } = printer
  // Pictures alone: the letters that the printer has don't matter.
  return encodeSlip(labelRows(drawn), { columns, cut, code_page: 'ascii', tells: answers !== 'never' })
}

/** Labels in the language of a label printer. */
export function encodeForLabels(labels: Omit<DrawnLabels, 'says'>[], printer: Printer): Buffer {
  return printer.language === 'zpl' ? encodeZpl(labels) : encodeTspl(labels, printer)
}
