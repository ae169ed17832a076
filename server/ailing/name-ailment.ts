import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What keeps a box from starting that nobody can type away: the disk, or what lies on it. */
export type Ailment = 'full' | 'read-only' | 'failing' | 'damaged'

/** By what the system and SQLite call it, the most particular first. */
const NAMES: [RegExp, Ailment][] = [
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)/, 'full'],
  [/^(EROFS|SQLITE_READONLY)/, 'read-only'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^(EIO|EUCLEAN|ENXIO|ENODEV|SQLITE_(IOERR|CANTOPEN|PROTOCOL))/, 'failing']
]

/**
 * Whether a start failed for want of a disk that keeps what it is given, and how. The disk itself is asked too: SQLite
 * says of a read-only one that it can't open a file.
 *
 * @param data the box's folder
 * @returns undefined when it was something else: a mistake, or a port that is taken
 */
export function ailmentOf(error: unknown, data: string): Ailment | undefined {
  const said = nameOf(error)
  if (said === 'damaged') return said
  return tryDisk(data) ?? said
}

/** Writes a little and brings it to the disk. @returns what is wrong; undefined when all went well */
export function tryDisk(data: string): Ailment | undefined {
  const path = join(data, 'disk-trial')
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    const handle = openSync(path, 'w', 0o600)
    try {
      writeSync(handle, Buffer.alloc(ENOUGH_BYTES))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    return undefined
  } catch (error) {
    return nameOf(error)
  } finally {
    remove(path)
  }
}

/** A disk that has less than this has no room to start on. */
const ENOUGH_BYTES = 4 << 20

function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch (error) {
    if (!nameOf(error)) throw error // what may not be written may not be taken away either
  }
}

function nameOf(error: unknown): Ailment | undefined {
  const { code = '' } = error as NodeJS.ErrnoException
  return NAMES.find(([pattern]) => pattern.test(code))?.[1]
}
