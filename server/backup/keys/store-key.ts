import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder, writeFileDurably } from '../engine/files.ts'
import type { StoreKey } from '../objects/seal.ts'

const FILE = 'key.json'

/**
 * The key that seals this shop's backup, made when there is none. It lies on the box in the clear, readable by the box
 * alone, as the shop's database does beside it: at three in the night nobody types a passphrase. What leaves the box is
 * sealed by it, and it leaves the box only wrapped by the owner's passphrase.
 *
 * @param folder the backup's folder
 */
export function openStoreKey(folder: string): StoreKey {
  const path = join(folder, FILE)
  if (!existsSync(path)) keepStoreKey(folder, newStoreKey())
  const { store_id, key_id, key } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
  return { store_id: bytes(store_id, 16), key_id: bytes(key_id, 8), key: bytes(key, 32) }
}

/** Puts a key in place: a new one, or that of a shop that is restored. */
export function keepStoreKey(folder: string, { store_id, key_id, key }: StoreKey): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const text = JSON.stringify({
    store_id: store_id.toString('hex'),
    key_id: key_id.toString('hex'),
    key: key.toString('hex')
  })
  writeFileDurably(join(folder, `${FILE}.new`), Buffer.from(text))
  renameSync(join(folder, `${FILE}.new`), join(folder, FILE))
  syncFolder(folder)
}

export function newStoreKey(): StoreKey {
  return { store_id: randomBytes(16), key_id: randomBytes(8), key: randomBytes(32) }
}

function bytes(hex: string | undefined, length: number): Buffer {
  const found = Buffer.from(hex ?? '', 'hex')
  if (found.length !== length) throw new Error(`the backup's key file is damaged: ${FILE}`)
  return found
}
