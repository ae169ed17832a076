import { setImmediate } from 'node:timers/promises'
import type { FileRef } from './catalog.ts'
import type { Source } from './source.ts'

/** A file as it came, or why it did not. */
export type Fetched = { name: string } & ({ bytes: Buffer } | { error: unknown })

export interface FetchLimits {
  /** So many files at once; a far place answers each after a while. */
  parallel: number
  /** So many bytes at most wait in memory; a larger file comes alone. */
  most_bytes: number
}

/** Brings files in their order, the next ones on their way while one is looked at. */
export async function* fetchAhead(
  source: Source,
  files: readonly FileRef[],
  { parallel, most_bytes }: FetchLimits
): AsyncGenerator<Fetched> {
  const coming: { file: FileRef; fetched: Promise<Fetched> }[] = []
  let bytes_ahead = 0
  let next = 0
  for (;;) {
    for (let file = files[next]; file; file = files[++next]) {
      if (coming.length >= parallel || (coming.length > 0 && bytes_ahead + file.bytes > most_bytes)) break
      coming.push({ file, fetched: fetchOne(source, file.name) })
      bytes_ahead += file.bytes
    }
    const first = coming.shift()
    if (!first) return
    const fetched = await first.fetched
    bytes_ahead -= first.file.bytes
    yield fetched
    // The sockets of those on their way are looked after in between.
    await setImmediate()
  }
}

async function fetchOne(source: Source, name: string): Promise<Fetched> {
  try {
    return { name, bytes: await source.get(name) }
  } catch (error) {
    return { name, error }
  }
}
