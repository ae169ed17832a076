import type { FileEntryWithStats, SFTPWrapper } from 'ssh2'
import { DestinationFault, type FaultKind, MOST_FILE_BYTES } from './destination.ts'
import type { Pace } from './pace.ts'
import type { Watch } from './patience.ts'

/** What every server takes in one request. */
const PIECE = 32 * 1024
/** Requests on their way at a time, so that a far host is not waited for piece by piece. */
const AT_ONCE = 8

const NO_SUCH_FILE = 2
const FAILURE = 4

/** Status codes of the drafts; most servers speak version 3, which knows the first eight. */
const KINDS: Record<number, FaultKind> = {
  [NO_SUCH_FILE]: 'missing',
  3: 'refused',
  [FAILURE]: 'nonsense',
  5: 'nonsense',
  6: 'away',
  7: 'away',
  8: 'nonsense',
  10: 'no-such-place',
  12: 'read-only',
  14: 'full',
  15: 'full'
}

type Callback<T> = (error: (Error & { code?: number | string }) | null | undefined, result: T) => void

/** One request to the server, and its answer. @throws {DestinationFault} */
export async function request<T = void>(
  watch: Watch,
  doing: string,
  send: (callback: Callback<T>) => void
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  try {
    send((error, result) => (error ? reject(error) : resolve(result)))
    const result = await promise
    watch.progress()
    return result
  } catch (error) {
    const { code, message } = error as Error & { code?: number }
    // Without a code it is the connection that is gone, in the library's words.
    const kind = typeof code === 'number' ? (KINDS[code] ?? 'nonsense') : 'away'
    throw new DestinationFault(kind, `${doing}: ${message}`, { cause: error })
  }
}

/** The entries of a folder, or null when there is no such folder. */
export async function readFolder(
  sftp: SFTPWrapper,
  watch: Watch,
  path: string
): Promise<FileEntryWithStats[] | null> {
  return await request<FileEntryWithStats[]>(watch, `list ${path}`, (done) => sftp.readdir(path, done)).catch(
    nullIfMissing
  )
}

/** A whole file, or null when there is none. */
export async function readFile(sftp: SFTPWrapper, watch: Watch, path: string): Promise<Buffer | null> {
  const handle = await request<Buffer>(watch, `read ${path}`, (done) => sftp.open(path, 'r', done)).catch(
    nullIfMissing
  )
  if (handle === null) return null
  try {
    const { size } = await request<{ size: number }>(watch, `read ${path}`, (done) =>
      sftp.fstat(handle, done)
    )
    if (size > MOST_FILE_BYTES) throw new DestinationFault('nonsense', `${path} has ${size} bytes`)
    const into = Buffer.alloc(size)
    await inParallel(piecesOf(size), ([at, length]) => readPiece(sftp, watch, { handle, into, at, length }))
    return into
  } finally {
    await request(watch, `close ${path}`, (done) => sftp.close(handle, done))
  }
}

/** Writes a file from its beginning, and has the server's disk take it where the server knows how. */
export async function writeFile(
  sftp: SFTPWrapper,
  watch: Watch,
  path: string,
  { bytes, pace }: { bytes: Buffer; pace: Pace }
): Promise<void> {
  const handle = await request<Buffer>(watch, `write ${path}`, (done) =>
    sftp.open(path, 'w', { mode: 0o600 }, done)
  )
  try {
    const portions = pace.portions(bytes)
    for (let at = 0; ; ) {
      const { value: portion } = await watch.ours(portions.next())
      if (portion === undefined) break
      const begin = at
      await inParallel(piecesOf(portion.length), async ([from, length]) => {
        await request(watch, `write ${path}`, (done) =>
          sftp.write(handle, portion, from, length, begin + from, done)
        )
      })
      at += portion.length
    }
    await sync(sftp, watch, handle)
  } finally {
    await request(watch, `close ${path}`, (done) => sftp.close(handle, done))
  }
}

/** Room left, in bytes, and whether the place may be written to; null for a server that can't tell. */
export async function readRoom(
  sftp: SFTPWrapper,
  watch: Watch,
  path: string
): Promise<{ free_bytes: number; read_only: boolean } | null> {
  try {
    const facts = await request<{ f_frsize: number; f_bavail: number; f_flag: number }>(
      watch,
      `ask for the room in ${path}`,
      (done) => sftp.ext_openssh_statvfs(path, done)
    )
    return {
      free_bytes: Number(facts.f_frsize) * Number(facts.f_bavail),
      read_only: (facts.f_flag & 1) === 1
    }
  } catch (error) {
    if (error instanceof DestinationFault && error.kind === 'away' && !isUnknown(error.cause)) throw error
    return null
  }
}

async function sync(sftp: SFTPWrapper, watch: Watch, handle: Buffer): Promise<void> {
  try {
    await request(watch, 'sync', (done) => sftp.ext_openssh_fsync(handle, done))
  } catch (error) {
    if (!isUnknown((error as Error).cause)) throw error
  }
}

/** The library says so, before it asks, of what the server has not offered. */
function isUnknown(error: unknown): boolean {
  return error instanceof Error && /does not support|unsupported/i.test(error.message)
}

/** A server may give less than it was asked for. */
async function readPiece(
  sftp: SFTPWrapper,
  watch: Watch,
  { handle, into, at, length }: { handle: Buffer; into: Buffer; at: number; length: number }
): Promise<void> {
  for (let read = 0; read < length; ) {
    const got = await request<number>(watch, 'read', (done) =>
      sftp.read(handle, into, at + read, length - read, at + read, (error, bytes) => done(error, bytes))
    )
    if (got === 0) throw new DestinationFault('nonsense', 'a file became shorter while it was read')
    read += got
  }
}

function piecesOf(size: number): [at: number, length: number][] {
  const pieces: [number, number][] = []
  for (let at = 0; at < size; at += PIECE) pieces.push([at, Math.min(PIECE, size - at)])
  return pieces
}

async function inParallel<T>(things: T[], work: (thing: T) => Promise<void>): Promise<void> {
  const rest = things.values()
  const worker = async (): Promise<void> => {
    for (const thing of rest) await work(thing)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, things.length) }, worker))
}

function nullIfMissing(error: unknown): null {
  if (error instanceof DestinationFault && error.kind === 'missing') return null
  throw error
}
