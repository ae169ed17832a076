import {
  argon2 as argon2Callback,
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes
} from 'node:crypto'
import { promisify } from 'node:util'
import type { Static } from 'typebox'
import { Refusal } from '../../refusal.ts'
import { fits } from '../../values/fits.ts'
import { Type } from '../../values/shape.ts'
import type { StoreKey } from '../objects/seal.ts'
import { looksLikeRecoveryCode, readRecoveryCode } from './recovery-code.ts'

const argon2 = promisify(argon2Callback)

const FORMAT = 'laci-key'
const VERSION = 1

/** What one guess costs, for us as for a thief: some 0.25 s and 64 MiB (RFC 9106, second recommended choice, one lane). */
const COST = { name: 'argon2id', memory_kib: 65_536, passes: 3, lanes: 1 } as const

const hex = (bytes: number) => Type.String({ pattern: `^[0-9a-f]{${2 * bytes}}$` })

/**
 * How a key file is made. The bounds of its costs are so wide that they may be raised for years, and so narrow that no
 * file from a stranger's stick makes the box run out of memory.
 */
const SlotShape = Type.Object({
  kind: Type.Union([Type.Literal('passphrase'), Type.Literal('recovery')]),
  made_at: Type.String({ maxLength: 30 }),
  kdf: Type.Object({
    name: Type.Literal('argon2id'),
    memory_kib: Type.Integer({ minimum: 8192, maximum: 262_144 }),
    passes: Type.Integer({ minimum: 1, maximum: 8 }),
    lanes: Type.Integer({ minimum: 1, maximum: 4 }),
    salt: hex(16)
  }),
  nonce: hex(12),
  /** The shop's key, sealed by AES-256-GCM under what the secret and the salt make. */
  wrapped: hex(32),
  tag: hex(16)
})

const FileShape = Type.Object({
  format: Type.Literal(FORMAT),
  version: Type.Literal(VERSION),
  store_id: hex(16),
  key_id: hex(8),
  /** Grows with each change: of two files of one key the higher counts. See `nextEdition`. */
  edition: Type.Integer({ minimum: 1, maximum: 9_999_999_999 }),
  /** The request that wrote it, so that it can be told from another's when only the answer was lost. */
  request_id: Type.Union([Type.String({ maxLength: 36 }), Type.Null()]),
  slots: Type.Array(SlotShape, { minItems: 1, maxItems: 4 }),
  /** SHA-256 over all the rest: tells a damaged file from a wrong passphrase. */
  sum: hex(32)
})

export type SlotKind = Slot['kind']

/** One way to the shop's key: what the owner knows by heart, or what is printed on the sheet. */
export type Slot = Static<typeof SlotShape>

/**
 * The shop's key as it leaves the box: wrapped, once for each secret that opens it. It lies at every destination beside
 * what the key seals, and says nothing of whose shop it is.
 */
export type KeyFile = Static<typeof FileShape>

/** Longer is no key file of ours. */
const KEY_FILE_BYTES = 16_384

/**
 * Wraps the shop's key by a secret, off the main thread.
 *
 * @param secret a passphrase as typed, or a recovery code
 * @param made_at when
 */
export async function wrapKey(
  { store_id, key_id, key }: StoreKey,
  kind: SlotKind,
  secret: string,
  made_at: string
): Promise<Slot> {
  const text = spoken(secret)[kind]
  if (!text) throw new Error(`nothing to wrap the key by: ${kind}`)
  const kdf = { ...COST, salt: randomBytes(16).toString('hex') }
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(text, kdf), nonce)
  cipher.setAAD(boundTo({ store_id: store_id.toString('hex'), key_id: key_id.toString('hex'), kind }))
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]).toString('hex')
  return {
    kind,
    made_at,
    kdf,
    nonce: nonce.toString('hex'),
    wrapped,
    tag: cipher.getAuthTag().toString('hex')
  }
}

/** A key file with its sum. */
export function sumUp(file: Omit<KeyFile, 'format' | 'version' | 'sum'>): KeyFile {
  const { store_id, key_id, edition, request_id, slots } = file
  const whole = { format: FORMAT, version: VERSION, store_id, key_id, edition, request_id, slots } as const
  return { ...whole, sum: sumOf(whole) }
}

