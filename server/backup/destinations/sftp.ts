import type { Socket } from 'node:net'
import type { FileEntryWithStats, SFTPWrapper } from 'ssh2'
import { unless } from '../../values/unless.ts'
import { type Address, type Destination, DestinationFault, type Secret, type Stored } from './destination.ts'
import { keepOnce, type Shelf } from './keep-once.ts'
import { checkEntry, checkFolder, checkName, foldersTo, isOurs, under } from './names.ts'
import type { Pace } from './pace.ts'
import { type Watch, withPatience } from './patience.ts'
import { readFile, readFolder, readRoom, request, writeFile } from './sftp-files.ts'
import { connectSsh, type SshSession } from './ssh-session.ts'

/** What an errand has in hand. */
interface Hand extends Pick<SshSession, 'sftp'> {
  watch: Watch
  /** The path of a name, for the server. */
  at: (name: string) => string
}

/** A folder on a host that speaks SFTP: a NAS, a rented server. The connection is kept between errands while it lasts. */
export function openSftp(
  address: Extract<Address, { kind: 'sftp' }>,
  secret: Secret,
  { patience_ms, pace }: { patience_ms: number; pace: Pace }
): Destination {
  const root = address.path.replace(/\/+$/, '') || (address.path.startsWith('/') ? '/' : '.')
  const at = (name: string): string => (name === '' ? root : `${root === '/' ? '' : root}/${name}`)
  let session: Promise<SshSession> | undefined
  let socket: Socket | undefined

  const drop = (): void => {
    socket?.destroy()
    session = undefined
  }
  const connect = (): Promise<SshSession> => {
    const opening = connectSsh(address, secret, (opened) => {
      socket = opened
    })
    const forget = (): void => {
      if (session === opening) session = undefined
    }
    opening.then(({ lost }) => lost.then(forget), forget)
    return opening
  }
  const errand = <T>(work: (hand: Hand & { host_key: string }) => Promise<T>): Promise<T> =>
    withPatience({ patience_ms, giveUp: drop }, async (watch) => {
      session ??= connect()
      const { sftp, host_key, lost } = await session
      watch.progress()
      const hand = { sftp, host_key, watch, at }
      const done = await unless(
        work(hand).then((result) => ({ result })),
        lost
      )
      if ('result' in done) return done.result
      throw done
    })

  return {
    prepare: () =>
      errand(async (hand) => {
        for (const folder of pathsTo(root)) await makeFolder(hand, folder)
        await mustStand(hand)
      }),
    list: (folder) =>
      errand(async (hand) => {
        checkFolder(folder)
        const files = await walk(hand, folder)
        if (files.length === 0) await mustStand(hand)
        return files
      }),
    folders: (folder) =>
      errand(async (hand) => {
        checkFolder(folder)
        const entries = await entriesOf(hand, folder)
        if (entries.length === 0) await mustStand(hand)
        return entries.filter(({ attrs }) => attrs.isDirectory()).map(({ filename }) => filename)
      }),
    get: (name) =>
      errand(async (hand) => {
        checkName(name)
        const bytes = await readFile(hand.sftp, hand.watch, at(name))
        if (bytes !== null) return bytes
        await mustStand(hand)
        throw new DestinationFault('missing', `${at(name)} is not there`)
      }),
    put: (name, bytes) => errand((hand) => keepOnce(openShelf(hand, pace), name, bytes)),
    delete: (name) =>
      errand(async (hand) => {
        checkName(name)
        await openShelf(hand, pace).remove(name)
      }),
    learned: () =>
      errand(async ({ sftp, host_key, watch }) => {
        const room = await readRoom(sftp, watch, root)
        return { host_key, clock_ahead_ms: null, free_bytes: room?.free_bytes ?? null }
      }),
    close: async () => drop()
  }
}

