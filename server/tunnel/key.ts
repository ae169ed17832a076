import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder, writeFileDurably } from '../backup/engine/files.ts'

/** The two halves of the key by which the box is let in at the owner's server, as OpenSSH writes them. */
export interface KeyPair {
  private_key: string
  /** One line: kind, key, and whose it is. */
  public_key: string
}

/** Where the tunnel's files lie: for this box and for systemd alone, and in no backup. */
export function tunnelFolder(data: string): string {
  return join(data, 'tunnel')
}

/** A new pair, of the kind that every OpenSSH since 2014 knows and whose keys are short enough to copy. */
export async function makeKeyPair(): Promise<KeyPair> {
  const { default: ssh2 } = await import('ssh2') // made once, and the library is large
  const made = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'laci' })
  return { private_key: made.private, public_key: made.public.trim() }
}

/** Keeps a pair in the place of the one before, which opens nothing any more once the server is told. */
export function keepKeyPair(data: string, { private_key, public_key }: KeyPair): void {
  const folder = tunnelFolder(data)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  putFile(folder, 'key', private_key.endsWith('\n') ? private_key : `${private_key}\n`)
  putFile(folder, 'key.pub', `${public_key}\n`)
}

/** The half that is shown to the owner, for the server; undefined while there is no key. */
export function readPublicKey(data: string): string | undefined {
  const folder = tunnelFolder(data)
  const path = join(folder, 'key.pub')
  if (!existsSync(path) || !existsSync(join(folder, 'key'))) return undefined
  return readFileSync(path, 'utf8').trim()
}

/** Puts a file in place whole, readable by this user alone. */
export function putFile(folder: string, name: string, text: string): void {
  const path = join(folder, name)
  writeFileDurably(`${path}.new`, Buffer.from(text))
  renameSync(`${path}.new`, path)
  syncFolder(folder)
}
