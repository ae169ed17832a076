import { constants } from 'node:fs'
import { open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { calendarDay } from '../../../views/format.ts'
import { wordsIn } from '../../../views/words/words.ts'
import type { Locale } from '../../settings/read-settings.ts'
import type { Moment } from '../../values/clock.ts'
import { syncFolder, WRITE } from '../destinations/files.ts'
import { STICK_MARK } from '../destinations/find-sticks.ts'

/** What the guide on a stick may say: nothing that is secret, and no figures of the shop's. */
export interface GuideFacts {
  /** Hex; it stands in the names of the folders anyway. */
  store_id: string
  /** When a backup was last proven to restore; null while none was. */
  proven_at: Moment | null
  zone: string
}

/** What a technician runs on a stick that can make a bare machine the shop's box. */
export const RESTORE_FILE = 'RESTORE'

/** So that Notepad takes it for UTF-8. */
const BOM = '\uFEFF'

/**
 * Writes on a stick what it is and what to do with it, for whoever finds it in a drawer: in both languages, each in a
 * file of its own, to be read on any computer. One that says the same already is left alone.
 *
 * @param path the stick's root
 * @throws when it is pulled meanwhile; nothing is left where it was
 */
export async function writeGuides(path: string, facts: GuideFacts): Promise<void> {
  const folder = await open(path, constants.O_DIRECTORY)
  try {
    // By way of the open folder: pulled meanwhile, its path would lead to its mount point, on the box's own disk.
    const root = `/proc/self/fd/${folder.fd}`
    await stat(join(root, STICK_MARK)) // where its mark lies, there lies the stick
    const names = await readdir(root)
    for (const locale of ['id', 'en'] as const) {
      const { file } = wordsIn(locale).backup.guide
      await writeOnce(root, file, Buffer.from(guideText(locale, facts, names.includes(RESTORE_FILE))))
    }
  } finally {
    await folder.close()
  }
}

/** The guide's text: lines end as on Windows. */
function guideText(locale: Locale, { store_id, proven_at, zone }: GuideFacts, rescues: boolean): string {
  const { lines, rescue_lines, proven, not_proven } = wordsIn(locale).backup.guide
  const day = proven_at && calendarDay(proven_at, locale, zone)
  const text = [...lines(store_id, rescues ? rescue_lines : undefined), '', day ? proven(day) : not_proven]
  return `${BOM}${text.join('\r\n')}\r\n`
}

/**
 * Puts a small file in place whole, unless it is there already.
 *
 * @param root held open by whoever asks, so that a pulled stick is not its mount point
 */
export async function writeOnce(root: string, file: string, bytes: Buffer): Promise<void> {
  const path = join(root, file)
  const there = await readFile(path).catch(() => undefined)
  if (there?.equals(bytes)) return
  await writeFile(`${path}.tmp`, bytes, { flag: WRITE, mode: 0o644, flush: true })
  await rename(`${path}.tmp`, path)
  await syncFolder(dirname(path))
}