function openShelf({ sftp, watch, at }: Hand, pace: Pace): Shelf {
  return {
    read: (name) => readFile(sftp, watch, at(name)),
    write: async (name, bytes) => {
      try {
        for (const folder of foldersTo(name)) await makeFolder({ sftp, watch, at }, at(folder))
        await writeFile(sftp, watch, at(name), { bytes, pace })
      } catch (error) {
        throw await explained({ sftp, watch, at }, error, bytes.length)
      }
    },
    // The plain rename of the protocol, which leaves a file that is there as it is.
    move: async (from, to) => {
      try {
        await request(watch, `rename ${from}`, (done) => sftp.rename(at(from), at(to), done))
        return true
      } catch (error) {
        if (await isThere(sftp, watch, at(to))) return false
        throw error
      }
    },
    remove: async (name) => {
      try {
        await request(watch, `delete ${name}`, (done) => sftp.unlink(at(name), done))
      } catch (error) {
        if (!isFault(error, 'missing')) throw await explained({ sftp, watch, at }, error, 0)
      }
    }
  }
}

/** Version 3 of the protocol has one word for a full disk, a read-only one and all else: failure. */
async function explained({ sftp, watch, at }: Hand, error: unknown, bytes: number): Promise<unknown> {
  if (isFault(error, 'missing')) return new DestinationFault('no-such-place', `${at('')} is not there`)
  if (!isFault(error, 'nonsense')) return asReadOnly(error)
  const room = await readRoom(sftp, watch, at(''))
  if (room?.read_only) return new DestinationFault('read-only', (error as Error).message)
  if (room && room.free_bytes < bytes) return new DestinationFault('full', (error as Error).message)
  return error
}

async function makeFolder({ sftp, watch }: Hand, path: string): Promise<void> {
  try {
    await request(watch, `make ${path}`, (done) => sftp.mkdir(path, { mode: 0o700 }, done))
  } catch (error) {
    if (isFault(error, 'missing') || !(await isThere(sftp, watch, path))) throw error
  }
}

async function walk(hand: Hand, folder: string): Promise<Stored[]> {
  const found: Stored[] = []
  for (const { filename, attrs } of await entriesOf(hand, folder)) {
    const name = under(folder, filename)
    if (attrs.isDirectory()) found.push(...(await walk(hand, name)))
    else if (attrs.isFile()) found.push({ name, bytes: attrs.size })
  }
  return found
}

/** What stands in a folder that we may have put there; nothing, when the folder is not there. */
async function entriesOf({ sftp, watch, at }: Hand, folder: string): Promise<FileEntryWithStats[]> {
  const entries = ((await readFolder(sftp, watch, at(folder))) ?? []).filter(
    ({ filename }) => filename !== '.' && filename !== '..'
  )
  for (const { filename } of entries) checkEntry(filename)
  return entries.filter(({ filename }) => isOurs(filename))
}

/** Nothing is missing, and no folder is empty, in a place that is not there itself. */
async function mustStand({ sftp, watch, at }: Hand): Promise<void> {
  if ((await readFolder(sftp, watch, at(''))) !== null) return
  throw new DestinationFault('no-such-place', `${at('')} is not there`)
}

async function isThere(sftp: SFTPWrapper, watch: Watch, path: string): Promise<boolean> {
  try {
    await request<unknown>(watch, `look at ${path}`, (done) => sftp.stat(path, done))
    return true
  } catch (error) {
    if (isFault(error, 'missing')) return false
    throw error
  }
}

/** Who is let in but may not write has a place that is read-only to him. */
function asReadOnly(error: unknown): unknown {
  return isFault(error, 'refused') ? new DestinationFault('read-only', (error as Error).message) : error
}

function isFault(error: unknown, kind: DestinationFault['kind']): boolean {
  return error instanceof DestinationFault && error.kind === kind
}

/** The folders of a path, the outermost first: `/a/b` is `/a`, `/a/b`. */
function pathsTo(path: string): string[] {
  if (path === '/' || path === '.') return []
  const start = path.startsWith('/') ? '/' : ''
  return [...foldersTo(`${path.slice(start.length)}/file`)].map((folder) => start + folder)
}
