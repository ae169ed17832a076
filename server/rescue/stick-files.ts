import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { timeText } from '../backup/objects/names.ts'
import type { Moment } from '../values/clock.ts'

// How a rescue stick is laid out, beside the backup that lies on it (backup/objects/names.ts): names fit for FAT.
//
//   RESTORE                                          what a technician types: sh RESTORE
//   rescue/words.sh                                  what it says
//   rescue/programs/<name>/<0001…>                   a bundle of the program in pieces, which are its bytes in a row
//   rescue/sets/<made>/settings                      the box's settings, sealed by the shop's key
//   rescue/sets/<made>/programs                      lines of `<arch> <name>`
//   rescue/sets/<made>/rescue.json                   RescueFacts
//   rescue/sets/<made>/SHA256SUMS                    of all that belongs to this set; written last: with it the set is whole
//
// Nothing is changed once it has its name. A new set is written beside the old, which goes when the new is whole.

/** What a stick says in the clear of the set that counts. */
export interface RescueFacts {
  made_at: Moment
  /** Of the program on it. */
  version: string
  /** Hex. */
  store_id: string
  /** The kinds of machine it can be restored on: `x64`, `arm64`. */
  archs: string[]
}

export const RESCUE_FOLDER = 'rescue'
export const WORDS_FILE = `${RESCUE_FOLDER}/words.sh`
export const SETS = `${RESCUE_FOLDER}/sets`
export const PROGRAMS = `${RESCUE_FOLDER}/programs`
export const SUMS = 'SHA256SUMS'
export const SETTINGS = 'settings'
export const FACTS = 'rescue.json'
export const PROGRAM_LIST = 'programs'

/** The folder of a set that was made at a moment, milliseconds since 1970. */
export function setFolder(at: number): string {
  return `${SETS}/${timeText(at)}`
}

/** The folder of the newest whole set on a stick, from its root; undefined when there is none. */
export async function newestSet(path: string): Promise<string | undefined> {
  const names = await readdir(join(path, SETS)).catch(nothingThere)
  for (const name of names.sort().reverse()) {
    const files = await readdir(join(path, SETS, name)).catch(nothingThere)
    if (files.includes(SUMS)) return `${SETS}/${name}`
  }
  return undefined
}

/** What a stick holds; null for one that rescues nothing. */
export async function readRescue(path: string): Promise<RescueFacts | null> {
  const set = await newestSet(path)
  if (set === undefined) return null
  return parseFacts(await readFile(join(path, set, FACTS), 'utf8').catch(() => ''))
}

function parseFacts(text: string): RescueFacts | null {
  try {
    const { made_at, version, store_id, archs } = JSON.parse(text) as Partial<Record<string, unknown>>
    if (typeof made_at !== 'string' || typeof version !== 'string' || typeof store_id !== 'string')
      return null
    return { made_at, version, store_id, archs: Array.isArray(archs) ? archs.map(String) : [] }
  } catch {
    return null
  }
}

function nothingThere(): string[] {
  return []
}
