import { checkBundle } from '../release/check-bundle.ts'
import { layDown } from '../release/lay-down.ts'
import { BundleFault, type BundleFaultCode, type Release } from '../release/release.ts'
import { trustedKeys } from '../release/release-key.ts'
import type { Why } from './notes.ts'
import { isNewer } from './versions.ts'

/** A version that is not newer than the one that runs, where nobody said that it may be. */
class NotNewer extends Error {
  override readonly name = 'NotNewer'
}

const WHYS: Partial<Record<BundleFaultCode, Why>> = {
  'not-trusted': 'unsigned',
  'no-key': 'unsigned',
  'wrong-arch': 'other-machine'
}

/** Where the keys stand whose bundles are taken, when not in the system's place; only tests say so. */
const KEYS = process.env['LACI_RELEASE_KEYS']

/** Reads a package to its end. @throws BundleFault for any that is not to be trusted in every byte */
export async function checkPackage(archive: string): Promise<Release> {
  return checkBundle(archive, { keys: await trustedKeys(KEYS) })
}

/**
 * Lays a package down for a box that runs another version; what is there already is only touched once the package is
 * known to be good.
 *
 * @throws BundleFault, NotNewer
 */
export async function layDownNewer(
  archive: string,
  place: string,
  { from, allows_older }: { from: string; allows_older: boolean }
): Promise<Release> {
  const release = await checkPackage(archive)
  if (!allows_older && !isNewer(release.version, from)) throw new NotNewer(release.version)
  return layDown(archive, place, { keys: await trustedKeys(KEYS) })
}

/** Why a package was not taken, in the words of an update's note. */
export function faultOf(error: unknown): Why {
  if (error instanceof NotNewer) return 'not-newer'
  if (error instanceof BundleFault) return WHYS[error.code] ?? 'damaged'
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no-room'
  return code === 'ENOENT' || code === 'EIO' || code === 'EACCES' ? 'gone' : 'damaged'
}
