// A printer's understanding of ESC/POS, written from the manual and knowing nothing of our encoder: what comes out
// is what would come out on paper. A byte that is no part of a known command is reported, never passed over.

export type PrinterEvent =
  | { kind: 'reset' }
  /** One printed line and how many columns wide it is. */
  | { kind: 'line'; text: string; columns: number; style: Style; align: Align }
  | { kind: 'feed'; lines: number }
  | { kind: 'qr'; data: string; module_dots: number; level: string; align: Align }
  | {
      kind: 'barcode'
      symbology: string
      data: string
      module_dots: number
      height_dots: number
      align: Align
    }
  | { kind: 'raster'; width_dots: number; height_dots: number; align: Align }
  | { kind: 'cut'; partial: boolean; feed_dots: number }
  | { kind: 'pulse'; pin: 2 | 5; on_ms: number; off_ms: number }
  | { kind: 'status-request'; of: number }
  /** What a printer would not understand, or would print as rubbish. */
  | { kind: 'stray'; at: number; bytes: string }

/** `normal`, `bold`, `double`, `bold double`; another size as `1x2`; `mixed` when a line's characters differ. */
type Style = string
type Align = 'left' | 'center' | 'right'

/** What a printer does with these bytes, from power-on, in order. */
export function decode(bytes: Buffer): PrinterEvent[] {
  const printer = new Decoder(bytes)
  printer.run()
  return printer.events
}

class Decoder {
  readonly events: PrinterEvent[] = []
  readonly #bytes: Buffer
  #at = 0
  #line: { text: string; columns: number; styles: Set<string> } = { text: '', columns: 0, styles: new Set() }
  #bold = false
  #width = 1
  #height = 1
  #align: Align = 'left'
  #page = 0
  #doubleByte = true // the worst a printer can be switched to
  #qr = { data: '', module_dots: 3, level: 'L' }
  #bar = { height_dots: 162, module_dots: 3, characters: 0 }

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  run(): void {
    while (this.#at < this.#bytes.length) {
      const start = this.#at
      const kept = this.events.length
      try {
        if (this.#step()) continue
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        this.events.length = kept
        this.#at = this.#bytes.length // the command wants more bytes than there are
      }
      this.events.push({
        kind: 'stray',
        at: start,
        bytes: this.#bytes.subarray(start, this.#at).toString('hex')
      })
    }
    if (this.#line.text !== '')
      this.events.push({ kind: 'stray', at: this.#at, bytes: `unprinted: ${this.#line.text}` })
  }

  #next(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new RangeError('end of job')
    return byte
  }

  #take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('end of job')
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }

  /** @returns false when it made no sense */
  #step(): boolean {
    const byte = this.#next()
    if (byte === 0x0a) return this.#endLine()
    if (byte === 0x1b) return this.#escape(this.#next())
    if (byte === 0x1d) return this.#group(this.#next())
    if (byte === 0x1c) return this.#fileSeparator(this.#next())
    if (byte === 0x10) return this.#dataLink(this.#next(), this.#next())
    if (byte < 0x20 || byte === 0x7f) return false
    return this.#print(byte)
  }

  #print(byte: number): boolean {
    if (byte >= 0x80 && (this.#page !== 19 || this.#doubleByte)) return false
    const character = byte < 0x80 ? String.fromCharCode(byte) : String.fromCharCode(PAGE_858[byte - 0x80]!)
    this.#line.text += character
    if (character !== ' ') this.#line.styles.add(this.#style())
    this.#line.columns += this.#width
    return true
  }

  #style(): string {
    const shape = `${this.#width}x${this.#height}`
    const size = shape === '1x1' ? '' : shape === '2x2' ? 'double' : shape
    return [this.#bold ? 'bold' : '', size].filter(Boolean).join(' ') || 'normal'
  }

  #endLine(): boolean {
    const { text, columns, styles } = this.#line
    const style = styles.size > 1 ? 'mixed' : ([...styles][0] ?? 'normal')
    this.events.push({ kind: 'line', text, columns, style, align: this.#align })
    this.#line = { text: '', columns: 0, styles: new Set() }
    return true
  }

  #escape(command: number): boolean {
    switch (String.fromCharCode(command)) {
      case '@':
        this.#bold = false
        this.#width = this.#height = 1
        this.#align = 'left'
        this.#page = 0
        this.events.push({ kind: 'reset' })
        return true
      case 't':
        this.#page = this.#next()
        return true
      case 'R':
        return this.#next() === 0
      case 'E':
        this.#bold = (this.#next() & 1) === 1
        return true
      case 'a':
        return this.#setAlign(this.#next())
      case 'd':
        this.events.push({ kind: 'feed', lines: this.#next() })
        return this.#line.text === ''
      case 'p':
        return this.#pulse(this.#next(), this.#next(), this.#next())
      default:
        return false
    }
  }

  /** Works at the start of a line only. */
  #setAlign(value: number): boolean {
    const align = (['left', 'center', 'right'] as const)[value]
    if (!align || this.#line.text !== '') return false
    this.#align = align
    return true
  }

  #pulse(connector: number, on: number, off: number): boolean {
    if (connector > 1 || on === 0 || off < on) return false
    this.events.push({ kind: 'pulse', pin: connector === 0 ? 2 : 5, on_ms: on * 2, off_ms: off * 2 })
    return true
  }

  #fileSeparator(command: number): boolean {
    this.#doubleByte = command === 0x26
    return command === 0x26 || command === 0x2e
  }

  #dataLink(command: number, of: number): boolean {
    if (command !== 0x04 || of < 1 || of > 4) return false
    this.events.push({ kind: 'status-request', of })
    return true
  }

  #group(command: number): boolean {
    switch (String.fromCharCode(command)) {
      case '!':
        return this.#setSize(this.#next())
      case 'h':
        this.#bar.height_dots = this.#next()
        return this.#bar.height_dots > 0
      case 'w':
        this.#bar.module_dots = this.#next()
        return this.#bar.module_dots >= 2 && this.#bar.module_dots <= 6
      case 'H':
        this.#bar.characters = this.#next()
        return this.#bar.characters <= 3
      case 'k':
        return this.#barcode(this.#next(), this.#take(this.#next()).toString('latin1'))
      case '(':
        return this.#twoDimensional(this.#next(), this.#take(this.#next() + 256 * this.#next()))
      case 'v':
        return this.#raster()
      case 'V':
        return this.#cut(this.#next())
      default:
        return false
    }
  }

