import { constants, type Dirent } from 'node:fs'
import { link, mkdir, open, readdir, realpath, rename, rmdir, stat, statfs, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Destination, DestinationFault, type Learned, type Stored } from './destination.ts'
import { readFromDisk, readPlainly, writeAll } from './disk-file.ts'
import { faultOf } from './fault-of.ts'
import { keepOnce, type Shelf } from './keep-once.ts'
import { checkFolder, checkName, foldersTo, isOurs, under } from './names.ts'
import { type Watch, withPatience } from './patience.ts'

const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants
/** As a file is written where others may have written too: a link there could lead to a file of the box's. */
export const WRITE = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW

/** What systems leave on a disk; not all of it may be looked into. */
const OF_THE_SYSTEM = ['lost+found', 'System Volume Information', '$RECYCLE.BIN']

/** A root as it was found at the beginning of an errand: the folder without links, and its file system. */
export interface Root {
  path: string
  device: number
}

/** What makes a folder and a stick different. */
export interface Finding {
  /** Names the place to the guard against disks that hang. */
  id: string
  /** Finds the root, by the mark on it. @throws {DestinationFault} `away` when the mark is not there. */
  find(): Promise<Root>
  /** Looks whether a root that was found still is what it was. @throws {DestinationFault} `away` when not */
  check(path: string): Promise<Root>
  /** Makes the place ready, at set-up. */
  prepare(): Promise<void>
  /** The file at the root by which the place is known; it is no part of what it keeps. */
  mark: string
}

/** Places with a call that never came back: asking there again would lock up one more of the few threads for files. */
const hanging = new Map<string, Promise<unknown>>()

/** A destination in files, as of a folder or a stick. */
export function openFiles(finding: Finding, patience_ms: number): Destination {
  const errand = <T>(doing: string, work: (root: Root, watch: Watch) => Promise<T>): Promise<T> =>
    guarded(finding.id, patience_ms, async (watch) => {
      try {
        const root = await finding.find()
        watch.progress()
        return await work(root, watch)
      } catch (error) {
        throw await explained(finding, faultOf(error, doing))
      }
    })

  return {
    prepare: () =>
      guarded(finding.id, patience_ms, async () => {
        try {
          await finding.prepare()
        } catch (error) {
          throw faultOf(error, 'make ready')
        }
      }),
    list: (folder) =>
      errand(`list ${folder}`, async (root, watch) => {
        checkFolder(folder)
        const files = await walk(root.path, folder, watch)
        await stillThere(finding, root)
        return files.filter(({ name }) => name !== finding.mark)
      }),
    folders: (folder) =>
      errand(`list ${folder}`, async (root) => {
        checkFolder(folder)
        const entries = await readFolder(root.path, folder)
        await stillThere(finding, root)
        return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
      }),
    get: (name) =>
      errand(`read ${name}`, async (root, watch) => {
        checkName(name)
        return await readPlainly(await inside(root.path, name), watch.progress)
      }),
    put: (name, bytes) =>
      errand(`write ${name}`, (root, watch) => keepOnce(openShelf(finding, root, watch), name, bytes)),
    delete: (name) =>
      errand(`delete ${name}`, async (root, watch) => {
        checkName(name)
        await openShelf(finding, root, watch).remove(name)
      }),
    learned: (): Promise<Learned> =>
      errand('look', async (root) => {
        const { bavail, bsize } = await statfs(root.path)
        return { host_key: null, clock_ahead_ms: null, free_bytes: bavail * bsize }
      }),
    close: async () => undefined
  }
}

/** The root at the beginning of an errand. @throws when it is no folder */
export async function rootAt(path: string): Promise<Root> {
  const facts = await stat(path)
  if (!facts.isDirectory()) throw new DestinationFault('no-such-place', `${path} is no folder`)
  return { path: await realpath(path), device: facts.dev }
}

