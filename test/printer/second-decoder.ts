import { create } from 'qrcode'
import { PAGES } from './pages.ts'

// A second printer, written from the manual without a look at the encoder or at the first decoder, so that one mistake
// is not made twice. It takes bytes one at a time, as they come over the wire, and what it makes of them is a piece of
// paper: dots, and what was said where. Like a real one it does some commands the moment they arrive, whatever they
// are in the middle of.

/** What came out, from the top. `y` and `x` are dots of the paper. */
export type Said =
  | { kind: 'text'; y: number; text: string; columns: number; bold: boolean; size: number }
  | { kind: 'dots'; y: number; x: number; width: number; height: number }
  | { kind: 'qr'; y: number; data: string; level: string; module_dots: number }
  | { kind: 'bars'; y: number; system: number; data: string; module_dots: number }
  | { kind: 'cut'; y: number; partial: boolean }
  | { kind: 'pulse'; pin: number; on_ms: number }

export interface Paper {
  /** Dots across. */
  width: number
  /** One row of dots after the other, a byte each; characters are boxes as large as they are. */
  rows: Uint8Array[]
  said: Said[]
  /** Where in the bytes something stood that a printer does at once. */
  out_of_turn: number[]
  /** What no printer would have understood, and where. */
  faults: string[]
}

/** What paper of so many columns comes out of a printer that is sent these bytes. */
export function print(bytes: Uint8Array, columns: 32 | 48): Paper {
  const printer = new Printer(columns)
  const program = printer.run()
  program.next()
  for (const [at, byte] of bytes.entries()) {
    printer.at = at
    if (byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0)) printer.paper.out_of_turn.push(at)
    program.next(byte)
  }
  printer.end()
  return printer.paper
}

const COLUMN = 12
const CHARACTER_HEIGHT = 24
const LINE_HEIGHT = 30

type Bytes<Result = void> = Generator<undefined, Result, number>

interface Cell {
  character: string
  size: number
  bold: boolean
}

const USUAL = { bold: false, wide: 1, high: 1, align: 0, page: 0, bar_height: 162, module: 3 }

class Printer {
  readonly paper: Paper
  at = 0
  #state = { ...USUAL }
  #double_byte = true
  #line: Cell[] = []
  #waits = false
  #qr = { model: 50, module: 3, level: 'L', data: Buffer.alloc(0) }

  constructor(columns: number) {
    this.paper = { width: columns * COLUMN, rows: [], said: [], out_of_turn: [], faults: [] }
  }

  end(): void {
    if (!this.#waits) this.#fault('the bytes end in the middle of a command')
    if (this.#line.length > 0) this.#fault('characters are left that no line feed printed')
  }

  *run(): Bytes {
    for (;;) {
      this.#waits = true
      const byte = yield
      this.#waits = false
      if (byte === 0x0a) this.#printLine()
      else if (byte === 0x1b) yield* this.#escape()
      else if (byte === 0x1c) yield* this.#fileSeparator()
      else if (byte === 0x1d) yield* this.#groupSeparator()
      else if (byte < 0x20 || byte === 0x7f) this.#fault(`control character ${byte}`)
      else this.#takeCharacter(byte)
    }
  }

  #takeCharacter(byte: number): void {
    const character = byte < 0x80 ? String.fromCharCode(byte) : PAGES[this.#state.page]?.[byte - 0x80]
    if (!character) this.#fault(`page ${this.#state.page} is not known`)
    if (byte >= 0x80 && this.#double_byte) this.#fault('half a Chinese sign')
    if (this.#state.wide !== this.#state.high) this.#fault('characters out of shape')
    this.#line.push({ character: character ?? '?', size: this.#state.wide, bold: this.#state.bold })
    const columns = this.#line.reduce((sum, cell) => sum + cell.size, 0)
    if (columns * COLUMN > this.paper.width) this.#fault('the line is wider than the paper')
  }

  #printLine(): void {
    const inked = this.#line.filter(({ character }) => character !== ' ')
    const [first = { size: 1, bold: false }] = inked
    if (inked.some(({ size, bold }) => size !== first.size || bold !== first.bold))
      this.#fault('mixed styles')
    const y = this.paper.rows.length
    this.#blank(Math.max(LINE_HEIGHT, CHARACTER_HEIGHT * first.size + LINE_HEIGHT - CHARACTER_HEIGHT))
    let columns = 0
    for (const { character, size } of this.#line) {
      if (character !== ' ') this.#box(columns * COLUMN, y, COLUMN * size, CHARACTER_HEIGHT * size)
      columns += size
    }
    const text = this.#line.map(({ character }) => character).join('')
    this.paper.said.push({ kind: 'text', y, text, columns, bold: first.bold, size: first.size })
    this.#line = []
  }

  *#escape(): Bytes {
    const command = String.fromCharCode(yield)
    if (command === '@') {
      this.#state = { ...USUAL }
      this.#line = []
    } else if (command === 't') this.#state.page = yield
    else if (command === 'R') this.#expect('USA characters', (yield) === 0)
    else if (command === 'E') this.#state.bold = ((yield) & 1) === 1
    else if (command === 'a') yield* this.#alignment()
    else if (command === 'd') this.#blank((yield) * LINE_HEIGHT)
    else if (command === 'J') this.#blank(yield)
    else if (command === 'i' || command === 'm') this.#cut(command === 'm')
    else if (command === 'p') yield* this.#pulse()
    else this.#fault(`ESC ${command}`)
  }

  *#alignment(): Bytes {
    this.#state.align = yield
    this.#expect('aligned at the start of a line', this.#line.length === 0 && this.#state.align <= 2)
  }

  *#pulse(): Bytes {
    const pin = (yield) === 0 ? 2 : 5
    const on_ms = (yield) * 2
    const off_ms = (yield) * 2
    this.#expect('a pulse that ends and lets the coil rest', on_ms > 0 && off_ms >= on_ms)
    this.paper.said.push({ kind: 'pulse', pin, on_ms })
  }

