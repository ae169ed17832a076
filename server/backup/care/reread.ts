import { sortFiles } from '../engine/spool-reader.ts'
import type { StoreKey } from '../objects/seal.ts'
import { fullName, type StoreCatalog } from '../restore/catalog.ts'
import type { RestoreFault } from '../restore/fault.ts'
import type { Source } from '../restore/source.ts'
import { verifyStore } from '../restore/verify.ts'

/** In so many days every file is read once; a few less than a month, for there are more files at the end of a round. */
const ROUND_DAYS = 25
const DAY_MS = 86_400_000

interface StoredFile {
  name: string
  bytes: number
}

/** What is read again today, and where to go on tomorrow. */
export interface Portion {
  files: StoredFile[]
  next_name: string
}

/**
 * Chooses what to read again: as much as a round takes by now, going on from the last time, and the newest file of all.
 *
 * @param since_ms how long ago the last portion was read
 * @param also names that are to be looked at in any case
 */
export function choosePortion(
  store: StoreCatalog,
  { next_name, since_ms, also }: { next_name: string; since_ms: number; also: ReadonlySet<string> }
): Portion {
  const files = filesOf(store)
  const total = files.reduce((bytes, file) => bytes + file.bytes, 0)
  const wanted = Math.ceil((total * Math.max(1, since_ms / DAY_MS)) / ROUND_DAYS)
  const start = Math.max(
    0,
    files.findIndex(({ name }) => name >= next_name)
  )
  const chosen = new Map<string, StoredFile>()
  let bytes = 0
  let at = 0
  for (; at < files.length && bytes < wanted; at++) {
    const file = files[(start + at) % files.length]!
    chosen.set(file.name, file)
    bytes += file.bytes
  }
  const newest = store.generations.findLast(({ packs }) => packs.length > 0)
  const last = newest && fullName(store, newest, newest.packs.at(-1)!.file)
  for (const file of files) if (file.name === last || also.has(file.name)) chosen.set(file.name, file)
  return { files: [...chosen.values()], next_name: files[(start + at) % files.length]?.name ?? '' }
}

/** Reads files again and holds each against the sums it was written with. */
export async function readAgain(
  source: Source,
  store: StoreCatalog,
  portion: Portion,
  key: StoreKey | null,
  signal: AbortSignal
): Promise<RestoreFault[]> {
  const chosen = new Set(portion.files.map(({ name }) => name))
  const generations = store.generations.map((files) => {
    const some = [...files.parts, ...files.packs]
      .filter(({ file }) => chosen.has(fullName(store, files, file)))
      .map(({ file, bytes }) => ({ name: file, bytes }))
    return sortFiles(files.name, some)
  })
  const { faults } = await verifyStore(source, { ...store, generations }, key, { signal })
  return faults
}

/** Every file of the generations, in the order of their names. */
function filesOf(store: StoreCatalog): StoredFile[] {
  return store.generations
    .flatMap((files) =>
      [...files.parts, ...files.packs].map(({ file, bytes }) => ({
        name: fullName(store, files, file),
        bytes
      }))
    )
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}
