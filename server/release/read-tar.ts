import { BundleFault } from './release.ts'

/** A file in an archive. Its content must be read before the next file is asked for. */
export interface TarFile {
  path: string
  size: number
  is_executable: boolean
  content: AsyncIterable<Buffer>
}

const BLOCK = 512

/**
 * Reads the files of a tar archive (POSIX ustar) one after another, as they come.
 *
 * @throws BundleFault when it is cut off or no such archive, and at anything in it that is not a plain file
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarFile> {
  const bytes = new Bytes(chunks)
  for (;;) {
    const header = await bytes.whole(BLOCK)
    if (isEmpty(header)) break
    const file = readHeader(header)
    let left = file.size
    const content = async function* (): AsyncGenerator<Buffer> {
      for await (const part of bytes.next(file.size)) {
        left -= part.length
        yield part
      }
    }
    yield { ...file, content: content() }
    if (left !== 0) throw new Error('a file in an archive was not read')
    await bytes.whole(padding(file.size))
  }
  // Two empty blocks end an archive, and nothing but more of them may follow.
  if (!isEmpty(await bytes.whole(BLOCK))) throw new BundleFault('damaged')
  for await (const rest of bytes.rest()) if (!isEmpty(rest)) throw new BundleFault('damaged')
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

function isEmpty(block: Buffer): boolean {
  return block.every((byte) => byte === 0)
}

function readHeader(header: Buffer): Omit<TarFile, 'content'> {
  if (text(header, 257, 5) !== 'ustar' || octal(header, 148, 8) !== sumOf(header))
    throw new BundleFault('damaged')
  const prefix = text(header, 345, 155)
  const path = `${prefix ? `${prefix}/` : ''}${text(header, 0, 100)}`
  if (text(header, 156, 1) !== '0') throw new BundleFault('strange', path)
  return { path, size: octal(header, 124, 12), is_executable: (octal(header, 100, 8) & 0o100) !== 0 }
}

/** The sum of a header's bytes, its own place counted as blanks. */
function sumOf(header: Buffer): number {
  const blank = 8 * 0x20
  return (
    header.reduce((sum, byte) => sum + byte, blank) - header.subarray(148, 156).reduce((a, b) => a + b, 0)
  )
}

function text(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.subarray(0, end === -1 ? length : end).toString()
}

function octal(header: Buffer, at: number, length: number): number {
  const digits = text(header, at, length).trim()
  if (!/^[0-7]+$/.test(digits)) throw new BundleFault('damaged')
  return Number.parseInt(digits, 8)
}

/** A stream that is taken in lengths of one's own. */
class Bytes {
  readonly #chunks: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async *next(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.#held.length === 0 && !(await this.#refill())) throw new BundleFault('damaged')
      const part = this.#held.subarray(0, left)
      this.#held = this.#held.subarray(part.length)
      left -= part.length
      yield part
    }
  }

  async whole(length: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.next(length)) parts.push(part)
    return Buffer.concat(parts)
  }

  async *rest(): AsyncGenerator<Buffer> {
    if (this.#held.length > 0) yield this.#held
    while (await this.#refill()) yield this.#held
  }

  async #refill(): Promise<boolean> {
    const { value, done } = await this.#chunks.next()
    this.#held = done ? Buffer.alloc(0) : value
    return !done
  }
}
