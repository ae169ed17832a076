import { spawnSync } from 'node:child_process'
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Arch, RELEASE, type Release, SIGNATURE, SUMS } from '../../server/release/release.ts'
import { formatSums } from '../../server/release/sums.ts'
import { compile } from './compile.ts'
import { listFiles, readPackages } from './packages.ts'
import { shortenElf } from './shorten-elf.ts'
import { type BundleFile, compress, writeTar } from './write-tar.ts'

const CHECKOUT = join(import.meta.dirname, '../..')

/** Of our own scripts, what makes a bundle, and what makes a checkout ready. */
const WORKSHOP = /^scripts\/(release\/|ready$)/

/** What a bundle is made of besides the checkout that this script is in. */
export interface BundleParts {
  arch: Arch
  /** Where `npm ci` put the packages for that processor: the folder of its `node_modules`. */
  packages: string
  /** The maker's private key. */
  key: KeyObject
  /** How hard to compress, 1 to 9; tests are in a hurry. */
  level?: number
}

interface Bundle {
  /** The archive's file name. */
  name: string
  archive: Buffer
  /** What takes how many bytes, unpacked; the largest first. */
  sizes: [what: string, bytes: number][]
}

/**
 * Makes a signed bundle of this checkout for one processor. The same commit, packages, key and Node always give the same
 * bytes.
 */
export async function makeBundle({ arch, packages, key, level }: BundleParts): Promise<Bundle> {
  const files = collect(arch, packages, key)
  const made = commitOf(CHECKOUT)
  const release: Release = {
    version: JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')).version,
    arch,
    made_at: new Date(made.at * 1000).toISOString(),
    commit: made.commit,
    node: JSON.parse(files.get(`node_modules/node-linux-${arch}/package.json`)!.bytes.toString()).version,
    executables: [...files].filter(([, file]) => file.is_executable).map(([path]) => path)
  }
  files.set(RELEASE, plain(`${JSON.stringify(release, undefined, 2)}\n`))

  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const sums = formatSums(new Map(sorted.map(([path, { bytes }]) => [path, sha256(bytes)])))
  // What tells whether to read on comes first.
  const first: [string, BundleFile][] = [
    [SIGNATURE, plain(sign(null, sums, key))],
    [SUMS, plain(sums)],
    [RELEASE, files.get(RELEASE)!]
  ]
  const top = `laci-${release.version}`
  const all = [...first, ...sorted.filter(([path]) => path !== RELEASE)]
  const tar = writeTar(
    all.map(([path, file]): [string, BundleFile] => [`${top}/${path}`, file]),
    made.at
  )
  return { name: `${top}-linux-${arch}.tar.gz`, archive: await compress(tar, level), sizes: sizesOf(all) }
}

function collect(arch: Arch, packages: string, key: KeyObject): Map<string, BundleFile> {
  const files = readPackages(packages, arch)
  const home = `node_modules/node-linux-${arch}`
  const node = files.get(`${home}/bin/node`)!
  node.bytes = shortenElf(node.bytes)
  const own = (path: string) => readFileSync(join(import.meta.dirname, path))
  files.set(`${home}/lib/libatomic.so.1`, plain(own(`libatomic/${arch}/libatomic.so.1`)))
  files.set(`${home}/lib/README.md`, plain(own('libatomic/README.md')))
  files.set('node_modules/.bin/node', script(own('node')))
  files.set('install', script(own('install')))
  for (const folder of ['server', 'views', 'static', 'scripts']) {
    for (const path of listFiles(join(CHECKOUT, folder)).map((inside) => `${folder}/${inside}`)) {
      if (path.endsWith('.ts') || WORKSHOP.test(path)) continue
      const bytes = readFileSync(join(CHECKOUT, path))
      files.set(path, bytes.subarray(0, 2).toString() === '#!' ? script(bytes) : plain(bytes))
    }
  }
  for (const [path, bytes] of compile(CHECKOUT)) files.set(path, plain(bytes))
  for (const name of ['package.json', 'LICENSE', 'CHANGELOG.md'])
    files.set(name, plain(readFileSync(join(CHECKOUT, name))))
  files.set('release.pub', plain(createPublicKey(key).export({ type: 'spki', format: 'pem' })))
  return files
}

/** Which commit a checkout stands at, and its moment in seconds since 1970; outside of Git what SOURCE_DATE_EPOCH says. */
function commitOf(checkout: string): { at: number; commit: string } {
  const git = (...args: string[]) => spawnSync('git', ['-C', checkout, ...args], { encoding: 'utf8' })
  const { status, stdout } = git('log', '-1', '--format=%H %ct')
  if (status !== 0) return { at: Number(process.env['SOURCE_DATE_EPOCH'] ?? 0), commit: '' }
  const [commit = '', at] = stdout.trim().split(' ')
  return { at: Number(at), commit: git('status', '--porcelain').stdout === '' ? commit : `${commit}+` }
}

function plain(bytes: Buffer | string): BundleFile {
  return { bytes: Buffer.from(bytes as Buffer), is_executable: false }
}

function script(bytes: Buffer): BundleFile {
  return { bytes, is_executable: true }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function sizesOf(files: [string, BundleFile][]): [string, number][] {
  const sizes = new Map<string, number>()
  for (const [path, { bytes }] of files) {
    const what = /^node_modules\/(@[^/]+\/)?[^/]+|^[^/]+/.exec(path)![0]
    sizes.set(what, (sizes.get(what) ?? 0) + bytes.length)
  }
  return [...sizes].sort(([, a], [, b]) => b - a)
}