  #setSize(value: number): boolean {
    this.#width = (value >> 4) + 1
    this.#height = (value & 0x0f) + 1
    return this.#width <= 8 && this.#height <= 8
  }

  #cut(how: number): boolean {
    if (how !== 65 && how !== 66) return false // the others don't feed, and cut through the text
    this.events.push({ kind: 'cut', partial: how === 66, feed_dots: this.#next() })
    return this.#line.text === ''
  }

  #barcode(system: number, content: string): boolean {
    const { module_dots, height_dots } = this.#bar
    const shape = { module_dots, height_dots, align: this.#align }
    if (system === 67 && /^\d{13}$/.test(content)) {
      this.events.push({ kind: 'barcode', symbology: 'ean13', data: content, ...shape })
      return true
    }
    const text = /^\{B((?:[^{]|\{\{)+)$/.exec(content)?.[1]
    if (system !== 73 || text === undefined) return false
    this.events.push({ kind: 'barcode', symbology: 'code128', data: text.replaceAll('{{', '{'), ...shape })
    return true
  }

  /** GS ( k: a QR code is set up, stored and printed by functions of one command. */
  #twoDimensional(family: number, parameters: Buffer): boolean {
    if (family !== 0x6b || parameters[0] !== 49) return false
    const value = parameters[2] ?? 0
    switch (String.fromCharCode(parameters[1] ?? 0)) {
      case 'A':
        return value === 50 && parameters.length === 4
      case 'C':
        this.#qr.module_dots = value
        return value >= 1 && value <= 16
      case 'E':
        this.#qr.level = 'LMQH'[value - 48] ?? ''
        return this.#qr.level !== ''
      case 'P':
        this.#qr.data = parameters.subarray(3).toString('utf8')
        return value === 48
      case 'Q':
        this.events.push({ kind: 'qr', ...this.#qr, align: this.#align })
        return value === 48 && this.#qr.data !== ''
      default:
        return false
    }
  }

  #raster(): boolean {
    const [family, mode] = [this.#next(), this.#next()]
    const width = this.#next() + 256 * this.#next()
    const height = this.#next() + 256 * this.#next()
    this.#take(width * height)
    this.events.push({ kind: 'raster', width_dots: width * 8, height_dots: height, align: this.#align })
    return family === 0x30 && mode <= 3
  }
}

// Unicode's own table of code page 858, 0x80 to 0xff.
// biome-ignore format: sixteen to a row, as in the table
const PAGE_858 = [
  0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5,
  0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00f8, 0x00a3, 0x00d8, 0x00d7, 0x0192,
  0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
  0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00c1, 0x00c2, 0x00c0, 0x00a9, 0x2563, 0x2551, 0x2557, 0x255d, 0x00a2, 0x00a5, 0x2510,
  0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x00e3, 0x00c3, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x00a4,
  0x00f0, 0x00d0, 0x00ca, 0x00cb, 0x00c8, 0x20ac, 0x00cd, 0x00ce, 0x00cf, 0x2518, 0x250c, 0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580,
  0x00d3, 0x00df, 0x00d4, 0x00d2, 0x00f5, 0x00d5, 0x00b5, 0x00fe, 0x00de, 0x00da, 0x00db, 0x00d9, 0x00fd, 0x00dd, 0x00af, 0x00b4,
  0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6, 0x00a7, 0x00f7, 0x00b8, 0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0
]
