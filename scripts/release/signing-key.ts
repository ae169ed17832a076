import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** The key that a bundle is signed with. */
interface SigningKey {
  key: KeyObject
  path: string
  /** Whether it was made just now, so that whoever makes the bundle learns that there is something to keep. */
  is_new: boolean
}

/**
 * The maker's private key: of the file that LACI_RELEASE_KEY names (Ed25519, PEM), or else of one in the user's own
 * settings, which is made at the first time. Never in the repository.
 *
 * @throws when LACI_RELEASE_KEY names a file that is not there or holds no such key
 */
export function findSigningKey(env: Record<string, string | undefined>): SigningKey {
  const named = env['LACI_RELEASE_KEY']
  const path = named ?? join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'laci/release.key')
  const is_new = !named && !existsSync(path)
  if (is_new) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  const key = createPrivateKey(readFileSync(path))
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`${path} is no Ed25519 key, but ${key.asymmetricKeyType}`)
  return { key, path, is_new }
}