/** A key file's bytes. */
export function writeKeyFile(file: KeyFile): Buffer {
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`)
}

/**
 * Reads a key file, from wherever it comes.
 *
 * @throws {Refusal} backup/key-newer when a later Laci wrote it, backup/key-damaged when it is not whole
 */
export function parseKeyFile(bytes: Buffer): KeyFile {
  if (bytes.length > KEY_FILE_BYTES) throw new Refusal('backup/key-damaged')
  let file: unknown
  try {
    file = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Refusal('backup/key-damaged')
  }
  return soundFile(file)
}

/**
 * Opens a key file by any of its secrets: the passphrase (blanks around it and the way its accents are encoded make no
 * difference) or the recovery code, typed as sloppily as {@link readRecoveryCode} forgives. Takes a second at most, off
 * the main thread.
 *
 * @throws {Refusal} backup/passphrase-wrong; backup/code-mistyped for what can only be a code with a slip in it; and
 *   what {@link parseKeyFile} throws
 */
export async function openKeyFile(file: KeyFile, secret: string): Promise<StoreKey> {
  const { store_id, key_id, slots } = soundFile(file)
  const texts = spoken(secret)
  for (const slot of slots) {
    const text = texts[slot.kind]
    const key = text && (await unwrap(slot, text, boundTo({ store_id, key_id, kind: slot.kind })))
    if (key) return { store_id: Buffer.from(store_id, 'hex'), key_id: Buffer.from(key_id, 'hex'), key }
  }
  const is_slip = !texts.recovery && looksLikeRecoveryCode(secret)
  throw new Refusal(is_slip ? 'backup/code-mistyped' : 'backup/passphrase-wrong')
}

/** A passphrase as it is meant, however it was typed: one keyboard's é is another's e with a stroke after it. */
export function plainPassphrase(typed: string): string {
  return typed.normalize('NFC').trim()
}

/** What a secret says as each kind; a passphrase may have the form of a code, and is then tried as both. */
function spoken(secret: string): Record<SlotKind, string | undefined> {
  return { passphrase: plainPassphrase(secret), recovery: readRecoveryCode(secret) }
}

function deriveKey(text: string, { memory_kib, passes, lanes, salt }: Slot['kdf']): Promise<Buffer> {
  return argon2('argon2id', {
    message: Buffer.from(text),
    nonce: Buffer.from(salt, 'hex'),
    memory: memory_kib,
    passes,
    parallelism: lanes,
    tagLength: 32
  })
}

/** @returns undefined when the secret is another */
async function unwrap(slot: Slot, text: string, bound: Buffer): Promise<Buffer | undefined> {
  const own_key = await deriveKey(text, slot.kdf)
  const decipher = createDecipheriv('aes-256-gcm', own_key, Buffer.from(slot.nonce, 'hex'))
  decipher.setAAD(bound)
  decipher.setAuthTag(Buffer.from(slot.tag, 'hex'))
  const key = decipher.update(Buffer.from(slot.wrapped, 'hex'))
  try {
    decipher.final()
    return key
  } catch {
    return undefined // GCM says only that it does not open
  }
}

/** A wrapped key opens only as that of this shop, under this name, by this kind of secret. */
function boundTo({ store_id, key_id, kind }: { store_id: string; key_id: string; kind: SlotKind }): Buffer {
  return Buffer.from(`${FORMAT} ${VERSION} ${store_id} ${key_id} ${kind}`)
}

function soundFile(found: unknown): KeyFile {
  const { format, version } = (found ?? {}) as Partial<Record<string, unknown>>
  if (format === FORMAT && typeof version === 'number' && version > VERSION)
    throw new Refusal('backup/key-newer')
  if (!fits(FileShape, found)) throw new Refusal('backup/key-damaged')
  const file = found as KeyFile
  if (sumOf(file) !== file.sum) throw new Refusal('backup/key-damaged')
  return file
}

/** Over all but the sum itself, name by name in one order: a file that was only laid out anew is still whole. */
function sumOf({ store_id, key_id, edition, request_id, slots }: Omit<KeyFile, 'sum'>): string {
  const facts = slots.map(({ kind, made_at, kdf, nonce, wrapped, tag }) => {
    const { name, memory_kib, passes, lanes, salt } = kdf
    return [kind, made_at, name, memory_kib, passes, lanes, salt, nonce, wrapped, tag]
  })
  const text = JSON.stringify([FORMAT, VERSION, store_id, key_id, edition, request_id, facts])
  return createHash('sha256').update(text).digest('hex')
}
