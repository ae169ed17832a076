import type { GenerationFiles } from '../engine/spool-reader.ts'
import { findGeneration } from '../restore/catalog.ts'
import { readStart, type Shelf } from '../restore/shelf.ts'
import type { Parents } from './needed.ts'

/**
 * What each generation goes on from, as the generations themselves say; those that can't be read are left out.
 *
 * @param near a shelf that costs nothing to ask, asked first
 */
export async function readParents(shelf: Shelf, near?: Shelf): Promise<Parents> {
  const parents = new Map<string, NonNullable<Awaited<ReturnType<typeof readStart>>>['parent']>()
  for (const files of shelf.store.generations) {
    const start = (near && (await startNear(near, files))) ?? (await readStart(shelf, files))
    if (start) parents.set(files.name.generation, start.parent)
  }
  return parents
}

async function startNear(near: Shelf, { name, packs }: GenerationFiles) {
  const own = findGeneration(near.store, name.generation)
  // Only its first segment says where it comes from.
  return own && own.packs[0]?.from === packs[0]?.from ? await readStart(near, own) : undefined
}
