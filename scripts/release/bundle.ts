// `npm run bundle`: makes the archives that a box is installed and updated from. See docs/bundle.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Arch } from '../../server/release/release.ts'
import { makeBundle } from './make-bundle.ts'
import { fetchPackages } from './packages.ts'
import { findSigningKey } from './signing-key.ts'

const { values } = parseArgs({
  options: {
    arch: { type: 'string', multiple: true, default: ['x64', 'arm64'] },
    out: { type: 'string', default: 'bundles' }
  }
})
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const { key, path, is_new } = findSigningKey(process.env)
if (is_new) {
  process.stdout.write(`LACI_RELEASE_KEY names no key, so one was made: ${path}
Keep it safe, and keep it: boxes installed from these bundles take updates that are signed with it, and no others.
`)
}
for (const arch of values.arch as Arch[]) {
  const packages = fetchPackages(arch)
  try {
    const { name, archive, sizes } = await makeBundle({ arch, packages: packages.folder, key })
    writeFileSync(join(out, name), archive)
    process.stdout.write(`${join(out, name)}  ${megabytes(archive.length)}\n`)
    for (const [what, bytes] of sizes) process.stdout.write(`  ${megabytes(bytes).padStart(9)}  ${what}\n`)
  } finally {
    packages.remove()
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
