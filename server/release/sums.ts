import { BundleFault, SUMS } from './release.ts'

/** The sums of a bundle's files, by path: SHA-256 in hex, as `sha256sum` writes and checks them. */
export type Sums = ReadonlyMap<string, string>

const LINE = /^([0-9a-f]{64}) {2}(.+)$/

/** @throws BundleFault when it is no such list, or a path in it leads out of the bundle */
export function parseSums(bytes: Buffer): Sums {
  const sums = new Map<string, string>()
  for (const line of bytes.toString().split('\n').slice(0, -1)) {
    const [, sum, path] = LINE.exec(line) ?? []
    if (!sum || !path) throw new BundleFault('not-a-bundle', SUMS)
    sums.set(safePath(path), sum)
  }
  if (sums.size === 0) throw new BundleFault('not-a-bundle', SUMS)
  return sums
}

/** @param sums by path */
export function formatSums(sums: Sums): Buffer {
  return Buffer.from([...sums].map(([path, sum]) => `${sum}  ${path}\n`).join(''))
}

/** @returns the path, when it stays in the folder it is laid into. @throws BundleFault when not */
export function safePath(path: string): string {
  const isSafe = path.split('/').every((name) => name !== '' && name !== '.' && name !== '..')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what no file of ours has in its name
  if (!isSafe || /[\x00-\x1f\x7f\\]/.test(path)) throw new BundleFault('unsafe-path', path)
  return path
}
