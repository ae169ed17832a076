import assert from 'node:assert/strict'
import type { Symbology } from '../../views/receipts/bars.ts'
import { BYTES_OF, type CodePage, isInPage } from '../../views/receipts/code-page.ts'
import type { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { asDots, lineAsDots, qrAsDots } from '../../views/receipts/dots/draw-slip.ts'
import { QUIET_MODULES } from '../../views/receipts/qr.ts'
import { type Columns, type Line, type Row, widthOf } from '../../views/receipts/rows.ts'
import { TELL_STATUS } from './status.ts'
import type { Cut, DrawerPin } from './tables.ts'

/** What the encoder must know of a printer. */
export interface Profile {
  columns: Columns
  /** The letters it has, as the slip was laid out for them. */
  code_page: CodePage
  /** How it is told to cut. */
  cut: Cut
  /** Whether it is to tell by itself when something is the matter while it prints. */
  tells?: boolean
}

// Commands are written as text of the characters 0 to 255 and become bytes in one step at the end: short to read,
// and several times as fast as collecting numbers.
const ESC = '\x1b'
const GS = '\x1d'
const FS = '\x1c'
const DLE = '\x10'
const LF = '\n'

const RESET = `${ESC}@`
const USA_CHARACTERS = `${ESC}R\0` // or # and [ come out as letters of the country set by switches
const NO_DOUBLE_BYTES = `${FS}.` // or a printer sold in China takes two accented letters for one sign
const CODE_PAGES: Record<CodePage, string> = {
  pc858: `${ESC}t${byte(19)}`,
  wpc1252: `${ESC}t${byte(16)}`,
  pc437: `${ESC}t\0`,
  ascii: '',
  drawn: ''
}
const CENTRE = `${ESC}a\x01`
const LEFT = `${ESC}a\0`
const BOLD_ON = `${ESC}E\x01`
const BOLD_OFF = `${ESC}E\0`
const DOUBLE_ON = `${GS}!\x11`
const DOUBLE_OFF = `${GS}!\0`
const LINES_TO_TEAR = 4
const CUTS: Record<Cut, string> = {
  partial: `${GS}VB\x03`, // feed to the knife and 3 dots more, leave a strip in the middle
  full: `${GS}VA\x03`,
  // The old commands of printers that know no other; they don't feed by themselves.
  'old-partial': `${feed(LINES_TO_TEAR)}${ESC}m`,
  'old-full': `${feed(LINES_TO_TEAR)}${ESC}i`,
  none: feed(LINES_TO_TEAR) // enough blank paper to tear it off
}
/**
 * DLE with EOT, ENQ or DC4: a printer does these the moment they arrive, also in the middle of a picture, where they
 * may open a drawer or throw away the slip. No byte that we send between two commands of ours may make one up.
 *
 * @see Epson ESC/POS application programming guide, "Notes on using real-time commands"
 */
const OUT_OF_TURN = new RegExp(`${DLE}[\x04\x05\x14]`)
const DLE_OUT_OF_TURN = new RegExp(`${DLE}(?=[\x04\x05\x14])`, 'g')
/** DLE is one dot of eight; this is that dot and the one right of it. */
const WIDER_DOT = '\x18'
/** Small enough for the smallest memory, and each band is burnt in one go. */
const BAND_DOTS = 128

/**
 * The bytes that print a slip, from reset to the last row.
 *
 * @throws {AssertionError} a line wider than the paper: laid out for another printer.
 * @see Epson ESC/POS application programming guide, for every command used here
 */
export function encodeSlip(rows: readonly Row[], profile: Profile): Buffer {
  return Buffer.from(start(profile) + encodeRows(rows, profile), 'latin1')
}

/** A piece of a test page: something of each kind is tried, whatever the printer is said to be. */
export type TestPiece =
  /** As on every slip; `columns` where it is laid out for other paper. */
  | { kind: 'rows'; rows: readonly Row[]; columns?: Columns }
  /** One line of text in that page's letters; what the page lacks is left out. */
  | { kind: 'letters'; text: string; page: CodePage }
  | { kind: 'cut'; cut: Cut }

/** The bytes of a test page, from reset to the last cut. A page of letters and a way to cut may be unknown to it. */
export function encodeTestPage(pieces: readonly TestPiece[], profile: Profile): Buffer {
  const encoded = pieces.map((piece) => encodePiece(piece, profile))
  return Buffer.from(start(profile) + encoded.join(''), 'latin1')
}

function encodePiece(piece: TestPiece, profile: Profile): string {
  switch (piece.kind) {
    case 'rows':
      return encodeRows(piece.rows, { ...profile, columns: piece.columns ?? profile.columns })
    case 'letters':
      return encodeLetters(piece.text, piece.page) + CODE_PAGES[profile.code_page]
    case 'cut':
      return CUTS[piece.cut]
  }
}

function encodeLetters(text: string, page: CodePage): string {
  const own = [...text].filter((character) => isInPage(character, page)).join('')
  return CODE_PAGES[page] + inCodePage(own.trimEnd(), page) + LF
}

function start({ code_page, tells }: Profile): string {
  const telling = tells ? TELL_STATUS.toString('latin1') : ''
  return RESET + NO_DOUBLE_BYTES + CODE_PAGES[code_page] + USA_CHARACTERS + telling
}

function encodeRows(rows: readonly Row[], profile: Profile): string {
  if (profile.code_page === 'drawn') return encodeDrawn(rows, profile)
  return rows.map((row) => encodeRow(row, profile)).join('')
}

interface Pulse {
  pin: DrawerPin
  on_ms: number
}

/**
 * The bytes that open a drawer at once, also while the printer waits for paper or a cover to be shut; not every printer
 * knows them. They say the time in tenths of a second, 1 to 8.
 *
 * @see Epson ESC/POS application programming guide, "DLE DC4", function 1
 */
export function encodePulseOutOfTurn({ pin, on_ms }: Pulse): Buffer {
  const tenths = Math.min(8, Math.max(1, Math.round(on_ms / 100)))
  return Buffer.from([0x10, 0x14, 1, pin === 2 ? 0 : 1, tenths])
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
export function encodePulse({ pin, on_ms }: Pulse): Buffer {
  const on = on_ms / 2
  assert(Number.isInteger(on) && on >= 1 && on <= 255, `drawer pulse of ${on_ms} ms`)
  const off = Math.min(on * 4, 255) // rest four times as long, or as long as the command can say
  return Buffer.from([0x1b, 0x70, pin === 2 ? 0 : 1, on, off])
}

/** Everything that takes ink as pictures; blank paper needs none. */
function encodeDrawn(rows: readonly Row[], profile: Profile): string {
  let slip = ''
  let inked: Row[] = []
  for (const row of [...rows, undefined]) {
    if (row && row.kind !== 'cut' && row.kind !== 'feed') {
      inked.push(row)
      continue
    }
    if (inked.length > 0) slip += encodeBitmap(asDots(inked, profile.columns))
    inked = []
    if (row) slip += encodeRow(row, profile)
  }
  return slip
}

function encodeRow(row: Row, { columns, code_page, cut }: Profile): string {
  switch (row.kind) {
    case 'line':
      assert(widthOf(row) <= columns, `a line of ${widthOf(row)} columns on paper of ${columns}`)
      return row.drawn ? encodeBitmap(lineAsDots(row, columns)) : encodeLine(row, code_page)
    case 'rule':
      assert(row.text.length <= columns, `a rule of ${row.text.length} columns on paper of ${columns}`)
      return inCodePage(row.text, code_page) + LF
    case 'qr':
      return CENTRE + quiet(row) + encodeQr(row) + quiet(row) + LEFT
    case 'barcode':
      return CENTRE + encodeBarcode(row.data, row.symbology, row.module_dots) + LEFT
    case 'image':
      return CENTRE + encodeBitmap(row.bitmap) + LEFT
    case 'feed':
      return feed(row.lines)
    case 'cut':
      return CUTS[cut]
  }
}

/** The style is set back after the line feed, so that the feed is as high as the characters. */
function encodeLine({ indent, text, bold, size }: Line, page: CodePage): string {
  let line = ' '.repeat(indent)
  if (bold) line += BOLD_ON
  if (size === 'double') line += DOUBLE_ON
  line += inCodePage(text, page) + LF
  if (size === 'double') line += DOUBLE_OFF
  if (bold) line += BOLD_OFF
  return line
}

/**
 * Model 2, level M; the printer chooses the version. The same functions Epson and its followers have. The length of
 * some codes reads as a command out of turn: those are drawn.
 */
function encodeQr({ data, module_dots }: Extract<Row, { kind: 'qr' }>): string {
  const bytes = Buffer.from(data).toString('latin1')
  const code =
    qrFunction(`A2\0`) + // model 2
    qrFunction(`C${byte(module_dots)}`) +
    qrFunction('E1') + // level M
    qrFunction(`P0${bytes}`) + // store
    qrFunction('Q0') // print
  return OUT_OF_TURN.test(code) ? encodeBitmap(qrAsDots(data, module_dots)) : code
}

/** White above and below a code, in dots. */
function quiet({ module_dots }: { module_dots: number }): string {
  return `${ESC}J${byte(QUIET_MODULES * module_dots)}`
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

/**
 * GS v 0, in bands. Where the dots would read as a command out of turn, the dot that makes it so is drawn one dot wider.
 */
function encodeBitmap(bitmap: Bitmap): string {
  let bands = ''
  for (let y = 0; y < bitmap.height; y += BAND_DOTS) {
    const { bytes, stride, height } = bitmap.slice(y, Math.min(bitmap.height, y + BAND_DOTS))
    bands += `${GS}v0\0${byte(stride & 0xff)}${byte(stride >> 8)}${byte(height)}\0`
    bands += Buffer.from(bytes).toString('latin1').replaceAll(DLE_OUT_OF_TURN, WIDER_DOT)
  }
  return bands
}

/** Text in the printer's own characters. Nothing below a space passes, so no text can be a command. */
function inCodePage(text: string, page: CodePage): string {
  const own = BYTES_OF[page]
  return text.replace(/[^\x20-\x7e]/g, (character) => byte(own.get(character) ?? 0x3f))
}

function byte(value: number): string {
  return String.fromCharCode(value)
}
