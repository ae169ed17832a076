import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Refusal } from '../../refusal.ts'
import type { StoreKey } from '../objects/seal.ts'

const VERSION = 'laci1'

/**
 * Seals what opens a destination (a password, a private key) for the shop's database: whoever has a copy of that alone
 * can do nothing with it. AES-256-GCM under a key drawn by HKDF from a salt of its own.
 *
 * @returns `laci1.` and base64url of salt, tag and what was sealed
 */
export function sealSecret({ key }: StoreKey, value: object): string {
  const salt = randomBytes(16)
  const cipher = createCipheriv('aes-256-gcm', keyOf(key, salt), NONCE)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
  return `${VERSION}.${Buffer.concat([salt, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/**
 * Opens what {@link sealSecret} sealed.
 *
 * @throws {Refusal} backup/secret-unreadable when it is damaged or another key sealed it
 */
export function openSecret({ key }: StoreKey, sealed: string): object {
  const [version, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (version !== VERSION || bytes.length < 32) throw new Refusal('backup/secret-unreadable')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key, bytes.subarray(0, 16)), NONCE)
  decipher.setAuthTag(bytes.subarray(16, 32))
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(32)), decipher.final()])
    return JSON.parse(plain.toString('utf8')) as object
  } catch {
    throw new Refusal('backup/secret-unreadable')
  }
}

/** Each key seals one secret only, so that its nonce may be a constant. */
const NONCE = Buffer.alloc(12)

function keyOf(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'laci destination secret', 32))
}
