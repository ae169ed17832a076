import type { PrinterEvent } from './decode.ts'

/** How high things are in lines of text: a picture of so many dots, a code. */
const DOTS_TO_A_LINE = 24
const LINES_OF_A_QR = 8
const LINES_OF_A_BARCODE = 4
const NUMBER = /\b[A-Z]{1,3}\d{1,3}-\d{6}\b/

/** What came out in one piece, from one cut to the next, or to where a new slip began. */
export interface Slip {
  lines: string[]
  /** The bands of its pictures, one after the other. */
  pictures: Extract<PrinterEvent, { kind: 'raster' }>[]
  receipt_no: string | undefined
  says_copy: boolean
  /** It was cut off by its own cut, and nothing is missing. */
  is_whole: boolean
  /** Some of it came out because the printer printed its memory anew when it was switched on. */
  is_replayed: boolean
}

/** A drawer's pulse as it left the printer's socket. */
export interface Pulse {
  pin: 2 | 5
  at: number
  out_of_turn: boolean
  is_replayed: boolean
}

/** What came out of a printer: slips and pulses in the order in which they came. */
export class Paper {
  readonly slips: Slip[] = []
  readonly pulses: Pulse[] = []
  /** What a printer does not understand; there should be none. */
  readonly strays: string[] = []
  /** Lines of text that ever came out. */
  lines = 0
  readonly #onSlip: (slip: Slip) => void
  #current = emptySlip()

  constructor(onSlip: (slip: Slip) => void = () => {}) {
    this.#onSlip = onSlip
  }

  /** What a printer did. @returns how many lines of paper that took */
  take(event: PrinterEvent, is_replayed: boolean): number {
    switch (event.kind) {
      case 'reset':
        this.tear(false)
        return 0
      case 'line':
        return this.#print(event.text, is_replayed)
      case 'raster':
        this.#current.pictures.push(event)
        this.#current.is_replayed ||= is_replayed
        return Math.ceil(event.height_dots / DOTS_TO_A_LINE)
      case 'feed':
        return event.lines
      case 'qr':
        return LINES_OF_A_QR
      case 'barcode':
        return LINES_OF_A_BARCODE
      case 'cut':
        this.tear(true)
        return 0
      case 'pulse':
        this.pulse(event.pin, { is_replayed })
        return 0
      case 'stray':
        this.strays.push(event.bytes)
        return 0
      default:
        return 0
    }
  }

  pulse(pin: 2 | 5, { out_of_turn = false, is_replayed = false } = {}): void {
    this.pulses.push({ pin, at: Date.now(), out_of_turn, is_replayed })
  }

  /** The piece is taken off, whole or not. */
  tear(is_whole: boolean): void {
    const slip = this.#current
    if (slip.lines.length === 0 && slip.pictures.length === 0) return
    this.#current = emptySlip()
    slip.is_whole = is_whole
    this.slips.push(slip)
    this.#onSlip(slip)
  }

  /** Every whole slip that says this number, copies too. */
  of(receipt_no: string): Slip[] {
    return this.slips.filter((slip) => slip.is_whole && slip.receipt_no === receipt_no)
  }

  /** The numbers on the whole slips, in order; a copy's with its mark. */
  get numbers(): string[] {
    return this.slips
      .filter(({ is_whole, receipt_no }) => is_whole && receipt_no)
      .map(({ receipt_no, says_copy }) => (says_copy ? `${receipt_no} SALINAN` : receipt_no!))
  }

  #print(text: string, is_replayed: boolean): number {
    this.lines++
    const slip = this.#current
    slip.lines.push(text.trimEnd())
    slip.receipt_no ??= NUMBER.exec(text)?.[0]
    slip.says_copy ||= text.includes('SALINAN')
    slip.is_replayed ||= is_replayed
    return 1
  }
}

function emptySlip(): Slip {
  return {
    lines: [],
    pictures: [],
    receipt_no: undefined,
    says_copy: false,
    is_whole: false,
    is_replayed: false
  }
}
