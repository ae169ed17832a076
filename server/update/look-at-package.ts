import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readArchive } from '../release/read-archive.ts'
import { trustedKeys } from '../release/release-key.ts'
import { newsSince } from './news.ts'
import { isWhy, type Why } from './notes.ts'
import { isNewer } from './versions.ts'

/** What a package turned out to be when it was read to its end. */
export type Looked =
  | { fits: true; version: string; is_newer: boolean; made_at: string; news: string[] }
  | { fits: false; why: Why }

const STEP = join(import.meta.dirname, '../../scripts/box/update-step')
const CHANGELOG = 'CHANGELOG.md'
const MOST_MS = 180_000

/** Reads a package to its end, verified, and what it says is new in it. Some seconds of work: not for the main thread. */
export async function readPackage(archive: string, since: string): Promise<Looked> {
  let changelog = ''
  const trust = { keys: await trustedKeys(process.env['LACI_RELEASE_KEYS']) }
  const { version, made_at } = await readArchive(archive, trust, async (path, _is_executable, content) => {
    for await (const bytes of content) if (path === CHANGELOG) changelog += bytes.toString()
  })
  return {
    fits: true,
    version,
    is_newer: isNewer(version, since),
    made_at,
    news: newsSince(changelog, since)
  }
}

/** Has another process read a package, so that nobody at a till waits for it. */
export async function lookAtPackage(archive: string): Promise<Looked> {
  const told = await promisify(execFile)(STEP, ['look', archive], { timeout: MOST_MS }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? ''
  )
  const [, looked] = /^looked=(.*)$/m.exec(told) ?? []
  if (looked) return JSON.parse(looked) as Looked
  const [, why = ''] = /^why=(.*)$/m.exec(told) ?? []
  return { fits: false, why: isWhy(why) ? why : 'damaged' }
}
