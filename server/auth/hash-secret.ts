import { argon2 as argon2Callback, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2 = promisify(argon2Callback)

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane; some 80 ms on a shop's box. */
const COST = { memory: 19456, passes: 2, parallelism: 1, tagLength: 32 }

/** Hashes a password or PIN with a salt of its own; the PHC string carries all that is needed to check it. */
export async function hashSecret(secret: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await argon2('argon2id', { ...COST, message: Buffer.from(secret.normalize('NFKC')), nonce })
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(nonce)}$${plain(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/

/** Checks a password or PIN against its hash, in the same time whether it is near or far. */
export async function secretMatches(secret: string, phc: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, expected] = PHC.exec(phc) ?? []
  if (!salt || !expected) throw new Error('not an Argon2id hash in PHC form')
  const wanted = Buffer.from(expected, 'base64')
  const tag = await argon2('argon2id', {
    message: Buffer.from(secret.normalize('NFKC')),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length
  })
  return timingSafeEqual(tag, wanted)
}

/** A mark that tells one secret from another and is as slow to guess at as a hash: the same whenever the salt is. */
export async function markSecret(secret: string, salt: string): Promise<string> {
  const nonce = createHash('sha256').update(salt).digest()
  return plain(await argon2('argon2id', { ...COST, message: Buffer.from(secret), nonce }))
}

/** What is checked when there is nobody of that name, so that the answer takes as long. */
export const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$bm9ib2R5bm9ib2R5bm9ibw$${'A'.repeat(43)}`

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
