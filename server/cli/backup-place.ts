import { existsSync, readFileSync, statSync } from 'node:fs'
import type { Address, Secret } from '../backup/destinations/destination.ts'
import { backupFolder } from '../backup/folder.ts'
import { type KeyFile, openKeyFile, parseKeyFile } from '../backup/keys/key-file.ts'
import { openStoreKey } from '../backup/keys/store-key.ts'
import type { StoreKey } from '../backup/objects/seal.ts'
import { listDestinations, listTargets } from '../backup/places/find-destinations.ts'
import type { StoreCatalog } from '../backup/restore/catalog.ts'
import type { SourceAt } from '../backup/restore/run-restore.ts'
import type { Source } from '../backup/restore/source.ts'
import { unlock } from '../backup/restore/unlock.ts'
import { type Config, readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { askSecret } from './ask-secret.ts'
import { backupWords } from './backup-words.ts'
import type { CommandIo } from './laci.ts'

/**
 * Where a backup is read from, as it was typed: a folder or a stick, a file with an address in it (and what opens it), or
 * the name of a place that the shop in LACI_DATA keeps its backup in.
 *
 * @returns undefined when it is none of them
 */
export function findPlace(from: string, { env }: CommandIo): SourceAt | undefined {
  const config = readConfig(env)
  if (existsSync(from)) return statSync(from).isDirectory() ? { kind: 'path', path: from } : readAddress(from)
  return namedPlace(from, config)
}

function readAddress(file: string): SourceAt | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as { address?: Address; secret?: Secret } | Address
    if ('kind' in found) return { kind: 'destination', address: found, secret: {} }
    return found.address && { kind: 'destination', address: found.address, secret: found.secret ?? {} }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function namedPlace(name: string, config: Config): SourceAt | undefined {
  const path = databasePath(config)
  const key = ownKey(config)
  if (!existsSync(path) || !key) return undefined
  const sqlite = openReader(path)
  try {
    const chosen = listDestinations({ sqlite }).find((one) => one.name === name)
    const target = listTargets({ sqlite }, key).find((one) => one.destination_id === chosen?.destination_id)
    if (!target) return undefined
    const { address, secret } = target
    return { kind: 'destination', address, secret, stick_folders: config.stick_folders }
  } finally {
    sqlite.close()
  }
}

/** The key of the shop in LACI_DATA, when there is one. */
export function ownKey(config: Config): StoreKey | undefined {
  const folder = backupFolder(config)
  return existsSync(`${folder}/key.json`) ? openStoreKey(folder) : undefined
}

export interface Opened {
  key: StoreKey
  /** The wrapped key it was opened from; null when it came in the clear. */
  key_file: KeyFile | null
}

/**
 * Finds the key of a shop: the box's own when it is its shop, the file named with `--key`, or the one that lies beside the
 * backup, opened by the passphrase in LACI_PASSPHRASE or typed.
 *
 * @returns undefined when a passphrase is needed and nobody can be asked
 * @throws {Refusal} what opening the key throws
 */
export async function findKey(
  io: CommandIo,
  { source, store, key_path }: { source: Source; store: StoreCatalog; key_path?: string | undefined }
): Promise<Opened | undefined> {
  const own = key_path === undefined ? ownKey(readConfig(io.env)) : undefined
  if (own?.store_id.toString('hex') === store.store_id) return { key: own, key_file: null }
  const clear = key_path === undefined ? undefined : clearKey(key_path)
  if (clear) return { key: clear, key_file: null }
  const secret = io.env['LACI_PASSPHRASE'] ?? (await askSecret(backupWords(io.env).passphrase))
  if (secret === undefined) return undefined
  if (key_path === undefined) return unlock(source, store, secret)
  const key_file = parseKeyFile(readFileSync(key_path))
  return { key: await openKeyFile(key_file, secret), key_file }
}

/** A key as it lies on a box; undefined when the file is a wrapped one. */
function clearKey(path: string): StoreKey | undefined {
  const found = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<keyof StoreKey, string>>
  const { store_id, key_id, key } = found
  if (!store_id || !key_id || !key) return undefined
  return {
    store_id: Buffer.from(store_id, 'hex'),
    key_id: Buffer.from(key_id, 'hex'),
    key: Buffer.from(key, 'hex')
  }
}
