import { ObjectFault } from './header.ts'

/**
 * What a group of pages is told in: numbers in one stream and bytes in another, for they shrink better apart, and all
 * that is of one kind shrinks better together.
 */
export interface Writer {
  numbers: number[]
  bytes: Buffer[]
}

/** The same, read from front to back. */
export class Reader {
  readonly #numbers: Buffer
  readonly #bytes: Buffer
  #number = 0
  #byte = 0

  constructor(numbers: Buffer, bytes: Buffer) {
    this.#numbers = numbers
    this.#bytes = bytes
  }

  /** @throws {ObjectFault} damaged when there is none, or none that is safe */
  number(): number {
    let value = 0
    for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
      const byte = this.#numbers[this.#number++]
      if (byte === undefined) break
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    throw fault('a number')
  }

  /** A number below 256 that stands as it is. */
  byte(): number {
    const byte = this.#numbers[this.#number++]
    if (byte === undefined) throw fault('a number')
    return byte
  }

  /** The next bytes, at most so many, without taking them. */
  peek(most: number): Buffer {
    return this.#bytes.subarray(this.#byte, this.#byte + most)
  }

  /** @throws {ObjectFault} damaged when there are not so many */
  take(length: number): Buffer {
    const end = this.#byte + length
    if (end > this.#bytes.length) throw fault('it lacks bytes')
    const taken = this.#bytes.subarray(this.#byte, end)
    this.#byte = end
    return taken
  }

  /** The numbers that were not read yet. */
  rest(): Buffer {
    return this.#numbers.subarray(this.#number)
  }

  /** Whether all was read. */
  get is_done(): boolean {
    return this.#number === this.#numbers.length && this.#byte === this.#bytes.length
  }
}

/** Seven bits to a byte, the lowest first; the eighth says that more follow. @param value below 2^56, no fraction */
export function pushNumber(into: number[], value: number): void {
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) into.push((rest % 128) | 128)
  into.push(rest)
}

/** Small numbers of either sign as small ones without. */
export function pushSigned(into: number[], value: number): void {
  pushNumber(into, value < 0 ? -2 * value - 1 : 2 * value)
}

export function readSigned(from: Reader): number {
  const value = from.number()
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

export function fault(detail: string): ObjectFault {
  return new ObjectFault('damaged', `what became of a page: ${detail}`)
}
