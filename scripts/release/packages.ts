import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Arch } from '../../server/release/release.ts'
import { isWorthNothing, UNUSED } from './prune.ts'
import type { BundleFile } from './write-tar.ts'

const CHECKOUT = join(import.meta.dirname, '../..')

/** A package as the lock file has it. */
interface Locked {
  dev?: boolean
  optional?: boolean
  os?: string | string[]
  cpu?: string | string[]
  libc?: string | string[]
}

/**
 * Fetches the packages that the shop runs on, for one processor, exactly as the lock file pins them. Nothing they bring
 * is run. The only step of a release that needs a network.
 */
export function fetchPackages(arch: Arch): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'laci-packages-'))
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(CHECKOUT, file), join(folder, file))
  execFileSync('npm', ['ci', '--omit=dev', `--cpu=${arch}`, '--os=linux', '--libc=glibc', '--silent'], {
    cwd: folder,
    stdio: ['ignore', 2, 2]
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * What of the packages goes into a bundle.
 *
 * @param folder where `npm ci` was run: a checkout, or what {@link fetchPackages} made
 * @throws when a package is not there that the lock file names
 */
export function readPackages(folder: string, arch: Arch): Map<string, BundleFile> {
  const files = new Map<string, BundleFile>()
  for (const home of listPackages(folder, arch)) {
    for (const path of listFiles(join(folder, home))) {
      if (path.startsWith('node_modules/') || isWorthNothing(home, path, arch)) continue
      const isExecutable = path === 'bin/node' && home === `node_modules/node-linux-${arch}`
      files.set(`${home}/${path}`, {
        bytes: readFileSync(join(folder, home, path)),
        is_executable: isExecutable
      })
    }
  }
  return files
}

function listPackages(folder: string, arch: Arch): string[] {
  const lock = JSON.parse(readFileSync(join(CHECKOUT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  return Object.entries(lock.packages)
    .filter(([path, locked]) => path !== '' && !locked.dev && isFor(locked, arch) && !UNUSED.test(path))
    .filter(([path, locked]) => {
      const isThere = existsSync(join(folder, path, 'package.json'))
      // What is optional and names no processor is brought by what is for other machines.
      if (!isThere && !(locked.optional && !locked.cpu)) throw new Error(`${path} is missing`)
      return isThere
    })
    .map(([path]) => path)
}

function isFor({ os, cpu, libc }: Locked, arch: Arch): boolean {
  const names = (allowed: string | string[] | undefined, own: string) =>
    !allowed || [allowed].flat().includes(own)
  return names(os, 'linux') && names(cpu, arch) && names(libc, 'glibc')
}

/** All plain files below a folder, as paths in it. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}
