import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readArchive } from './read-archive.ts'
import { BundleFault, parseRelease, RELEASE, type Release, SIGNATURE, SUMS } from './release.ts'
import { parseSums } from './sums.ts'
import { checkArch, checkSignature, sha256, type Trust } from './trust.ts'

const LARGE = 1024 ** 2

/**
 * Verifies a bundle, as an archive or laid down in a folder: somebody trusted signed it, it is for this processor, and
 * every file is there, is what was signed, and nothing is beside them.
 *
 * @param path the archive, or the folder that its `release.json` is in
 * @throws BundleFault at the first thing that is wrong with it
 */
export async function checkBundle(path: string, trust: Trust): Promise<Release> {
  if ((await lstat(path)).isDirectory()) return checkFolder(path, trust)
  return readArchive(path, trust, async (_path, _isExecutable, content) => {
    for await (const _part of content); // is verified as it passes
  })
}

async function checkFolder(folder: string, trust: Trust): Promise<Release> {
  const list = await readListed(folder, SUMS)
  checkSignature(list, await readListed(folder, SIGNATURE), trust)
  const sums = parseSums(list)
  const release = parseRelease(await readListed(folder, RELEASE))
  checkArch(release, trust)

  const missing = new Set([...sums.keys(), SUMS, SIGNATURE])
  const executables = new Set(release.executables)
  for (const path of await listFiles(folder)) {
    if (!missing.delete(path)) throw new BundleFault('extra', path)
    const sum = sums.get(path)
    if (sum === undefined) continue // the list and its signature, verified above
    const { mode, size } = await lstat(join(folder, path))
    const isExecutable = (mode & 0o100) !== 0
    if (isExecutable !== executables.has(path)) throw new BundleFault('changed', path)
    if ((await sumOf(join(folder, path), size)) !== sum) throw new BundleFault('changed', path)
  }
  for (const path of missing) throw new BundleFault('missing', path)
  return release
}

async function readListed(folder: string, name: string): Promise<Buffer> {
  return readFile(join(folder, name)).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? new BundleFault('not-a-bundle', name, { cause }) : cause
  })
}

/** All files below a folder, as paths in it. @throws BundleFault at what is neither file nor folder */
async function listFiles(folder: string): Promise<string[]> {
  const paths: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(join(folder, '/').length)
    if (entry.isFile()) paths.push(path)
    else if (!entry.isDirectory()) throw new BundleFault('strange', path)
  }
  return paths.sort()
}

/** The few large ones pass by in pieces, because a box has little memory; that is slower for thousands of small ones. */
async function sumOf(path: string, size: number): Promise<string> {
  if (size < LARGE) return sha256(await readFile(path))
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
