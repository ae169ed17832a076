import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { STICK_MARK } from '../backup/destinations/find-sticks.ts'
import { RESTORE_FILE, writeOnce } from '../backup/sticks/write-guides.ts'
import { PROGRAMS, RESCUE_FOLDER, SETS, WORDS_FILE } from './stick-files.ts'

/**
 * Writes on a stick what a technician runs. The last thing of all: where it lies, a whole set does.
 *
 * @param path the stick's root
 * @param program where the program lies that has both files
 * @throws when the stick is pulled meanwhile; nothing is left where it was
 */
export async function writeRestore(path: string, program: string): Promise<void> {
  const folder = await open(path, constants.O_DIRECTORY)
  try {
    // By way of the open folder, as the guides are.
    const root = `/proc/self/fd/${folder.fd}`
    await stat(join(root, STICK_MARK))
    await mkdir(join(root, RESCUE_FOLDER), { recursive: true })
    await writeOnce(root, WORDS_FILE, await readFile(join(program, 'scripts/rescue/words.sh')))
    await writeOnce(root, RESTORE_FILE, await readFile(join(program, 'scripts/rescue/RESTORE')))
    for (const place of [SETS, PROGRAMS]) await dropEmpty(join(root, place))
  } finally {
    await folder.close()
  }
}

/** What an older set leaves behind when its files are gone. */
async function dropEmpty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    await rmdir(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  }
}
