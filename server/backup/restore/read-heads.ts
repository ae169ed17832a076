import type { Anchor } from '../../chain/harm.ts'
import type { GenerationFiles } from '../engine/spool-reader.ts'
import { takeObject, unseal } from '../objects/seal.ts'
import { decodeMeta, type Meta } from '../objects/segment.ts'
import { fullName } from './catalog.ts'
import { before, latest } from './find-tip.ts'
import { isPassing, openPack, type Shelf } from './shelf.ts'

/**
 * The heads of the ledger that a place notes, on the line that the shop is on: the newest of each generation, and that
 * of its snapshot. What can't be read is passed over; a verification of the backup finds it.
 *
 * @param where the place, as a person calls it
 * @throws {ObjectFault} wrong-key
 * @throws {DestinationFault} when the place does not answer
 */
export async function readHeads(shelf: Shelf, where: string): Promise<Anchor[]> {
  const anchors: Anchor[] = []
  for (let at = latest(shelf); at; ) {
    const { files, seq } = at
    for (const meta of [await lastMeta(shelf, files, seq), await pictureMeta(shelf, files)]) {
      if (meta?.h !== undefined && meta.e !== undefined)
        anchors.push({
          event_id: meta.e,
          hash: meta.h,
          where,
          at: new Date(meta.t).toISOString(),
          epoch: files.name.epoch
        })
    }
    const earlier = await before(shelf, files)
    // Where it is only guessed what came before, it may have been another line.
    at = earlier && !earlier.is_guess ? earlier : undefined
  }
  return anchors
}

/** What the last segment up to a number says that says anything of the ledger. */
async function lastMeta(shelf: Shelf, files: GenerationFiles, seq: number): Promise<Meta | undefined> {
  const packs = files.packs.filter(({ from }) => from <= seq).toReversed()
  for (const { file } of packs) {
    let found: Meta | undefined
    try {
      for await (const object of openPack(shelf, files, file)) {
        if (object.header.seq > seq) break
        const { meta } = decodeMeta(unseal(object, shelf.key))
        if (meta.h !== undefined) found = meta
      }
    } catch (error) {
      if (!isPassing(error)) throw error
    }
    if (found) return found
  }
  return undefined
}

async function pictureMeta(shelf: Shelf, files: GenerationFiles): Promise<Meta | undefined> {
  const [first] = files.parts
  if (!first) return undefined
  try {
    const bytes = await shelf.source.get(fullName(shelf.store, files, first.file))
    return decodeMeta(unseal(takeObject(bytes), shelf.key)).meta
  } catch (error) {
    if (!isPassing(error)) throw error
    return undefined
  }
}
