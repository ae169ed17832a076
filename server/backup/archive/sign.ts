import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto'
import type { StoreKey } from '../objects/seal.ts'

/** An Ed25519 private key in PKCS #8 is this and 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** What a shop signs its archives with. */
export interface ArchiveSigner {
  /** PEM, for `openssl pkeyutl`. */
  public_key: string
  /** SHA-256 of the public key as it lies in the PEM: short enough to be compared with the printed sheet. */
  fingerprint: string
  sign(bytes: Buffer): Buffer
}

/**
 * The shop's own signing key, drawn from the key of its backup: so it comes back with a restored box, and there is no
 * other secret to be lost.
 */
export function openSigner({ store_id, key }: StoreKey): ArchiveSigner {
  const seed = Buffer.from(hkdfSync('sha256', key, store_id, 'laci archive signature', 32))
  const private_key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const public_key = createPublicKey(private_key)
  const der = public_key.export({ format: 'der', type: 'spki' })
  const digits = createHash('sha256').update(der).digest('hex').slice(0, 32)
  return {
    public_key: public_key.export({ format: 'pem', type: 'spki' }) as string,
    fingerprint: digits.match(/.{4}/g)!.join(' '),
    sign: (bytes) => sign(null, bytes, private_key)
  }
}
