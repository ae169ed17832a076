import type { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import type { DrawnLabels } from './draw-labels.ts'

/**
 * The bytes that print labels on a printer that understands ZPL II. All that a label says is in its picture, as
 * hexadecimal digits: no text of the shop is ever a command.
 *
 * @see Zebra ZPL II programming guide: ^PW, ^LL, ^LH, ^FO, ^GF with its compression, ^PQ
 */
export function encodeZpl(labels: Iterable<Omit<DrawnLabels, 'says'>>): Buffer {
  let job = ''
  for (const { bitmap, copies } of labels) {
    const { width, height, stride } = bitmap
    const bytes = stride * height
    job += `^XA^PW${width}^LL${height}^LH0,0^FO0,0^GFA,${bytes},${bytes},${stride},${digitsOf(bitmap)}^FS^PQ${copies}^XZ\n`
  }
  return Buffer.from(job)
}

/** Rows of hexadecimal digits: `:` repeats a row, `,` fills it with white, letters say how often a digit comes. */
function digitsOf({ bytes, stride, height }: Bitmap): string {
  let digits = ''
  let before = ''
  for (let y = 0; y < height; y++) {
    const row = Buffer.from(bytes.subarray(y * stride, (y + 1) * stride))
      .toString('hex')
      .toUpperCase()
    digits += row === before ? ':' : packed(row)
    before = row
  }
  return digits
}

function packed(row: string): string {
  const inked = row.replace(/0+$/, '')
  const runs = inked.replace(/(.)\1{2,}/g, (run, digit: string) => times(run.length) + digit)
  return inked.length === row.length ? runs : `${runs},`
}

/** `G` to `Y` are 1 to 19, `g` to `z` are 20, 40, … 400; written one after the other they add up. */
function times(count: number): string {
  let letters = ''
  let rest = count
  for (; rest >= 20; rest -= Math.min(20, Math.floor(rest / 20)) * 20) {
    letters += String.fromCharCode('g'.charCodeAt(0) + Math.min(20, Math.floor(rest / 20)) - 1)
  }
  return rest === 0 ? letters : letters + String.fromCharCode('G'.charCodeAt(0) + rest - 1)
}
