import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, type Destination, DestinationFault, type Secret, type Stored } from './destination.ts'
import { keepOnce, type Shelf } from './keep-once.ts'
import { checkEntry, checkFolder, checkName, isOurs, under } from './names.ts'
import { type RcloneLimits, runRclone } from './run-rclone.ts'

/** What `rclone config` allows in a name; nothing that the program could take for settings or for an option. */
const REMOTE = /^[\w.+@][\w.+@ -]*$/

interface Entry {
  Path: string
  Name: string
  Size: number
  IsDir: boolean
  ID?: string
}

/** The program, asked for one place. */
interface Rclone {
  run(command: string, paths: readonly string[], options?: readonly string[]): Promise<Buffer>
  at(name: string): string
}

/** A remote of the rclone program: Google Drive, OneDrive, Dropbox and some seventy more, in a folder. */
export function openRclone(
  address: Extract<Address, { kind: 'rclone' }>,
  secret: Secret,
  limits: RcloneLimits
): Destination {
  if (!REMOTE.test(address.remote)) {
    throw new DestinationFault('nonsense', `${JSON.stringify(address.remote)} is no name of a remote`)
  }
  const root = address.path.replace(/\/+$/, '')
  const rclone: Rclone = {
    run: (command, paths, options = []) => runRclone({ command, paths, options }, secret, limits),
    at: (name) => `${address.remote}:${root}${root !== '' && name !== '' ? '/' : ''}${name}`
  }

  return {
    prepare: async () => {
      await rclone.run('mkdir', [rclone.at('')])
      await entriesOf(rclone, '')
    },
    list: async (folder) => {
      checkFolder(folder)
      const entries =
        (await entriesOf(rclone, folder, '--recursive', '--files-only', '--no-modtime', '--no-mimetype')) ??
        []
      if (entries.length === 0) await mustStand(rclone)
      return entries.map((entry) => stored(entry, folder)).filter(({ name }) => isOurs(name))
    },
    folders: async (folder) => {
      checkFolder(folder)
      const entries = await entriesOf(rclone, folder, '--dirs-only')
      if (entries === null) await mustStand(rclone)
      return (entries ?? []).map(({ Name }) => Name).filter(isOurs)
    },
    get: async (name) => {
      checkName(name)
      const bytes = await read(rclone, name)
      if (bytes !== null) return bytes
      await mustStand(rclone)
      throw new DestinationFault('missing', `${rclone.at(name)} is not there`)
    },
    put: (name, bytes) => keepOnce(openShelf(rclone), name, bytes),
    delete: async (name) => {
      checkName(name)
      await openShelf(rclone).remove(name)
    },
    learned: async () => ({ host_key: null, clock_ahead_ms: null, free_bytes: await readFree(rclone) }),
    close: async () => undefined
  }
}

function openShelf(rclone: Rclone): Shelf {
  const remove = async (name: string): Promise<void> => {
    await rclone.run('deletefile', [rclone.at(name)]).catch(nullIfMissing)
  }
  return {
    read: (name) => read(rclone, name),
    write: async (name, bytes) => {
      await mustStand(rclone) // the program would make the folder anew, wherever a lost one was
      await inFile(bytes, (path) => rclone.run('copyto', [path, rclone.at(name)]))
    },
    move: async (from, to) => {
      if ((await twins(rclone, to)).length > 0) return false
      await rclone.run('moveto', [rclone.at(from), rclone.at(to)])
      if ((await twins(rclone, to)).length < 2) return true
      await keepOldest(rclone, to)
      return false
    },
    remove
  }
}

async function read(rclone: Rclone, name: string): Promise<Buffer | null> {
  return await rclone.run('cat', [rclone.at(name)]).catch(nullIfMissing)
}

/** Google Drive keeps two files of one name: who came second takes his own away. */
async function keepOldest(rclone: Rclone, name: string): Promise<void> {
  const { folder, own } = split(name)
  const pattern = `/${own.replace(/[*?[\]{}\\]/g, '\\$&')}`
  const options = ['--dedupe-mode', 'oldest', '--max-depth', '1', '--include', pattern]
  await rclone.run('dedupe', [rclone.at(folder)], options)
}

/** All files of one name. */
async function twins(rclone: Rclone, name: string): Promise<Entry[]> {
  const { folder } = split(name)
  const entries = (await entriesOf(rclone, folder, '--files-only')) ?? []
  return entries.filter((entry) => under(folder, entry.Path) === name)
}

/** What a folder holds; null when there is no such folder. */
async function entriesOf(rclone: Rclone, folder: string, ...options: string[]): Promise<Entry[] | null> {
  const said = await rclone.run('lsjson', [rclone.at(folder)], options).catch(nullIfMissing)
  if (said === null) return null
  let entries: unknown
  try {
    entries = JSON.parse(said.toString('utf8'))
  } catch (error) {
    throw new DestinationFault('nonsense', `half a listing: ${(error as Error).message}`)
  }
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new DestinationFault('nonsense', 'a listing that is none')
  }
  for (const { Path } of entries) Path.split('/').forEach(checkEntry)
  return entries
}

/** Nothing is missing, and no folder is empty, in a place that is not there itself. */
async function mustStand(rclone: Rclone): Promise<void> {
  if ((await entriesOf(rclone, '')) !== null) return
  throw new DestinationFault('no-such-place', `${rclone.at('')} is not there`)
}

/** Lends the program a file: from a pipe it could tell no remote the length, nor compare what arrived. */
async function inFile(bytes: Buffer, work: (path: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'laci-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes, { mode: 0o600 })
    await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Room left, which not every remote can tell. */
async function readFree(rclone: Rclone): Promise<number | null> {
  try {
    const said: unknown = JSON.parse(
      (await rclone.run('about', [rclone.at('')], ['--json'])).toString('utf8')
    )
    const { free } = said as { free?: unknown }
    return typeof free === 'number' ? free : null
  } catch {
    return null
  }
}

function stored({ Path, Size }: Entry, folder: string): Stored {
  return { name: under(folder, Path), bytes: Size }
}

function isEntry(value: unknown): value is Entry {
  const { Path, Name, Size } = (value ?? {}) as Partial<Entry>
  return typeof Path === 'string' && typeof Name === 'string' && typeof Size === 'number'
}

function split(name: string): { folder: string; own: string } {
  const parts = name.split('/')
  return { folder: parts.slice(0, -1).join('/'), own: parts.at(-1) ?? '' }
}

/** To the program a missing file is a missing folder. */
function nullIfMissing(error: unknown): null {
  if (error instanceof DestinationFault && (error.kind === 'missing' || error.kind === 'no-such-place'))
    return null
  throw error
}
