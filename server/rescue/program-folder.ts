import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where the running program lies. */
export const PROGRAM_FOLDER = join(import.meta.dirname, '../..')

/** Whether a program was installed from a bundle, so that it can be packed again and proven to be what was signed. */
export function isFromBundle(folder: string): boolean {
  return existsSync(join(folder, 'SHA256SUMS'))
}
