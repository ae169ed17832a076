import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject
} from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeBundle } from '../../scripts/release/make-bundle.ts'
import { listFiles } from '../../scripts/release/packages.ts'
import type { Arch } from '../../server/release/release.ts'

const CHECKOUT = join(import.meta.dirname, '../..')
const CACHE = join(tmpdir(), `laci-bundles-${userInfo().username}`)
const A_DAY_MS = 24 * 60 * 60 * 1000

/** A real bundle of this checkout for this machine, as `npm run bundle` makes it, only less compressed. */
export interface TestBundle {
  /** The archive. Not to be changed: others read it too. */
  archive: string
  version: string
  /** The maker's private key, and what a box trusts. */
  key: KeyObject
  keys: readonly KeyObject[]
}

/**
 * Makes the bundle, once for each state of the checkout; it is kept where the system keeps what may go at any time. Its
 * packages are the checkout's own, so that no network is needed.
 */
export async function bundleOnce(): Promise<TestBundle> {
  const home = join(CACHE, stateOfCheckout())
  mkdirSync(CACHE, { recursive: true, mode: 0o700 })
  await alone(`${home}.lock`, async () => {
    if (!existsSync(home)) await make(home)
  })
  const key = createPrivateKey(readFileSync(join(home, 'key.pem')))
  const name = readdirSync(home).find((file) => file.endsWith('.tar.gz'))!
  const [, version = ''] = /^laci-(.+)-linux-/.exec(name) ?? []
  return { archive: join(home, name), version, key, keys: [createPublicKey(key)] }
}

async function make(home: string): Promise<void> {
  for (const old of readdirSync(CACHE)) {
    const path = join(CACHE, old)
    if (!old.endsWith('.lock') && statSync(path).mtimeMs < Date.now() - A_DAY_MS)
      rmSync(path, { recursive: true })
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  const bundle = await makeBundle({
    arch: process.arch as Arch,
    packages: CHECKOUT,
    key: privateKey,
    level: 1
  })
  const making = `${home}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making)
  writeFileSync(join(making, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(join(making, bundle.name), bundle.archive)
  renameSync(making, home)
}

function stateOfCheckout(): string {
  const hash = createHash('sha256')
  const paths = ['server', 'views', 'static', 'scripts'].flatMap((folder) =>
    listFiles(join(CHECKOUT, folder)).map((file) => join(folder, file))
  )
  for (const path of [...paths.sort(), 'package.json', 'package-lock.json', 'tsconfig.json']) {
    hash.update(path).update(readFileSync(join(CHECKOUT, path)))
  }
  return hash.digest('hex').slice(0, 24)
}

/** Lets one process at a time do something; a lock whose holder is gone holds nobody. */
async function alone(lock: string, deed: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (isHeld(lock)) await pause(200)
      else rmSync(lock, { force: true })
    }
  }
  try {
    await deed()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0)
    return true
  } catch {
    return false
  }
}
