import { mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { newId } from '../../values/id.ts'
import { type Destination, DestinationFault } from './destination.ts'
import { openFiles, type Root, rootAt } from './files.ts'
import { readMark, writeMark } from './write-mark.ts'

const MARK = 'laci-destination.json'

/**
 * A folder of this machine, or one that a share of the network is mounted to.
 *
 * Set up, it carries a mark. When the share is not mounted, its empty mount point on the box's own disk has none, and
 * nothing is written there.
 */
export function openFolder(path: string, patience_ms: number): Destination {
  const finding = {
    id: resolve(path),
    find: () => find(path),
    check: find,
    prepare: () => prepare(path),
    mark: MARK
  }
  return openFiles(finding, patience_ms)
}

async function find(path: string): Promise<Root> {
  if ((await readMark(join(path, MARK)))?.['laci'] !== 'destination') {
    throw new DestinationFault('away', `${path} has no ${MARK}: is it mounted?`)
  }
  return await rootAt(path)
}

async function prepare(path: string): Promise<void> {
  const missing = await stat(path).then(
    () => false,
    ({ code }) => code === 'ENOENT'
  )
  // The folder alone, not what leads to it: a wrong path makes no tree of folders.
  if (missing) await mkdir(path, { mode: 0o700 }).catch(asPlace)
  await rootAt(path).catch(asPlace)
  if ((await readMark(join(path, MARK)))?.['laci'] === 'destination') return
  await writeMark(join(path, MARK), { laci: 'destination', id: newId() }).catch(asReadOnly)
}

function asPlace(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
  throw new DestinationFault('no-such-place', error.message, { cause: error })
}

function asReadOnly(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error
  throw new DestinationFault('read-only', error.message, { cause: error })
}
