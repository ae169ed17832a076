import { hasSnapshot } from '../engine/head.ts'
import type { GenerationFiles } from '../engine/spool-reader.ts'
import type { Gap } from '../restore/catalog.ts'
import type { Needed, Parents } from './needed.ts'

/**
 * Finds segments that a place had taken and has no more, of all that is needed.
 *
 * @param acked up to which segment it had each generation, as known before it was asked for its files
 */
export function findLost(
  generations: GenerationFiles[],
  { needed, parents, acked }: { needed: Needed; parents: Parents; acked: ReadonlyMap<string, number> }
): Gap[] {
  const by_name = new Map(generations.map((files) => [files.name.generation, files]))
  return [...needed].flatMap(([generation, until]) => {
    const had = Math.min(until, acked.get(generation) ?? -1)
    const files = by_name.get(generation)
    return files ? holes(files, firstOf(files, parents), had) : []
  })
}

/** The number of a generation's first segment. */
function firstOf(files: GenerationFiles, parents: Parents): number {
  const parent = parents.get(files.name.generation)
  if (parent) return parent.seq + 1
  return hasSnapshot(files) ? files.parts[0]!.seq + 1 : (files.packs[0]?.from ?? Number.POSITIVE_INFINITY)
}

function holes({ name, packs }: GenerationFiles, first: number, last: number): Gap[] {
  const gaps: Gap[] = []
  let next = first
  for (const { from, to } of packs) {
    if (from > next && next <= last)
      gaps.push({ generation: name.generation, from: next, to: Math.min(from - 1, last) })
    next = Math.max(next, to + 1)
  }
  if (next <= last) gaps.push({ generation: name.generation, from: next, to: last })
  return gaps
}
