import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { readTar, type TarFile } from './read-tar.ts'
import { BundleFault, parseRelease, RELEASE, type Release, SIGNATURE, SUMS } from './release.ts'
import { parseSums, safePath } from './sums.ts'
import { checkArch, checkSignature, sha256, type Trust } from './trust.ts'

/** What a bundle's files may come to together, unpacked; one is a fifth of it. */
const MOST_BYTES = 1024 ** 3
/** What the lists at its beginning may come to, each. */
const MOST_LISTED_BYTES = 4 * 1024 ** 2

/** Is given each file as it comes. Whether its content is what was signed is only known when all of it was read. */
export type Take = (path: string, isExecutable: boolean, content: AsyncIterable<Buffer>) => Promise<void>

/**
 * Reads an archive once, from its start to its end, and verifies it on the way: who signed it before anything else, and
 * each file against what was signed.
 *
 * @throws BundleFault at the first thing that is wrong with it; what was taken by then is worth nothing
 */
export async function readArchive(archive: string, trust: Trust, take: Take): Promise<Release> {
  let release: Release | undefined
  try {
    await pipeline(createReadStream(archive), createGunzip(), async (plain: AsyncIterable<Buffer>) => {
      release = await readFiles(plain, trust, take)
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error
    throw new BundleFault('damaged', '', { cause: error })
  }
  return release!
}

async function readFiles(plain: AsyncIterable<Buffer>, trust: Trust, take: Take): Promise<Release> {
  const files = readTar(plain)
  const [top, signature] = await readFirst(files, SIGNATURE)
  const [, list] = await readFirst(files, SUMS, top)
  checkSignature(list, signature, trust)
  const sums = parseSums(list)
  const [, said] = await readFirst(files, RELEASE, top)
  if (sha256(said) !== sums.get(RELEASE)) throw new BundleFault('changed', RELEASE)
  const release = parseRelease(said)
  checkArch(release, trust)

  await take(SIGNATURE, false, once(signature))
  await take(SUMS, false, once(list))
  await take(RELEASE, false, once(said))
  const missing = new Set(sums.keys())
  missing.delete(RELEASE)
  const executables = new Set(release.executables)
  let total = 0
  for await (const file of files) {
    const path = withoutTop(file.path, top)
    if (!missing.delete(path)) throw new BundleFault('extra', path)
    if (file.is_executable !== executables.has(path)) throw new BundleFault('changed', path)
    total += file.size
    if (total > MOST_BYTES) throw new BundleFault('too-big')
    const hash = createHash('sha256')
    await take(path, file.is_executable, hashed(file.content, hash))
    if (hash.digest('hex') !== sums.get(path)) throw new BundleFault('changed', path)
  }
  for (const path of missing) throw new BundleFault('missing', path)
  return release
}

/** The next file, which must be one of those that every bundle begins with. @returns the folder it is in; its bytes */
async function readFirst(
  files: AsyncGenerator<TarFile>,
  name: string,
  top?: string
): Promise<[top: string, bytes: Buffer]> {
  const { value: file } = await files.next()
  if (!file?.path.endsWith(`/${name}`) || file.size > MOST_LISTED_BYTES)
    throw new BundleFault('not-a-bundle', name)
  const own = top ?? file.path.slice(0, -name.length - 1)
  if (withoutTop(file.path, own) !== name) throw new BundleFault('not-a-bundle', name)
  const parts: Buffer[] = []
  for await (const part of file.content) parts.push(part)
  return [own, Buffer.concat(parts)]
}

/** A file's path in the bundle: without the one folder that everything in an archive is in. */
function withoutTop(path: string, top: string): string {
  safePath(path)
  if (!path.startsWith(`${top}/`)) throw new BundleFault('extra', path)
  return path.slice(top.length + 1)
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

async function* hashed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const part of content) {
    hash.update(part)
    yield part
  }
}
