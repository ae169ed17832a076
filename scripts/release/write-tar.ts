import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'

/** A file of a bundle. */
export interface BundleFile {
  bytes: Buffer
  is_executable: boolean
}

const BLOCK = 512
const PIECE = 8 * 1024 ** 2
const squeeze = promisify(gzip)

/**
 * Packs files as `tar` unpacks them (POSIX ustar), in the order given: owned by root, of one moment, so that the same
 * files always make the same bytes.
 *
 * @param at seconds since 1970
 */
export function writeTar(files: Iterable<[path: string, file: BundleFile]>, at: number): Buffer {
  const parts: Buffer[] = []
  for (const [path, { bytes, is_executable }] of files) {
    parts.push(header(path, bytes.length, is_executable, at), bytes)
    parts.push(Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK))
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])
}

function header(path: string, size: number, isExecutable: boolean, at: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  const [prefix, name] = split(path)
  block.write(name, 0)
  block.write(octal(isExecutable ? 0o755 : 0o644, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(at, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar\u000000', 257)
  block.write('root', 265)
  block.write('root', 297)
  block.write(prefix, 345)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** A long path stands in two fields, parted at a slash. @throws when it doesn't fit them */
function split(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path]
  const at = path.indexOf('/', path.length - 101)
  const parts: [string, string] = [path.slice(0, at), path.slice(at + 1)]
  if (at < 1 || at > 155 || Buffer.byteLength(path) !== path.length)
    throw new Error(`too long for a tar: ${path}`)
  return parts
}

/** Compresses in pieces, on all cores; gzip reads them one after another as if they were one. */
export async function compress(bytes: Buffer, level: number = constants.Z_BEST_COMPRESSION): Promise<Buffer> {
  const pieces: Promise<Buffer>[] = []
  for (let at = 0; at < bytes.length; at += PIECE)
    pieces.push(squeeze(bytes.subarray(at, at + PIECE), { level }))
  return Buffer.concat(await Promise.all(pieces))
}
