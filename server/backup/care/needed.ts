import { hasSnapshot } from '../engine/head.ts'
import type { GenerationFiles } from '../engine/spool-reader.ts'
import type { Start } from '../objects/segment.ts'
import { lastAt } from '../restore/catalog.ts'

/** What each generation goes on from; missing where that could not be read. */
export type Parents = ReadonlyMap<string, Start['parent']>

/** Which generations are needed, each up to which segment. */
export type Needed = ReadonlyMap<string, number>

/**
 * Finds what must stay so that the shop can be restored to every second from a moment on, and to the newest in any case:
 * each line that goes on after it, back to the snapshot that it stands on.
 *
 * @param since milliseconds since 1970
 * @returns undefined when it can't be told, because a generation does not say where it comes from: then all is needed
 */
export function findNeeded(
  generations: GenerationFiles[],
  parents: Parents,
  since: number
): Needed | undefined {
  const by_name = new Map(generations.map((files) => [files.name.generation, files]))
  const needed = new Map<string, number>()
  const holding = generations.filter((files) => lastAt(files) !== undefined)
  const newest = holding.at(-1)
  for (const tip of holding) {
    if (tip !== newest && lastAt(tip)! < since) continue
    let at: GenerationFiles | undefined = tip
    let until = Number.POSITIVE_INFINITY
    while (at) {
      const { generation } = at.name
      const known = needed.get(generation) ?? -1
      if (known >= until) break // the way back from here is known
      needed.set(generation, until)
      if (hasSnapshot(at)) break
      const parent = parents.get(generation)
      if (parent === undefined && at.packs.length > 0) return undefined
      at = parent ? by_name.get(parent.generation) : before(holding, at)
      until = parent ? parent.seq : Number.POSITIVE_INFINITY
    }
  }
  return needed
}

/** A generation of nothing but the beginning of a snapshot: what comes before it in time stands for it. */
function before(generations: GenerationFiles[], files: GenerationFiles): GenerationFiles | undefined {
  return files.packs.length > 0 ? undefined : generations[generations.indexOf(files) - 1]
}
