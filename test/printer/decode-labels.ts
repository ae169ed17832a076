// Label printers' understanding of TSPL and ZPL, and a receipt printer's of pictures, written from the manuals and
// knowing nothing of our encoders. A byte that is no part of a known command is reported, never passed over.

/** A picture of ink and paper. */
export class Picture {
  readonly width: number
  readonly height: number
  readonly #dots: Uint8Array

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.#dots = new Uint8Array(width * height)
  }

  at(x: number, y: number): boolean {
    return this.#dots[y * this.width + x] === 1
  }

  ink(x: number, y: number): void {
    if (x < this.width && y < this.height) this.#dots[y * this.width + x] = 1
  }

  /** A grey byte a dot, each dot `times` as large: what a camera would see. */
  asGrey(times = 1): { bytes: Uint8Array<ArrayBuffer>; width: number; height: number } {
    const [width, height] = [this.width * times, this.height * times]
    const bytes = new Uint8Array(width * height).fill(255)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (this.at(Math.floor(x / times), Math.floor(y / times))) bytes[y * width + x] = 0
      }
    }
    return { bytes, width, height }
  }
}

/** What lies on the counter after a job. */
export interface PrintedLabels {
  labels: { picture: Picture; copies: number }[]
  /** In millimetres, where the language says them. */
  paper?: { width: number; height: number; gap: number }
  /** What a printer would not understand, or would print as rubbish. */
  stray: string[]
}

/** @see TSPL/TSPL2 programming manual: SIZE, GAP, DIRECTION, REFERENCE, CLS, BITMAP, PRINT */
export function decodeTspl(bytes: Buffer): PrintedLabels {
  const printed: PrintedLabels = { labels: [], stray: [] }
  const paper = { width: 0, height: 0, gap: 0 }
  let picture: Picture | undefined
  let at = 0
  while (at < bytes.length) {
    const bitmap = /^BITMAP (\d+),(\d+),(\d+),(\d+),0,/.exec(bytes.subarray(at, at + 60).toString('latin1'))
    if (bitmap) {
      at += bitmap[0].length
      const [x, y, stride, height] = bitmap.slice(1).map(Number) as [number, number, number, number]
      if (picture) inkZeros(picture, bytes.subarray(at, at + stride * height), { x, y, stride })
      else printed.stray.push(bitmap[0])
      at += stride * height
      continue
    }
    const end = bytes.indexOf('\r\n', at, 'latin1')
    const command = bytes.subarray(at, end === -1 ? bytes.length : end).toString('latin1')
    at += command.length + 2
    const numbers = (command.match(/\d+/g) ?? []).map(Number)
    if (/^SIZE \d+ mm,\d+ mm$/.test(command)) {
      ;[paper.width = 0, paper.height = 0] = numbers
    } else if (/^GAP \d+ mm,0 mm$/.test(command)) {
      paper.gap = numbers[0]!
    } else if (command === 'CLS') {
      picture = new Picture(paper.width * 8, paper.height * 8)
    } else if (/^PRINT 1,\d+$/.test(command) && picture) {
      printed.labels.push({ picture, copies: numbers[1]! })
    } else if (!/^(|DIRECTION [01]|REFERENCE 0,0)$/.test(command)) {
      printed.stray.push(command)
    }
  }
  return { ...printed, paper }
}

/** In TSPL a 0 is ink. */
function inkZeros(
  picture: Picture,
  dots: Buffer,
  { x, y, stride }: { x: number; y: number; stride: number }
): void {
  for (const [i, byte] of dots.entries()) {
    for (let bit = 0; bit < 8; bit++) {
      if ((byte & (0x80 >> bit)) === 0) picture.ink(x + (i % stride) * 8 + bit, y + Math.floor(i / stride))
    }
  }
}

