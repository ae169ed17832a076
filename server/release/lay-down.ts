import { execFile } from 'node:child_process'
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { syncFolder } from '../db/sync-folder.ts'
import { readArchive } from './read-archive.ts'
import type { Release } from './release.ts'
import type { Trust } from './trust.ts'

/**
 * Unpacks a bundle's archive, verified, so that `place` is the program: its `package.json` is in it. Whole or not at all,
 * also when the power fails: it is written beside (`place.part`), forced to the disk, and renamed. What stood at `place`
 * is replaced; nothing may be running from there.
 *
 * @throws BundleFault when the bundle is not sound; then `place` is what it was, and nothing is left beside it
 */
export async function layDown(archive: string, place: string, trust: Trust): Promise<Release> {
  const target = resolve(place)
  const part = `${target}.part`
  await rm(part, { recursive: true, force: true })
  try {
    const release = await unpack(archive, part, trust)
    // All at once: thousands of small files, each forced to a slow disk by itself, take minutes.
    await promisify(execFile)('sync', ['--file-system', part])
    await rm(target, { recursive: true, force: true })
    await rename(part, target)
    syncFolder(dirname(target))
    return release
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

async function unpack(archive: string, folder: string, trust: Trust): Promise<Release> {
  const made = new Set<string>()
  const makeFolder = async (path: string): Promise<void> => {
    if (made.has(path)) return
    if (path !== folder) await makeFolder(dirname(path))
    await mkdir(path)
    await chmod(path, 0o755) // whatever the umask
    made.add(path)
  }
  await makeFolder(folder)
  return readArchive(archive, trust, async (path, isExecutable, content) => {
    const file = join(folder, path)
    await makeFolder(dirname(file))
    const handle = await open(file, 'wx')
    try {
      for await (const bytes of content) await handle.writeFile(bytes)
      await handle.chmod(isExecutable ? 0o755 : 0o644)
    } finally {
      await handle.close()
    }
  })
}
