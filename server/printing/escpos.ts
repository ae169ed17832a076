import assert from 'node:assert/strict'
import type { Symbology } from '../../views/receipts/bars.ts'
import { UPPER_HALF } from '../../views/receipts/code-page.ts'
import { type Columns, type Line, type Row, widthOf } from '../../views/receipts/rows.ts'

/** What the encoder must know of a printer. */
export interface Profile {
  columns: Columns
  /** Whether it cuts the paper itself; otherwise a cut becomes enough blank paper to tear it off. */
  cutter: boolean
}

// Commands are written as text of the characters 0 to 255 and become bytes in one step at the end: short to read,
// and several times as fast as collecting numbers.
const ESC = '\x1b'
const GS = '\x1d'
const FS = '\x1c'
const LF = '\n'

const RESET = `${ESC}@`
const USA_CHARACTERS = `${ESC}R\0` // or # and [ come out as letters of the country set by switches
const NO_DOUBLE_BYTES = `${FS}.` // or a printer sold in China takes two accented letters for one sign
const CODE_PAGE_858 = `${ESC}t${byte(19)}`
const CENTRE = `${ESC}a\x01`
const LEFT = `${ESC}a\0`
const BOLD_ON = `${ESC}E\x01`
const BOLD_OFF = `${ESC}E\0`
const DOUBLE_ON = `${GS}!\x11`
const DOUBLE_OFF = `${GS}!\0`
const CUT = `${GS}VB\x03` // feed to the knife and 3 dots more, leave a strip in the middle
const LINES_TO_TEAR = 4

/**
 * The bytes that print a slip, from reset to the last row.
 *
 * @throws {AssertionError} a line wider than the paper: laid out for another printer.
 * @see Epson ESC/POS application programming guide, for every command used here
 */
export function encodeSlip(rows: readonly Row[], profile: Profile): Buffer {
  let slip = RESET + NO_DOUBLE_BYTES + CODE_PAGE_858 + USA_CHARACTERS
  for (const row of rows) slip += encodeRow(row, profile)
  return Buffer.from(slip, 'latin1')
}

/**
 * The bytes that open a cash drawer wired to the printer.
 *
 * @param pulse.pin 2 for the first drawer, 5 for the second, as numbered on the socket.
 * @param pulse.on_ms how long the solenoid is fed, in milliseconds; 2 to 510, sent in steps of 2 ms.
 *   Too long heats the coil; most drawers want 100 to 200.
 * @throws {AssertionError} a pulse the printer would not understand: a mistake in our settings.
 * @see Epson TM-T88III specification, "ESC p m t1 t2", Generate pulse
 */
export function encodePulse({ pin, on_ms }: { pin: 2 | 5; on_ms: number }): Buffer {
  const on = on_ms / 2
  assert(Number.isInteger(on) && on >= 1 && on <= 255, `drawer pulse of ${on_ms} ms`)
  const off = Math.min(on * 4, 255) // rest four times as long, or as long as the command can say
  return Buffer.from([0x1b, 0x70, pin === 2 ? 0 : 1, on, off])
}

function encodeRow(row: Row, { columns, cutter }: Profile): string {
  switch (row.kind) {
    case 'line':
      assert(widthOf(row) <= columns, `a line of ${widthOf(row)} columns on paper of ${columns}`)
      return encodeLine(row)
    case 'rule':
      assert(row.text.length <= columns, `a rule of ${row.text.length} columns on paper of ${columns}`)
      return inCodePage(row.text) + LF
    case 'qr':
      return CENTRE + encodeQr(row.data, row.module_dots) + LEFT
    case 'barcode':
      return CENTRE + encodeBarcode(row.data, row.symbology, row.module_dots) + LEFT
    case 'feed':
      return feed(row.lines)
    case 'cut':
      return cutter ? CUT : feed(LINES_TO_TEAR)
  }
}

/** The style is set back after the line feed, so that the feed is as high as the characters. */
function encodeLine({ indent, text, bold, size }: Line): string {
  let line = ' '.repeat(indent)
  if (bold) line += BOLD_ON
  if (size === 'double') line += DOUBLE_ON
  line += inCodePage(text) + LF
  if (size === 'double') line += DOUBLE_OFF
  if (bold) line += BOLD_OFF
  return line
}

/** Model 2, level M; the printer chooses the version. The same functions Epson and its followers have. */
function encodeQr(data: string, module_dots: number): string {
  const bytes = Buffer.from(data).toString('latin1')
  return (
    qrFunction(`A2\0`) + // model 2
    qrFunction(`C${byte(module_dots)}`) +
    qrFunction('E1') + // level M
    qrFunction(`P0${bytes}`) + // store
    qrFunction('Q0') // print
  )
}

function qrFunction(parameters: string): string {
  const length = parameters.length + 1
  return `${GS}(k${byte(length & 0xff)}${byte(length >> 8)}1${parameters}`
}

/** 80 dots high; the characters below are a line of our own, so the printer's are switched off. */
function encodeBarcode(data: string, symbology: Symbology, module_dots: number): string {
  const shape = `${GS}h${byte(80)}${GS}w${byte(module_dots)}${GS}H\0`
  // CODE128 must say which of its sets it starts in, and a brace of the text would be taken for such a sign.
  const content = symbology === 'ean13' ? data : `{B${data.replaceAll('{', '{{')}`
  return `${shape}${GS}k${symbology === 'ean13' ? 'C' : 'I'}${byte(content.length)}${content}`
}

function feed(lines: number): string {
  return `${ESC}d${byte(lines)}`
}

const BYTES = new Map([...UPPER_HALF].map((character, i) => [character, byte(0x80 + i)]))

/** Text in the printer's own characters. Nothing below a space passes, so no text can be a command. */
function inCodePage(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => BYTES.get(character) ?? '?')
}

function byte(value: number): string {
  return String.fromCharCode(value)
}
