import type { PrintingTables } from './tables.ts'
import type { TroubleCode } from './transports/transport.ts'

type States = PrintingTables['printer_states']

/** What a printer says of itself. */
export interface Status {
  is_online: boolean
  paper: NonNullable<States['paper']>
  cover: NonNullable<States['cover']>
  fault: States['fault']
  drawer: NonNullable<States['drawer']>
}

/**
 * Asks for all four parts of the status, at once and out of turn: a printer answers these while it prints and while it
 * waits for paper.
 *
 * @see Epson ESC/POS application programming guide, "DLE EOT"
 */
export const ASK_STATUS = Buffer.from([0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4])

/** Has the printer tell its status by itself whenever it changes, until the next reset. @see "GS a" */
export const TELL_STATUS = Buffer.from([0x1d, 0x61, 0x0f])

/** Asks in turn: the answer comes when everything before it has been done. @see "GS r" */
export const ASK_IN_TURN = Buffer.from([0x1d, 0x72, 1])

/**
 * Throws away what the printer has taken and not printed, at once. A half slip stays half: the rest does not come out
 * when somebody puts in paper, beside the copy that was asked for meanwhile.
 *
 * @see "DLE DC4", function 8
 */
export const CLEAR_BUFFER = Buffer.from([0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8])

/**
 * Fills up a command that was cut off: a picture's longest band. To a printer that waits for no more it says nothing;
 * one that does would take the next slip for the rest, or half a shop's.
 */
export const FILLER = Buffer.alloc(9300)

/** Why a printer does not print now, or undefined when it does. */
export function whyNotReady({ is_online, paper, cover, fault }: Status): TroubleCode | undefined {
  if (cover === 'open') return 'cover-open'
  if (paper === 'out') return 'paper-out'
  if (fault === 'cutter') return 'cutter-fault'
  if (fault === 'hot') return 'too-hot'
  if (fault === 'other') return 'fault'
  return is_online ? undefined : 'offline'
}

/** Who is told what a printer says. */
interface Heard {
  status(status: Status): void
  /** It has done all that stood before the question; without paper left, some of it may be missing. */
  inTurn(answer: { is_out: boolean }): void
  /** It has thrown away what it had not printed. */
  cleared(): void
}

/** What it says when its memory is cleared. @see "DLE DC4", function 8 */
const CLEARED = [0x37, 0x25, 0x00]

/** Understands what a printer says: answers to what it was asked, and what it tells by itself. */
export class Hearing {
  readonly #heard: Heard
  /** The four answers to the questions, as they come. */
  #answers: number[] = []
  /** What it tells by itself comes in fours as well. */
  #told: number[] = []
  /** How much of the word that its memory is cleared has come. */
  #cleared = 0

  constructor(heard: Heard) {
    this.#heard = heard
  }

  /** Bytes as they come in, in whatever pieces. */
  feed(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte)
  }

  /** Forgets answers that were cut off: the next question is answered from its first part. */
  reset(): void {
    this.#answers = []
    this.#told = []
    this.#cleared = 0
  }

  /** Fixed bits tell the kinds apart: answers have 1 and 4 set, tellings 4 alone, and the rest of those neither 4 nor 7. */
  #take(byte: number): void {
    if (this.#takeCleared(byte)) return
    if (this.#told.length > 0 && (byte & 0x90) === 0) {
      this.#told.push(byte)
      if (this.#told.length === 4) this.#finishTold()
      return
    }
    this.#told = []
    if ((byte & 0x93) === 0x12) this.#takeAnswer(byte)
    else if ((byte & 0x93) === 0x10) this.#told = [byte]
    // An answer in turn says something of the paper alone; with other bits set it is nothing that a printer says.
    else if ((byte & 0xf0) === 0) this.#heard.inTurn({ is_out: (byte & 0x0c) !== 0 })
  }

  #takeCleared(byte: number): boolean {
    if (byte !== CLEARED[this.#cleared]) {
      this.#cleared = 0
      if (byte !== CLEARED[0]) return false
    }
    this.#cleared++
    if (this.#cleared === CLEARED.length) {
      this.#cleared = 0
      this.#heard.cleared()
    }
    return true
  }

  #takeAnswer(byte: number): void {
    this.#answers.push(byte)
    if (this.#answers.length < 4) return
    const [printer = 0, offline = 0, error = 0, paper = 0] = this.#answers
    this.#answers = []
    this.#heard.status({
      is_online: (printer & 0x08) === 0,
      drawer: (printer & 0x04) === 0 ? 'open' : 'closed',
      cover: (offline & 0x04) === 0 ? 'closed' : 'open',
      fault: faultOf(error),
      paper: (paper & 0x60) !== 0 || (offline & 0x20) !== 0 ? 'out' : (paper & 0x0c) !== 0 ? 'near-end' : 'ok'
    })
  }

  #finishTold(): void {
    const [printer = 0, error = 0, paper = 0] = this.#told
    this.#told = []
    this.#heard.status({
      is_online: (printer & 0x08) === 0,
      drawer: (printer & 0x04) === 0 ? 'open' : 'closed',
      cover: (printer & 0x20) === 0 ? 'closed' : 'open',
      fault: faultOf(error),
      paper: (paper & 0x0c) !== 0 ? 'out' : (paper & 0x03) !== 0 ? 'near-end' : 'ok'
    })
  }
}

function faultOf(error: number): Status['fault'] {
  if (error & 0x08) return 'cutter'
  if (error & 0x40) return 'hot'
  return error & 0x24 ? 'other' : null
}
