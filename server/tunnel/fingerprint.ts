import { createHash } from 'node:crypto'

/**
 * The mark by which people compare keys, as `ssh-keygen -l` writes it.
 *
 * @param key `ssh-ed25519 AAAA…`, as in known_hosts
 */
export function fingerprintOf(key: string): string {
  const [, base64 = ''] = key.split(' ')
  const sum = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64')
  return `SHA256:${sum.replace(/=+$/, '')}`
}
