/** Processors that Laci is released for, as Node names them. */
export type Arch = 'x64' | 'arm64'

/** What a bundle says of itself, in its `release.json`. */
export interface Release {
  readonly version: string
  readonly arch: Arch
  /** The moment of the commit it was made of, UTC; not of the making, so that the same commit gives the same bytes. */
  readonly made_at: string
  /** The commit; with `+` behind it when something in the checkout was not committed. Empty outside of Git. */
  readonly commit: string
  /** Which Node it brings. */
  readonly node: string
  /** Its files that may be run, as paths; all others may not. */
  readonly executables: readonly string[]
}

export const RELEASE = 'release.json'
export const SUMS = 'SHA256SUMS'
export const SIGNATURE = 'SHA256SUMS.sig'

/** What is wrong with a bundle. */
export type BundleFaultCode =
  /** It can't be read to its end: cut off, or bytes that no archive has. */
  | 'damaged'
  /** It may be an archive or a folder, but none that Laci is released in. */
  | 'not-a-bundle'
  /** Nobody whom this box trusts has signed it, or what was signed is no longer what it was. */
  | 'not-trusted'
  /** This box trusts no key at all. */
  | 'no-key'
  /** Made for another kind of processor. */
  | 'wrong-arch'
  /** A file differs from what was signed, or may be run although it should not, or the other way round. */
  | 'changed'
  | 'missing'
  /** A file that nobody signed. */
  | 'extra'
  /** A link, a device: what a bundle never holds, because it could lead out of it. */
  | 'strange'
  /** A path that leads out of the bundle. */
  | 'unsafe-path'
  /** More than any bundle holds: somebody wants to fill the disk. */
  | 'too-big'

/** Why a bundle is not used. */
export class BundleFault extends Error {
  override readonly name = 'BundleFault'

  readonly code: BundleFaultCode
  /** The file in it, or the processor it was made for; what the code asks for. */
  readonly what: string

  constructor(code: BundleFaultCode, what = '', options?: ErrorOptions) {
    super(what ? `${code}: ${what}` : code, options)
    this.code = code
    this.what = what
  }
}

/** @throws BundleFault when it is no release that this Laci understands */
export function parseRelease(bytes: Buffer): Release {
  let read: Partial<Record<keyof Release, unknown>>
  try {
    read = JSON.parse(bytes.toString())
  } catch (cause) {
    throw new BundleFault('not-a-bundle', RELEASE, { cause })
  }
  const { version, arch, made_at, commit, node, executables } = read ?? {}
  const said = [version, arch, made_at, commit, node]
  if (!said.every((word) => typeof word === 'string') || !Array.isArray(executables)) {
    throw new BundleFault('not-a-bundle', RELEASE)
  }
  return read as Release
}
