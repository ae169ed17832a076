import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import {
  decodeHeader,
  encodeHeader,
  HASH_BYTES,
  HEADER_BYTES,
  ObjectFault,
  type ObjectHeader
} from './header.ts'

/** What the shop seals its backup with. */
export interface StoreKey {
  /** The shop, 16 bytes. */
  store_id: Buffer
  /** Names the key without telling it, 8 bytes. */
  key_id: Buffer
  /** 32 random bytes that nobody types; the owner's passphrase opens them. */
  key: Buffer
}

/** Where a sealed object belongs; the rest of its head comes from the key and from its length. */
export type Place = Pick<ObjectHeader, 'kind' | 'generation' | 'seq' | 'previous' | 'at'> &
  Partial<Pick<ObjectHeader, 'part' | 'is_last' | 'has_point'>>

/** Encrypted in pieces, so that a reader needs little memory and finds a fault where it is. */
const CHUNK_BYTES = 1 << 20
const TAG_BYTES = 16

/**
 * Seals an object: AES-256-GCM in chunks after the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár 2015),
 * each chunk bound to the whole head, under a key of its own drawn by HKDF from a salt of its own. So an object can't
 * be renamed, reordered, cut, moved to another shop or replayed in another place without being found out, and no
 * nonce ever meets a key twice, not even after a box was cloned. Ends with a SHA-256 that needs no key to be checked.
 */
export function seal(plain: Buffer, place: Place, { store_id, key_id, key }: StoreKey): Buffer {
  const chunks = Math.max(1, Math.ceil(plain.length / CHUNK_BYTES))
  const header = encodeHeader({
    part: 0,
    is_last: false,
    has_point: false,
    ...place,
    store_id,
    key_id,
    salt: randomBytes(16),
    body_bytes: plain.length + chunks * TAG_BYTES
  })
  const own_key = keyOf(key, header)
  const sealed: Buffer[] = [header]
  for (let chunk = 0; chunk < chunks; chunk++) {
    const cipher = createCipheriv('aes-256-gcm', own_key, nonceOf(chunk, chunk === chunks - 1))
    cipher.setAAD(header)
    sealed.push(cipher.update(plain.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES)))
    cipher.final()
    sealed.push(cipher.getAuthTag())
  }
  const hash = createHash('sha256')
  for (const piece of sealed) hash.update(piece)
  sealed.push(hash.digest())
  return Buffer.concat(sealed)
}

/** An object as it lies among others: its head and its bytes, whole and unharmed, but not opened. */
export interface SealedObject {
  header: ObjectHeader
  bytes: Buffer
  /** The hash it ends with, which the next object names. */
  hash: Buffer
}

/**
 * Takes the object that begins at an offset and checks it against its own hash; no key is needed.
 *
 * @throws {ObjectFault} what is the matter with it
 */
export function takeObject(bytes: Buffer, offset = 0): SealedObject {
  const header = decodeHeader(bytes.subarray(offset, offset + HEADER_BYTES))
  const end = offset + HEADER_BYTES + header.body_bytes
  if (end + HASH_BYTES > bytes.length) throw new ObjectFault('cut-short', `segment ${header.seq}`)
  const hash = bytes.subarray(end, end + HASH_BYTES)
  const own = createHash('sha256').update(bytes.subarray(offset, end)).digest()
  if (!own.equals(hash)) throw new ObjectFault('damaged', `segment ${header.seq}`)
  return { header, bytes: bytes.subarray(offset, end + HASH_BYTES), hash }
}

/** All the objects that lie one after another in a file. @throws {ObjectFault} at the first that is not whole. */
export function takeObjects(bytes: Buffer): SealedObject[] {
  const objects: SealedObject[] = []
  for (let offset = 0; offset < bytes.length; ) {
    const object = takeObject(bytes, offset)
    objects.push(object)
    offset += object.bytes.length
  }
  return objects
}

/**
 * Opens an object.
 *
 * @throws {ObjectFault} other-shop, wrong-key, or damaged when it was changed by someone who mended its hash
 */
export function unseal({ header, bytes }: SealedObject, { store_id, key_id, key }: StoreKey): Buffer {
  if (!header.store_id.equals(store_id)) throw new ObjectFault('other-shop', header.store_id.toString('hex'))
  if (!header.key_id.equals(key_id)) throw new ObjectFault('wrong-key', header.key_id.toString('hex'))
  const head = bytes.subarray(0, HEADER_BYTES)
  const body = bytes.subarray(HEADER_BYTES, HEADER_BYTES + header.body_bytes)
  const own_key = keyOf(key, head)
  const plain: Buffer[] = []
  const step = CHUNK_BYTES + TAG_BYTES
  // An object without a single chunk would be believed without its key.
  if (body.length === 0) throw new ObjectFault('damaged', `segment ${header.seq}`)
  try {
    for (let chunk = 0, at = 0; at < body.length; chunk++, at += step) {
      const piece = body.subarray(at, at + step)
      const is_last = at + step >= body.length
      // The length of the tag is said, for else a shorter one would do, and that could be guessed.
      const decipher = createDecipheriv('aes-256-gcm', own_key, nonceOf(chunk, is_last), {
        authTagLength: TAG_BYTES
      })
      decipher.setAAD(head)
      decipher.setAuthTag(piece.subarray(piece.length - TAG_BYTES))
      plain.push(decipher.update(piece.subarray(0, piece.length - TAG_BYTES)))
      decipher.final()
    }
  } catch {
    // GCM says only that something is wrong, and whatever it is, the answer is the same.
    throw new ObjectFault('damaged', `segment ${header.seq}`)
  }
  return plain.length === 1 ? plain[0]! : Buffer.concat(plain)
}

/** The head without the hash of its forerunner names the place; with the salt it names the key. */
function keyOf(key: Buffer, header: Buffer): Buffer {
  const info = Buffer.concat([Buffer.from('laci backup object'), header.subarray(8, 56)])
  return Buffer.from(hkdfSync('sha256', key, header.subarray(64, 80), info, 32))
}

function nonceOf(chunk: number, is_last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(chunk, 7)
  nonce.writeUInt8(is_last ? 1 : 0, 11)
  return nonce
}
