import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { claim } from '../../db/claim.ts'
import { syncFolder, writeFileDurably } from '../engine/files.ts'
import { type Restored, restoredFile } from '../engine/resume.ts'
import { keepKeyFile } from '../keys/keep-key-file.ts'
import type { KeyFile } from '../keys/key-file.ts'
import { keepStoreKey, openStoreKey } from '../keys/store-key.ts'
import { timeText } from '../objects/names.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { Reached } from './reel.ts'

// How a restored shop takes the place of the one that is there, whatever instant the power goes at: what is to be done
// is written down first, and is done at the next start before anybody opens the database, each step in a way that may
// be repeated. Nothing is destroyed: the old database keeps its content under another name.

/** What is to be done. */
interface Intent {
  /** The restored file's name in the data folder. */
  scratch: string
  /** Which file it is, whatever it is called by then. */
  ino: string
  /** What the old database is kept as, in the data folder. */
  kept_as: string
  /** Where the old shop's backup is put, in the backup's folder, when another shop is restored over it. */
  aside: string
  restored: Restored
  key: Record<'store_id' | 'key_id' | 'key', string>
  key_file: KeyFile | null
}

/** What takes the place of the database. */
export interface Swap {
  /** The restored file, in the folder that holds the database. */
  file: string
  restored: Restored
  key: StoreKey
  /** The wrapped key as it lay beside the backup; null to leave the box's own. */
  key_file: KeyFile | null
  /** Milliseconds since 1970. */
  at: number
}

/** A swap that was done at this start. */
export interface Swapped {
  /** The old database's name in the data folder; null where there was none. */
  kept_as: string | null
  restored: Restored
}

const DATABASE = 'laci.db'
/** All that belongs to one shop's backup on the box, beside the key. */
const OF_ONE_SHOP = [
  'spool',
  'mirror',
  'mirror.redo',
  'ended',
  'keys',
  'state.db',
  'state.db-wal',
  'state.db-shm'
]
/** The shop's database in the data folder. */
export const databaseIn = (data: string): string => join(data, DATABASE)
const intentFile = (data: string): string => join(data, 'restore.json')

/** What the engine goes on from: in an epoch above all that were seen, so that the restored box outranks the lost one. */
export function goOnFrom({ name, seq, hash, meta }: Reached, epochs: readonly number[]): Restored {
  return { epoch: Math.max(name.epoch, ...epochs) + 1, from: { ...name, seq, hash, meta } }
}

/**
 * Writes down that a restored file is to take the database's place. From here on the next start does it; the database
 * may be open until then.
 *
 * @param data the folder that holds the database
 * @throws {RangeError} when the file does not lie in that folder: it could not be put in place by a renaming
 */
export function prepareSwap(data: string, { file, restored, key, key_file, at }: Swap): void {
  if (dirname(file) !== data) throw new RangeError(`${file} does not lie beside the database`)
  syncFile(file)
  const intent: Intent = {
    scratch: basename(file),
    ino: inodeOf(file),
    kept_as: `before-restore-${timeText(at)}.db`,
    aside: `before-restore-${timeText(at)}`,
    restored,
    key: {
      store_id: key.store_id.toString('hex'),
      key_id: key.key_id.toString('hex'),
      key: key.key.toString('hex')
    },
    key_file
  }
  writeFileDurably(`${intentFile(data)}.new`, Buffer.from(JSON.stringify(intent)))
  renameSync(`${intentFile(data)}.new`, intentFile(data))
  syncFolder(data)
}

/**
 * Does what `prepareSwap` wrote down, or goes on with it where a stop cut it short. Called at every start, before
 * anybody opens the database; most of the time there is nothing to do.
 *
 * @param data the folder that holds the database
 * @returns what was done; undefined when nothing was to be done, or the restored file is not there any more
 * @throws {TakenError} while another process has the database open
 */
export function finishSwap(data: string): Swapped | undefined {
  if (!existsSync(intentFile(data))) return undefined
  // Under a box that runs nothing is moved.
  const taken = claim(join(data, DATABASE))
  try {
    return carryOut(data)
  } finally {
    taken.close()
  }
}

function carryOut(data: string): Swapped | undefined {
  const intent = JSON.parse(readFileSync(intentFile(data), 'utf8')) as Intent
  const { scratch, ino, kept_as, restored, key_file } = intent
  const [from, database] = [join(data, scratch), join(data, DATABASE)]
  const is_there = existsSync(from) && inodeOf(from) === ino
  const is_done = existsSync(database) && inodeOf(database) === ino
  if (is_there || is_done) {
    const folder = join(data, 'backups')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (is_there) putInPlace(data, intent)
    changeKey(folder, intent)
    if (key_file) keepKeyFile(folder, key_file)
    writeFileDurably(restoredFile(folder), Buffer.from(JSON.stringify(restored)))
    syncFolder(folder)
  }
  rmSync(intentFile(data))
  syncFolder(data)
  if (!is_there && !is_done) return undefined
  return { kept_as: existsSync(join(data, kept_as)) ? kept_as : null, restored }
}

/** The old database first gets another name, log and all, and only then loses its own. */
function putInPlace(data: string, { scratch, kept_as }: Intent): void {
  const database = join(data, DATABASE)
  for (const end of ['', '-wal']) {
    if (existsSync(database + end)) keepAs(database + end, join(data, kept_as + end))
  }
  syncFolder(data)
  // A log of another database beside this one would be read as if it were of it.
  for (const end of ['-wal', '-shm']) rmSync(database + end, { force: true })
  syncFolder(data)
  renameSync(join(data, scratch), database)
  for (const end of ['-wal', '-shm']) rmSync(join(data, scratch) + end, { force: true })
  syncFolder(data)
}

function keepAs(path: string, kept: string): void {
  if (existsSync(kept)) return
  try {
    linkSync(path, kept)
  } catch (error) {
    // Not every file system knows two names for one file. Then it has none of its own for a moment, and the next
    // start goes on from there.
    const { code = '' } = error as NodeJS.ErrnoException
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(code)) throw error
    renameSync(path, kept)
  }
}

/** Another shop's history is not gone on with: it is put aside, with the key that opens it. */
function changeKey(folder: string, { key, aside }: Intent): void {
  const own = openStoreKey(folder)
  if (own.store_id.toString('hex') === key.store_id && own.key_id.toString('hex') === key.key_id) return
  const kept = join(folder, aside)
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  keepStoreKey(kept, own)
  for (const name of OF_ONE_SHOP) {
    if (existsSync(join(folder, name)) && !existsSync(join(kept, name))) {
      renameSync(join(folder, name), join(kept, name))
    }
  }
  syncFolder(kept)
  syncFolder(folder)
  keepStoreKey(folder, {
    store_id: Buffer.from(key.store_id, 'hex'),
    key_id: Buffer.from(key.key_id, 'hex'),
    key: Buffer.from(key.key, 'hex')
  })
}

function inodeOf(path: string): string {
  return String(statSync(path, { bigint: true }).ino)
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
