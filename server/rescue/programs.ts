import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { checkBundle } from '../release/check-bundle.ts'
import { type Arch, BundleFault, type Release, SUMS } from '../release/release.ts'
import { KEPT_KEYS, trustedKeys } from '../release/release-key.ts'
import { giveWay } from '../values/give-way.ts'

/** A program that can be put on a stick. */
export interface Program {
  /** What its folder on the stick is called: no two contents share a name. */
  name: string
  arch: string
  version: string
  /** Its bytes as a bundle: gzip over tar. */
  read(): AsyncIterable<Buffer>
  /** How many they are, as far as it is known before; never much more. */
  bytes_about: number
}

/** What a program packs down to, at most: two fifths in fact, most of it one large binary. */
const PACKED_PART = 0.5
const KIBI = 1024
/** A heavier squeeze takes three times as long and saves a tenth. */
const PACKING = 'gzip -5'

/**
 * The program as it is installed, packed anew: what a bundle was unpacked to is all that is needed to make it again, so
 * no archive has to be kept on the box, and each file is held against its sum while it is done.
 *
 * @param keys as for {@link bundledProgram}
 * @throws {BundleFault} when a file of it is not what was signed
 */
export async function installedProgram(folder: string, keys = KEPT_KEYS): Promise<Program> {
  const { version, arch } = await checkBundle(folder, { keys: await trustedKeys(keys) })
  const sums = readFileSync(join(folder, SUMS))
  return {
    name: `laci-${version}-linux-${arch}-${mark(sums)}`,
    arch,
    version,
    read: () => pack(folder, version),
    bytes_about: Math.ceil(sizeOf(folder, filesIn(sums)) * PACKED_PART)
  }
}

/**
 * A bundle as it lies in a file, for whatever processor.
 *
 * @param keys where the keys lie that it may be signed by, beside those that the program names; the box's own unless said
 * @throws {BundleFault} when it is none, or not what was signed
 */
export async function bundledProgram(file: string, keys = KEPT_KEYS): Promise<Program> {
  const { version, arch } = await checkForAnyMachine(file, await trustedKeys(keys))
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer)
  return {
    name: `laci-${version}-linux-${arch}-${hash.digest('hex').slice(0, 8)}`,
    arch,
    version,
    read: () => createReadStream(file, { highWaterMark: KIBI * KIBI }),
    bytes_about: statSync(file).size
  }
}

async function checkForAnyMachine(
  file: string,
  keys: Awaited<ReturnType<typeof trustedKeys>>
): Promise<Release> {
  try {
    return await checkBundle(file, { keys })
  } catch (error) {
    if (!(error instanceof BundleFault) || error.code !== 'wrong-arch') throw error
    return await checkBundle(file, { keys, arch: error.what as Arch })
  }
}

/** The same files always come out as the same bytes, so that what lies on a stick already is not written again. */
async function* pack(folder: string, version: string): AsyncGenerator<Buffer> {
  const same = [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=u=rwX,go=rX'
  ]
  const top = `flags=r;s,^\\.,laci-${version},`
  const args = ['--create', '--directory', folder, ...same, '--transform', top, '-I', PACKING, '.']
  const child = spawn('tar', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  giveWay(child.pid)
  const said: string[] = []
  child.stderr.on('data', (words) => said.push(String(words)))
  const ended = once(child, 'exit')
  try {
    for await (const bytes of child.stdout) yield bytes as Buffer
    const [code] = await ended
    if (code !== 0) throw new Error(`tar: ${said.join('')}`)
  } finally {
    child.kill()
  }
}

function filesIn(sums: Buffer): string[] {
  return sums
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(66))
}

function sizeOf(folder: string, files: string[]): number {
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
}

function mark(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8)
}
