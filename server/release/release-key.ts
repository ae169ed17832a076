import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a box keeps the key of its first install; more may be put there by whoever administers it. */
export const KEPT_KEYS = '/etc/laci/release.pub'

/** Keys that this version of the program names for those after it, so that a maker can go over to a new one. */
const NAMED_KEYS = join(import.meta.dirname, 'successors.pem')

const PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g

/**
 * The keys whose bundles this box takes: that of its first install, and those the running program names.
 *
 * @param kept where the box keeps its own; public keys as PEM, any number
 * @returns none when the box keeps none and the program names none
 */
export async function trustedKeys(kept: string = KEPT_KEYS): Promise<readonly KeyObject[]> {
  return [...(await readKeys(kept)), ...(await readKeys(NAMED_KEYS))]
}

/** @returns the public keys in a file, none when it is not there */
async function readKeys(file: string): Promise<readonly KeyObject[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return (text.match(PEM) ?? []).map((pem) => createPublicKey(pem))
}
