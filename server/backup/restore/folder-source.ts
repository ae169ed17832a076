import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { DestinationFault, type Stored } from '../destinations/destination.ts'
import { readPlainly } from '../destinations/disk-file.ts'
import { checkFolder, checkName, isOurs } from '../destinations/names.ts'
import type { Source } from './source.ts'

/**
 * A folder that holds a backup, as it lies there: a stick wherever it is plugged in, a copy of one, a share. Only ever
 * read, never through a link, and unlike a destination it need not be known to any shop.
 *
 * @param path the folder, or the folder `laci` in it
 */
export function folderSource(path: string): Source {
  const given = resolve(path)
  const root = basename(given) === 'laci' ? dirname(given) : given
  return {
    async list(folder) {
      checkFolder(folder)
      const entries = await asked(async () => {
        await stat(root)
        return readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(asNone)
      })
      const names = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^\//, ''))
        .filter(isOurs)
      return Promise.all(names.map((name) => sizeOf(root, name)))
    },
    async get(name) {
      checkName(name)
      try {
        return await readPlainly(join(root, name), () => {})
      } catch (error) {
        if (!isOfTheDisk(error)) throw error
        // A bad spot, a link, a file that is none of ours: what can't be read is planned around, if the rest is there.
        await asked(() => readdir(root))
        throw new DestinationFault('missing', (error as Error).message, { cause: error })
      }
    }
  }
}

async function sizeOf(root: string, name: string): Promise<Stored> {
  const { size } = await asked(() => stat(join(root, name)), name)
  return { name, bytes: size }
}

/** An error of the disk in the words of destinations. A name that is not there is missing; a stick that is gone, away. */
async function asked<Answer>(work: () => Promise<Answer>, name?: string): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const kind = name !== undefined && (code === 'ENOENT' || code === 'ENOTDIR') ? 'missing' : 'away'
    throw new DestinationFault(kind, message, { cause: error })
  }
}

function isOfTheDisk(error: unknown): boolean {
  return error instanceof DestinationFault || (error as NodeJS.ErrnoException).code !== undefined
}

function asNone(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
  throw error
}
