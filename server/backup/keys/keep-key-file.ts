import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import type { Moment } from '../../values/clock.ts'
import { syncFolder, writeFileDurably } from '../engine/files.ts'
import { storeFolder } from '../objects/names.ts'
import { type KeyFile, parseKeyFile, writeKeyFile } from './key-file.ts'
import { openStoreKey } from './store-key.ts'

/**
 * Keeps the key file on the box, durable when it returns. A file of one name at a destination never changes, so there
 * each edition has a name of its own ({@link keyFilesFor}); here the newest replaces the one before.
 *
 * @param folder the backup's folder
 */
export function keepKeyFile(folder: string, file: KeyFile): void {
  const keys = join(folder, 'keys')
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  const path = join(keys, `${file.key_id}.json`)
  writeFileDurably(`${path}.new`, writeKeyFile(file))
  renameSync(`${path}.new`, path)
  syncFolder(keys)
  syncFolder(folder)
}

/**
 * The key file of the box's own key, or undefined while the owner has set no passphrase.
 *
 * @throws {Refusal} backup/key-damaged, backup/key-newer
 */
export function readKeyFile(folder: string): KeyFile | undefined {
  const path = join(folder, 'keys', `${openStoreKey(folder).key_id.toString('hex')}.json`)
  return existsSync(path) ? parseKeyFile(readFileSync(path)) : undefined
}

/** The key file as it stands on the box: there, missing, or no longer to be read. */
export type KeptKeyFile = { state: 'sound'; file: KeyFile } | { state: 'none' | 'broken'; file?: undefined }

/** As {@link readKeyFile}, for whoever can go on without it: the owner sets a passphrase anew, shipping ships the rest. */
export function lookForKeyFile(folder: string): KeptKeyFile {
  try {
    const file = readKeyFile(folder)
    return file ? { state: 'sound', file } : { state: 'none' }
  } catch (error) {
    if (error instanceof Refusal) return { state: 'broken' }
    throw error
  }
}

/** Whether the backup can be opened without this box, as far as this box can vouch for it. */
export function hasPassphrase(folder: string): boolean {
  return lookForKeyFile(folder).file?.slots.some(({ kind }) => kind === 'passphrase') ?? false
}

/**
 * The edition that follows: the clock's seconds, so that of two boxes with one key the later change counts, and more
 * than the one before whatever the clock says.
 */
export function nextEdition(before: KeyFile | undefined, at: Moment): number {
  return Math.max((before?.edition ?? 0) + 1, Math.floor(Date.parse(at) / 1000))
}

/** A file that belongs at every destination besides the shop's history. */
export interface SideFile {
  /** From the destination's root. */
  name: string
  bytes: Buffer
}

/** The key file as it belongs at every destination; none while there is no passphrase, or the box's copy is broken. */
export function keyFilesFor(folder: string): SideFile[] {
  const { file } = lookForKeyFile(folder)
  return file ? [{ name: keyFileName(file), bytes: writeKeyFile(file) }] : []
}

/** Where the key files of a shop lie at a destination. */
export function keysFolder(store_id: string): string {
  return `${storeFolder(store_id)}/keys`
}

/**
 * A key file's name at a destination, one for each edition: what is put there never changes. The end of its sum keeps
 * two boxes apart that changed one key at the same time.
 */
function keyFileName({ store_id, key_id, edition, sum }: KeyFile): string {
  return `${keysFolder(store_id)}/${key_id}-${String(edition).padStart(10, '0')}-${sum.slice(0, 8)}.json`
}

/**
 * Of the names in a destination's folder of keys, those of key files, the newest edition of each key first: what a
 * restore tries, in this order. All but the first of a key are out of date, and an old passphrase still opens them:
 * once the newest is there they are to be taken away.
 */
export function sortKeyFiles(names: readonly string[]): { name: string; key_id: string; is_old: boolean }[] {
  const found = names.flatMap((name) => {
    const [, key_id, edition] = /^([0-9a-f]{16})-(\d{10})-[0-9a-f]{8}\.json$/.exec(basename(name)) ?? []
    return key_id ? [{ name, key_id, edition: Number(edition) }] : []
  })
  const newest = Map.groupBy(found, ({ key_id }) => key_id)
  return found
    .map(({ name, key_id, edition }) => {
      const is_old = newest.get(key_id)!.some((other) => other.edition > edition)
      return { name, key_id, is_old, edition }
    })
    .sort((a, b) => b.edition - a.edition || (a.name < b.name ? -1 : 1))
    .map(({ name, key_id, is_old }) => ({ name, key_id, is_old }))
}
