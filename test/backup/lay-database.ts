import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

/** Lays a database into a folder of its own, which goes with the test. */
export function layDatabase(t: Test, bytes: Buffer): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'laci-proof-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'laci.db')
  writeFileSync(path, bytes)
  return { folder, path }
}