/** Has the disk take a folder's list of names. Some file systems have nothing to do there, and say so. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync().catch((error) => {
      if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(error.code)) throw error
    })
  } finally {
    await folder.close()
  }
}

function openShelf(finding: Finding, root: Root, watch: Watch): Shelf {
  const at = (name: string): Promise<string> => inside(root.path, name)
  return {
    read: async (name) => {
      try {
        return await readFromDisk(await at(name), watch.progress)
      } catch (error) {
        return nullIfMissing(error as NodeJS.ErrnoException)
      }
    },
    write: async (name, bytes) => {
      await writable(makeFolders(root, name))
      const file = await writable(open(await at(name), WRITE, 0o600))
      try {
        // The mount may have gone since: what is opened then stands on the box's own disk, in the empty mount point.
        if ((await file.stat()).dev !== root.device) throw gone(root)
        await writable(writeAll(file, bytes, watch.progress))
        await file.sync()
        watch.progress()
      } finally {
        await file.close()
      }
    },
    move: async (from, to) => {
      await stillThere(finding, root)
      const path = await at(to)
      const moved = await writable(nameForGood(await at(from), path))
      await syncFolder(dirname(path))
      await stillThere(finding, root)
      return moved
    },
    remove: async (name) => {
      try {
        await writable(unlink(await at(name)))
      } catch (error) {
        nullIfMissing(error as NodeJS.ErrnoException)
      }
    }
  }
}

/** The path of a name, as long as no link leads it out of the root. */
async function inside(root: string, name: string): Promise<string> {
  const path = join(root, name)
  const folder = dirname(path)
  if ((await realpath(folder)) === folder) return path
  throw new DestinationFault('nonsense', `${folder} leads elsewhere`)
}

/** Nothing is overwritten where the file system knows a second name for a file; FAT, and some shares, do not. */
async function nameForGood(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    await unlink(from)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EMLINK'].includes(code)) throw error
  }
  if (await stat(to).then(Boolean, ({ code }) => code !== 'ENOENT')) return false
  await rename(from, to)
  return true
}

async function makeFolders(root: Root, name: string): Promise<void> {
  for (const folder of foldersTo(name)) {
    const path = await inside(root.path, folder)
    if ((await stat(dirname(path))).dev !== root.device) throw gone(root)
    const made = await mkdir(path, { mode: 0o700 }).then(
      () => true,
      (error) => {
        if (error.code === 'EEXIST') return false
        throw error
      }
    )
    if (!made) continue
    if ((await stat(path)).dev !== root.device) {
      // Pulled in this very moment: an empty folder in a mount point keeps some sticks from being plugged in again.
      await rmdir(path)
      throw gone(root)
    }
    await syncFolder(dirname(path))
  }
}

/** Who may look but not write has a place that is read-only to him. */
async function writable<T>(work: Promise<T>): Promise<T> {
  return await work.catch((error) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error
    throw new DestinationFault('read-only', error.message, { cause: error })
  })
}

async function walk(root: string, folder: string, watch: Watch): Promise<Stored[]> {
  const found: Stored[] = []
  const entries = await readFolder(root, folder)
  watch.progress()
  for (const entry of entries) {
    const name = under(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await walk(root, name, watch)))
    if (!entry.isFile()) continue
    const facts = await stat(join(root, name)).catch(nullIfMissing) // it may be taken away while we look
    if (facts !== null) found.push({ name, bytes: facts.size })
  }
  return found
}

/** A folder that is not there holds nothing; whether the place itself is there is asked afterwards. */
async function readFolder(root: string, folder: string): Promise<Dirent[]> {
  try {
    const path = dirname(await inside(root, under(folder, 'any')))
    const entries = await readdir(path, { withFileTypes: true })
    return entries.filter(({ name }) => isOurs(name) && !OF_THE_SYSTEM.includes(name))
  } catch (error) {
    return nullIfMissing(error as NodeJS.ErrnoException) ?? []
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

/** @throws {DestinationFault} `away` when the root is not the one the errand began with */
async function stillThere(finding: Finding, root: Root): Promise<void> {
  const now = await finding.check(root.path)
  if (now.path !== root.path || now.device !== root.device) throw gone(root)
}

function gone({ path }: Root): DestinationFault {
  return new DestinationFault('away', `${path} is not the file system it was`)
}

/** Whatever was the matter: when all of it is gone, that is what is the matter. */
async function explained(finding: Finding, fault: DestinationFault): Promise<DestinationFault> {
  if (fault.kind === 'away') return fault
  return await finding.find().then(
    () => fault,
    (error) => faultOf(error, 'look for the place')
  )
}

async function guarded<T>(id: string, patience_ms: number, work: (watch: Watch) => Promise<T>): Promise<T> {
  if (hanging.has(id)) throw new DestinationFault('away', 'an earlier call there has not come back')
  let running: Promise<T> | undefined
  const giveUp = (): void => {
    if (running === undefined) return
    const back = running.then(
      () => hanging.delete(id),
      () => hanging.delete(id)
    )
    hanging.set(id, back)
  }
  return await withPatience({ patience_ms, giveUp }, (watch) => {
    running = work(watch)
    return running
  })
}