/** @see ZPL II programming guide: ^XA, ^PW, ^LL, ^LH, ^FO, ^GFA with its compression, ^FS, ^PQ, ^XZ */
export function decodeZpl(bytes: Buffer): PrintedLabels {
  const printed: PrintedLabels = { labels: [], stray: [] }
  const text = bytes.toString('latin1')
  const formats = text.split('^XZ')
  if (formats.pop()?.trim() !== '') printed.stray.push('no end')
  for (const format of formats) {
    const fields =
      /^\s*\^XA\^PW(\d+)\^LL(\d+)\^LH0,0\^FO0,0\^GFA,(\d+),(\d+),(\d+),([0-9A-Zg-z,:]*)\^FS\^PQ(\d+)$/.exec(
        format
      )
    if (!fields) {
      printed.stray.push(format.slice(0, 80))
      continue
    }
    const [width, height, size, total, stride] = fields.slice(1, 6).map(Number) as [
      number,
      number,
      number,
      number,
      number
    ]
    const picture = new Picture(width, height)
    const rows = unpack(fields[6]!, stride * 2)
    if (size !== total || rows.length * stride !== total) printed.stray.push(`${rows.length} rows`)
    for (const [y, row] of rows.entries()) {
      for (let x = 0; x < stride * 8; x++) {
        const digit = Number.parseInt(row[x >> 2]!, 16)
        if (digit & (8 >> (x & 3))) picture.ink(x, y)
      }
    }
    printed.labels.push({ picture, copies: Number(fields[7]) })
  }
  return printed
}

function unpack(packed: string, digits: number): string[] {
  const rows: string[] = []
  let row = ''
  let times = 0
  for (const sign of packed) {
    if (/[G-Y]/.test(sign)) times += sign.charCodeAt(0) - 70
    else if (/[g-z]/.test(sign)) times += (sign.charCodeAt(0) - 102) * 20
    else if (sign === ',') row = row.padEnd(digits, '0')
    else if (sign === '!') row = row.padEnd(digits, 'F')
    else if (sign === ':') row = rows.at(-1)!
    else {
      row += sign.repeat(times || 1)
      times = 0
    }
    if (row.length < digits) continue
    rows.push(row)
    row = ''
  }
  return rows
}

/** What a receipt printer of that width makes of pictures with a cut after each. @see ESC/POS: GS v 0, GS V, ESC d */
export function decodeReceiptLabels(bytes: Buffer, width: number): PrintedLabels {
  const printed: PrintedLabels = { labels: [], stray: [] }
  let bands: Buffer[] = []
  const tear = (): void => {
    if (bands.length === 0) return
    const rows = Buffer.concat(bands)
    const picture = new Picture(width, (rows.length * 8) / width)
    const whites = rows.map((byte) => ~byte)
    inkZeros(picture, Buffer.from(whites), { x: 0, y: 0, stride: width / 8 })
    printed.labels.push({ picture, copies: 1 })
    bands = []
  }
  for (let at = 0; at < bytes.length; ) {
    const command = bytes.subarray(at, at + 3).toString('latin1')
    const known = LENGTHS.find(([begins]) => command.startsWith(begins))
    if (command === `${GS}v0`) {
      const [stride, height] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)]
      if (stride * 8 !== width) printed.stray.push(`${stride * 8} dots on paper of ${width}`)
      bands.push(bytes.subarray(at + 8, at + 8 + stride * height))
      at += 8 + stride * height
      continue
    }
    if (!known) printed.stray.push(bytes.subarray(at, at + 4).toString('hex'))
    else if (known[2]) tear()
    at += known?.[1] ?? 1
  }
  tear()
  return printed
}

const ESC = '\x1b'
const GS = '\x1d'

/** Commands of fixed length, and whether the paper ends there: cuts, and feeding to tear. */
const LENGTHS: [begins: string, length: number, ends: boolean][] = [
  [`${ESC}@`, 2, false],
  ['\x1c.', 2, false],
  [`${ESC}R`, 3, false],
  [`${ESC}a`, 3, false],
  [`${GS}a`, 3, false],
  [`${GS}VA`, 4, true],
  [`${GS}VB`, 4, true],
  [`${ESC}d`, 3, true]
]
