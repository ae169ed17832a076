/** What is the matter with a printer, or not. */
export interface Condition {
  paper: 'ok' | 'near-end' | 'out'
  cover: 'closed' | 'open'
  fault: 'cutter' | null
  /** Its button was pressed: it prints nothing and says only that. */
  is_online: boolean
  drawer: 'closed' | 'open'
}

export const WELL: Condition = {
  paper: 'ok',
  cover: 'closed',
  fault: null,
  is_online: true,
  drawer: 'closed'
}

/** Whether it prints now. */
export function canPrint({ paper, cover, fault, is_online }: Condition): boolean {
  return paper !== 'out' && cover === 'closed' && fault === null && is_online
}

/** The answer to `DLE EOT n`. */
export function answerAtOnce(of: number, condition: Condition): number {
  const { paper, cover, fault, drawer } = condition
  if (of === 1) return 0x12 | (drawer === 'closed' ? 0x04 : 0) | (canPrint(condition) ? 0 : 0x08)
  if (of === 2)
    return 0x12 | (cover === 'open' ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (fault ? 0x40 : 0)
  if (of === 3) return 0x12 | (fault ? 0x08 : 0)
  return 0x12 | (paper === 'ok' ? 0 : 0x0c) | (paper === 'out' ? 0x60 : 0)
}

/** The answer to `GS r 1`. */
export function answerInTurn({ paper }: Condition): number {
  return (paper === 'ok' ? 0 : 0x03) | (paper === 'out' ? 0x0c : 0)
}

/** What it tells by itself when something changed, after `GS a`. */
export function tellChange(condition: Condition): Buffer {
  const { cover, fault, drawer } = condition
  const printer =
    0x10 | (drawer === 'closed' ? 0x04 : 0) | (canPrint(condition) ? 0 : 0x08) | (cover === 'open' ? 0x20 : 0)
  return Buffer.from([printer, fault ? 0x08 : 0, answerInTurn(condition), 0])
}

/** What it says when it has thrown its memory away. */
export const CLEARED = Buffer.from([0x37, 0x25, 0x00])

/** A command that is obeyed as soon as it is read, whatever stands before it. */
export type AtOnce = { kind: 'ask'; of: number } | { kind: 'pulse'; pin: 2 | 5 } | { kind: 'clear' }

const CLEAR = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8]

/** Finds the commands that are obeyed at once in what comes in, in whatever pieces. */
export class AtOnceFinder {
  #seen: number[] = []

  /** @returns the command that this byte ends */
  read(byte: number): AtOnce | undefined {
    this.#seen.push(byte)
    if (this.#seen.length > CLEAR.length) this.#seen.shift()
    const ends = (...bytes: number[]): boolean =>
      bytes.every((one, i) => this.#seen[this.#seen.length - bytes.length + i] === one)
    if (byte >= 1 && byte <= 4 && ends(0x10, 4, byte)) return { kind: 'ask', of: byte }
    const before = this.#seen.at(-2) ?? 0
    if (byte >= 1 && byte <= 8 && before <= 1 && ends(0x10, 0x14, 1, before, byte))
      return { kind: 'pulse', pin: before === 0 ? 2 : 5 }
    return ends(...CLEAR) ? { kind: 'clear' } : undefined
  }
}
