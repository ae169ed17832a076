import { createHash, type KeyObject, verify } from 'node:crypto'
import { type Arch, BundleFault, type Release } from './release.ts'

/** Which bundles are taken. */
export interface Trust {
  /** Of those who may sign them, any of whom will do: see `trustedKeys`. */
  readonly keys: readonly KeyObject[]
  /** The processor it is to run on; this machine's when not said. */
  readonly arch?: Arch
}

/** @throws BundleFault when none of the trusted keys signed the list */
export function checkSignature(list: Buffer, signature: Buffer, trust: Trust): void {
  if (trust.keys.length === 0) throw new BundleFault('no-key')
  if (!trust.keys.some((key) => verify(null, list, key, signature))) throw new BundleFault('not-trusted')
}

/** @throws BundleFault when the bundle was made for another kind of processor */
export function checkArch(release: Release, trust: Trust): void {
  if (release.arch !== (trust.arch ?? process.arch)) throw new BundleFault('wrong-arch', release.arch)
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
