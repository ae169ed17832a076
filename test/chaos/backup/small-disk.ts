import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A disk in memory that is soon full. Only root may make one. @returns why there is none, or nothing */
export function mountSmallDisk(path: string): string | undefined {
  mkdirSync(path, { recursive: true })
  if (process.getuid?.() !== 0) return 'only root may mount a small disk (sudo)'
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', 'size=400m', 'laci-chaos', path],
    {
      encoding: 'utf8'
    }
  )
  return status === 0 ? undefined : `no small disk could be mounted: ${error?.message ?? stderr.trim()}`
}

export function unmountSmallDisk(path: string): void {
  spawnSync('umount', ['--lazy', path])
}

/** Takes all the room there is but so many bytes. */
export function fillUp(path: string, but: number): void {
  const { bavail, bsize } = statfsSync(path)
  try {
    writeFileSync(join(path, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - but)))
  } catch (error) {
    // Somebody else took room meanwhile; full is full.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

export function makeRoom(path: string): void {
  rmSync(join(path, 'filler'), { force: true })
}
