import { readdir, readFile, statfs } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { faultOf } from './fault-of.ts'
import { readMark } from './write-mark.ts'

/** The file by which a stick is known, wherever and under whatever label it is plugged in. */
export const STICK_MARK = 'laci-stick.json'

/** Where desktops, servers and technicians mount what is plugged in. */
const PLUGGED_IN = /^\/(media|run\/media|mnt)\//

/** A stick as it lies there. */
export interface Stick {
  readonly path: string
  /** null for one that no shop has taken for itself. */
  readonly stick_id: string | null
  readonly store_id: string | null
  readonly bytes: number
  readonly free_bytes: number
  readonly read_only: boolean
  /** As the kernel calls it: `vfat`, `exfat`, `fuseblk`, `ext4`. */
  readonly file_system: string
}

interface Mount {
  path: string
  file_system: string
  /** What is mounted there, as `/dev/sdb1`. */
  source: string
  read_only: boolean
}

/**
 * Looks for sticks: what is mounted where removable media are, and what lies in the folders named.
 *
 * @param folders each of them is a stick itself, when something is mounted there or it carries a stick's mark;
 *   otherwise each folder in it is one
 * @returns only those that answer; one that was pulled but is still mounted is none
 */
export async function findSticks(folders: readonly string[] = []): Promise<Stick[]> {
  const mounts = readMounts(await readFile('/proc/self/mountinfo', 'utf8'))
  const plugged = mounts.filter(({ path, source }) => PLUGGED_IN.test(path) && source.startsWith('/dev/'))
  const named = await Promise.all(folders.map((folder) => sticksIn(resolve(folder), mounts)))
  const paths = new Set([...plugged.map(({ path }) => path), ...named.flat()])
  const sticks = await Promise.all([...paths].map((path) => look(path, mounts)))
  return sticks.filter((stick) => stick !== null)
}

/** Reads the kernel's list of mounts; the last one at a path is the one that is seen. */
export function readMounts(mountinfo: string): Mount[] {
  const mounts = new Map<string, Mount>()
  for (const line of mountinfo.split('\n').filter(Boolean)) {
    const [own = '', kinds = ''] = line.split(' - ')
    const [, , , , path = '', options = ''] = own.split(' ')
    const [file_system = '', source = '', super_options = ''] = kinds.split(' ')
    const read_only = [options, super_options].some((list) => list.split(',').includes('ro'))
    mounts.set(unescaped(path), { path: unescaped(path), file_system, source, read_only })
  }
  return [...mounts.values()]
}

async function sticksIn(folder: string, mounts: Mount[]): Promise<string[]> {
  if (mounts.some(({ path }) => path === folder)) return [folder]
  try {
    if ((await readMark(join(folder, STICK_MARK))) !== null) return [folder]
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
  } catch {
    return [] // not there, or not answering: no stick
  }
}

async function look(path: string, mounts: Mount[]): Promise<Stick | null> {
  try {
    const [mark, { blocks, bavail, bsize }] = await Promise.all([
      readMark(join(path, STICK_MARK)).catch(hidden),
      statfs(path)
    ])
    const { file_system, read_only } = mountOf(path, mounts)
    return {
      path,
      stick_id: textOrNull(mark?.['stick_id']),
      store_id: textOrNull(mark?.['store_id']),
      bytes: blocks * bsize,
      free_bytes: bavail * bsize,
      read_only,
      file_system
    }
  } catch {
    return null
  }
}

/** A mark that isn't ours to read is seen as none: whoever takes that stick is told so. @throws what it was else */
function hidden(error: unknown): null {
  if (faultOf(error, 'read a mark').kind !== 'refused') throw error
  return null
}

/** The mount that a folder stands on. */
function mountOf(path: string, mounts: Mount[]): Mount {
  const over = mounts.filter(
    (mount) => path === mount.path || path.startsWith(mount.path.replace(/\/?$/, sep))
  )
  return over.reduce((nearest, mount) => (mount.path.length > nearest.path.length ? mount : nearest))
}

/** The kernel writes a space, a tab, a line feed and a backslash as three octal digits. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
