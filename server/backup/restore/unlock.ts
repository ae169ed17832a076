import { Refusal } from '../../refusal.ts'
import { type KeyFile, openKeyFile, parseKeyFile } from '../keys/key-file.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { StoreCatalog } from './catalog.ts'
import type { Source } from './source.ts'

/** Each costs a second: a stick full of them would hold the box up for hours. A shop has one, and for a while two. */
const MOST_KEY_FILES = 16

/**
 * Opens a shop's key by the owner's passphrase or the printed code, with the key files that lie beside the backup. A
 * wrong one is found out here, before anything else is fetched.
 *
 * @throws {Refusal} backup/no-key-file when none lies there, and what `openKeyFile` throws
 * @throws {DestinationFault} what the place says
 */
export async function unlock(
  source: Source,
  { key_files }: Pick<StoreCatalog, 'key_files'>,
  secret: string
): Promise<{ key: StoreKey; key_file: KeyFile }> {
  let refusal = new Refusal('backup/no-key-file')
  for (const { name } of key_files.slice(0, MOST_KEY_FILES)) {
    try {
      const key_file = parseKeyFile(await source.get(name))
      return { key: await openKeyFile(key_file, secret), key_file }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // That a file is damaged matters less than that the passphrase fits none of those that are whole.
      if (refusal.code !== 'backup/passphrase-wrong') refusal = error
    }
  }
  throw refusal
}
