import type { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import type { DrawnLabels } from './draw-labels.ts'

/** The paper of a label printer. */
export interface LabelPaper {
  label_width_mm: number
  label_height_mm: number
  /** Between two labels; 0 where the paper has no gaps. */
  label_gap_mm: number
}

/**
 * The bytes that print labels on a printer that understands TSPL. All that a label says is in its picture: no text of
 * the shop is ever a command.
 *
 * @see TSC TSPL/TSPL2 programming manual: SIZE, GAP, DIRECTION, CLS, BITMAP, PRINT
 */
export function encodeTspl(labels: Iterable<Omit<DrawnLabels, 'says'>>, paper: LabelPaper): Buffer {
  const { label_width_mm, label_height_mm, label_gap_mm } = paper
  // A line end first: whatever lies half sent in its memory ends there.
  const parts = [
    command(''),
    command(`SIZE ${label_width_mm} mm,${label_height_mm} mm`),
    command(`GAP ${label_gap_mm} mm,0 mm`),
    command('DIRECTION 1'),
    command('REFERENCE 0,0')
  ]
  for (const { bitmap, copies } of labels) {
    const { stride, height } = bitmap
    parts.push(
      command('CLS'),
      Buffer.from(`BITMAP 0,0,${stride},${height},0,`),
      inverted(bitmap),
      command('')
    )
    parts.push(command(`PRINT 1,${copies}`))
  }
  return Buffer.concat(parts)
}

/** Here a 0 is ink, also beyond the edge. */
function inverted({ bytes }: Bitmap): Buffer {
  return Buffer.from(bytes.map((byte) => ~byte))
}

function command(text: string): Buffer {
  return Buffer.from(`${text}\r\n`)
}