  *#fileSeparator(): Bytes {
    const command = yield
    this.#double_byte = command === 0x26
    this.#expect('FS & or FS .', command === 0x26 || command === 0x2e)
  }

  *#groupSeparator(): Bytes {
    const command = String.fromCharCode(yield)
    if (command === '!') {
      const size = yield
      this.#state.wide = (size >> 4) + 1
      this.#state.high = (size & 15) + 1
    } else if (command === 'h') this.#state.bar_height = yield
    else if (command === 'w') this.#state.module = yield
    else if (command === 'H') this.#expect('no characters below the bars', (yield) === 0)
    else if (command === 'a')
      yield // tells its status from now on
    else if (command === 'V') yield* this.#knife()
    else if (command === 'k') yield* this.#bars()
    else if (command === 'v') yield* this.#raster()
    else if (command === '(') yield* this.#functions()
    else this.#fault(`GS ${command}`)
  }

  *#knife(): Bytes {
    const how = yield
    this.#expect('a cut that feeds to the knife first', how === 65 || how === 66)
    this.#blank(yield)
    this.#cut(how === 66)
  }

  #cut(partial: boolean): void {
    this.#expect('a cut at the start of a line', this.#line.length === 0)
    this.paper.said.push({ kind: 'cut', y: this.paper.rows.length, partial })
  }

  *#bars(): Bytes {
    const system = yield
    this.#expect('bars whose length is said', system >= 65)
    const data = yield* take(yield)
    const y = this.paper.rows.length
    this.#blank(this.#state.bar_height)
    const module_dots = this.#state.module
    this.paper.said.push({ kind: 'bars', y, system, data: data.toString('latin1'), module_dots })
  }

  *#raster(): Bytes {
    this.#expect('GS v 0, dot for dot', (yield) === 0x30 && (yield) === 0)
    this.#expect('a picture at the start of a line', this.#line.length === 0)
    const stride = (yield) + 256 * (yield)
    const height = (yield) + 256 * (yield)
    const x = this.#left(stride * 8)
    const y = this.paper.rows.length
    this.#blank(height)
    for (let row = 0; row < height; row++) {
      for (let i = 0; i < stride; i++) this.#eight(x + i * 8, y + row, yield)
    }
    this.paper.said.push({ kind: 'dots', y, x, width: stride * 8, height })
  }

  #eight(x: number, y: number, byte: number): void {
    for (let dot = 0; dot < 8; dot++) if (byte & (128 >> dot)) this.#box(x + dot, y, 1, 1)
  }

  /** GS ( k, for QR codes only. */
  *#functions(): Bytes {
    this.#expect('GS ( k', (yield) === 0x6b)
    const [kind, name = 0, ...values] = yield* take((yield) + 256 * (yield))
    this.#expect('a QR code', kind === 49)
    const [value = 0] = values
    if (name === 65) this.#qr.model = value
    else if (name === 67) this.#qr.module = value
    else if (name === 69) this.#qr.level = 'LMQH'[value - 48] ?? '?'
    else if (name === 80) this.#qr.data = Buffer.from(values.slice(1))
    else if (name === 81) this.#printQr()
    else this.#fault(`GS ( k ${name}`)
  }

  #printQr(): void {
    const { data, level, model, module } = this.#qr
    this.#expect('model 2 with something stored', model === 50 && data.length > 0)
    const { modules } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: level as 'M' })
    const x = this.#left(modules.size * module)
    const y = this.paper.rows.length
    this.#blank(modules.size * module)
    for (let row = 0; row < modules.size; row++) {
      for (let i = 0; i < modules.size; i++) {
        if (modules.get(row, i)) this.#box(x + i * module, y + row * module, module, module)
      }
    }
    this.paper.said.push({ kind: 'qr', y, data: data.toString('utf8'), level, module_dots: module })
  }

  /** Where something so wide begins. */
  #left(width: number): number {
    const free = this.paper.width - width
    return [0, free >> 1, free][this.#state.align] ?? 0
  }

  #blank(dots: number): void {
    for (let i = 0; i < dots; i++) this.paper.rows.push(new Uint8Array(this.paper.width))
  }

  #box(x: number, y: number, width: number, height: number): void {
    for (let row = y; row < y + height; row++) {
      for (let dot = x; dot < x + width; dot++) {
        if (dot < 0 || dot >= this.paper.width) this.#fault(`ink beside the paper, at ${dot}`)
        else this.paper.rows[row]![dot] = 1
      }
    }
  }

  #expect(what: string, holds: boolean): void {
    if (!holds) this.#fault(`not ${what}`)
  }

  #fault(why: string): void {
    this.paper.faults.push(`${why}, at byte ${this.at}`)
  }
}

function* take(length: number): Bytes<Buffer> {
  const taken = Buffer.alloc(length)
  for (let i = 0; i < length; i++) taken[i] = yield
  return taken
}
