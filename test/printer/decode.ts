import { characterOf } from './code-pages.ts'

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
  /** One band of a picture; rows from the top, whole bytes, the leftmost dot highest. */
  | { kind: 'raster'; width_dots: number; height_dots: number; align: Align; dots: Buffer }
  | { kind: 'cut'; partial: boolean; feed_dots: number }
  /** With `is_at_once`, a pulse that a printer obeys as soon as it reads it. */
  | { kind: 'pulse'; pin: 2 | 5; on_ms: number; off_ms: number; is_at_once?: true }
  | { kind: 'status-request'; of: number }
  /** Asked in turn: answered when everything before is done. */
  | { kind: 'asked-in-turn'; of: number }
  /** From now on it tells of changes by itself; 0 is of none. */
  | { kind: 'tells'; of: number }
  /** Told to throw away what is not printed. */
  | { kind: 'cleared' }
  /** What a printer would not understand, or would print as rubbish. */
  | { kind: 'stray'; at: number; bytes: string }

/** `normal`, `bold`, `double`, `bold double`; another size as `1x2`; `mixed` when a line's characters differ. */
type Style = string
/** What must follow `DLE DC4 8`, so that no chance clears a memory. */
const CLEAR = Buffer.from([1, 3, 20, 1, 6, 2, 8])
type Align = 'left' | 'center' | 'right'

/** What a printer does with these bytes, from power-on, in order. */
export function decode(bytes: Buffer): PrinterEvent[] {
  const printer = new Decoder()
  printer.replace(bytes)
  const events: PrinterEvent[] = []
  for (;;) {
    const done = printer.step()
    if (!done) return [...events, ...printer.rest()]
    events.push(...done.events)
  }
}

/** A printer's head: understands one command after another. */
export class Decoder {
  #events: PrinterEvent[] = []
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0
  /** Where in all that was ever fed the first of these bytes is. */
  #offset = 0
  #line: { text: string; columns: number; styles: Set<string> } = { text: '', columns: 0, styles: new Set() }
  #bold = false
  #width = 1
  #height = 1
  #align: Align = 'left'
  #page = 0
  #doubleByte = true // the worst a printer can be switched to
  #qr = { data: '', module_dots: 3, level: 'L' }
  #bar = { height_dots: 162, module_dots: 3, characters: 0 }

  /** What it has still to do is this and nothing else. */
  replace(bytes: Buffer): void {
    this.#offset += this.#at
    this.#bytes = bytes
    this.#at = 0
  }

  /** Does one command. @returns what it did and how many bytes that took; undefined while the command is not all there. */
  step(): { events: PrinterEvent[]; bytes: number } | undefined {
    const start = this.#at
    if (start >= this.#bytes.length) return undefined
    this.#events = []
    try {
      if (!this.#step())
        this.#events.push({
          kind: 'stray',
          at: this.#offset + start,
          bytes: this.#bytes.subarray(start, this.#at).toString('hex')
        })
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.#at = start // the command wants more bytes than there are
      return undefined
    }
    return { events: this.#events, bytes: this.#at - start }
  }

  /** What is left over when no more bytes come. */
  rest(): PrinterEvent[] {
    const left = this.#bytes.subarray(this.#at).toString('hex')
    const rest: PrinterEvent[] =
      left === '' ? [] : [{ kind: 'stray', at: this.#offset + this.#at, bytes: left }]
    if (this.#line.text !== '')
      rest.push({
        kind: 'stray',
        at: this.#offset + this.#bytes.length,
        bytes: `unprinted: ${this.#line.text}`
      })
    return rest
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
    if (byte === 0x10) return this.#dataLink(this.#next())
    if (byte < 0x20 || byte === 0x7f) return false
    return this.#print(byte)
  }

  #print(byte: number): boolean {
    const character = byte < 0x80 ? String.fromCharCode(byte) : characterOf(this.#page, byte)
    if (character === undefined || (byte >= 0x80 && this.#doubleByte)) return false
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
    this.#events.push({ kind: 'line', text, columns, style, align: this.#align })
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
        this.#events.push({ kind: 'reset' })
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
        this.#events.push({ kind: 'feed', lines: this.#next() })
        return this.#line.text === ''
      case 'J': // dots of blank paper
        this.#next()
        return this.#line.text === ''
      case 'i':
      case 'm':
        this.#events.push({ kind: 'cut', partial: command === 0x6d, feed_dots: 0 })
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
    this.#events.push({ kind: 'pulse', pin: connector === 0 ? 2 : 5, on_ms: on * 2, off_ms: off * 2 })
    return true
  }

  #fileSeparator(command: number): boolean {
    this.#doubleByte = command === 0x26
    return command === 0x26 || command === 0x2e
  }

  #dataLink(command: number): boolean {
    const of = this.#next()
    if (command === 0x04 && of >= 1 && of <= 4) {
      this.#events.push({ kind: 'status-request', of })
      return true
    }
    if (command !== 0x14) return false
    if (of === 1) {
      const [pin, tenths] = [this.#next(), this.#next()]
      const ms = tenths * 100
      this.#events.push({ kind: 'pulse', pin: pin === 0 ? 2 : 5, on_ms: ms, off_ms: ms, is_at_once: true })
      return pin <= 1 && tenths >= 1 && tenths <= 8
    }
    if (of !== 8 || !this.#take(7).equals(CLEAR)) return false
    this.#events.push({ kind: 'cleared' })
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
      case 'a':
        this.#events.push({ kind: 'tells', of: this.#next() })
        return true
      case 'r':
        return this.#askedInTurn(this.#next())
      case 'V':
        return this.#cut(this.#next())
      default:
        return false
    }
  }

  #askedInTurn(of: number): boolean {
    this.#events.push({ kind: 'asked-in-turn', of })
    return of === 1 || of === 2
  }

  #setSize(value: number): boolean {
    this.#width = (value >> 4) + 1
    this.#height = (value & 0x0f) + 1
    return this.#width <= 8 && this.#height <= 8
  }

  #cut(how: number): boolean {
    if (how !== 65 && how !== 66) return false // the others don't feed, and cut through the text
    this.#events.push({ kind: 'cut', partial: how === 66, feed_dots: this.#next() })
    return this.#line.text === ''
  }

  #barcode(system: number, content: string): boolean {
    const { module_dots, height_dots } = this.#bar
    const shape = { module_dots, height_dots, align: this.#align }
    if (system === 67 && /^\d{13}$/.test(content)) {
      this.#events.push({ kind: 'barcode', symbology: 'ean13', data: content, ...shape })
      return true
    }
    const text = /^\{B((?:[^{]|\{\{)+)$/.exec(content)?.[1]
    if (system !== 73 || text === undefined) return false
    this.#events.push({ kind: 'barcode', symbology: 'code128', data: text.replaceAll('{{', '{'), ...shape })
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
        this.#events.push({ kind: 'qr', ...this.#qr, align: this.#align })
        return value === 48 && this.#qr.data !== ''
      default:
        return false
    }
  }

  #raster(): boolean {
    const [family, mode] = [this.#next(), this.#next()]
    const width = this.#next() + 256 * this.#next()
    const height = this.#next() + 256 * this.#next()
    const dots = this.#take(width * height)
    this.#events.push({
      kind: 'raster',
      width_dots: width * 8,
      height_dots: height,
      align: this.#align,
      dots
    })
    return family === 0x30 && mode <= 3
  }
}
