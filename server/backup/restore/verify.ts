import { hasSnapshot } from '../engine/head.ts'
import type { GenerationFiles } from '../engine/spool-reader.ts'
import { NO_HASH, ObjectFault } from '../objects/header.ts'
import { partFile } from '../objects/names.ts'
import { type SealedObject, type StoreKey, takeObject, unseal } from '../objects/seal.ts'
import { decodeMeta, decodePages } from '../objects/segment.ts'
import { type FileRef, fullName, type Gap, gapsWithin, type StoreCatalog } from './catalog.ts'
import { kindOf, type RestoreFault } from './fault.ts'
import { fetchAhead } from './fetch-ahead.ts'
import { checkPlace, takeWholly } from './reel.ts'
import type { Source } from './source.ts'

/** What a look into every stored file found. */
export interface Verification {
  files: number
  bytes: number
  segments: number
  snapshots: number
  /** Whether the contents were opened too, not only held against their hashes. */
  is_opened: boolean
  faults: RestoreFault[]
  /** Segments that no file holds, and that something goes on from. */
  gaps: Gap[]
}

export interface VerifyOptions {
  progress?: (progress: { files: number; files_of: number; bytes: number; bytes_of: number }) => void
  signal?: AbortSignal
}

const FETCH = { parallel: 6, most_bytes: 64 << 20 }
const NOTHING = NO_HASH.toString('hex')

interface Item {
  files: GenerationFiles
  file: FileRef
  pack?: GenerationFiles['packs'][number]
  part?: GenerationFiles['parts'][number]
}

/**
 * Reads every stored file of a shop: that each is what was put there, lies where it should, and goes on from the one
 * before it. Needs no key; with the key, everything is opened as well.
 *
 * @throws {DestinationFault} when the place does not answer
 */
export async function verifyStore(
  source: Source,
  store: StoreCatalog,
  key: StoreKey | null,
  { progress = () => {}, signal }: VerifyOptions = {}
): Promise<Verification> {
  const items = store.generations.flatMap((files) => itemsOf(store, files))
  const bytes_of = items.reduce((bytes, { file }) => bytes + file.bytes, 0)
  const chain = new Chain()
  const found = { files: 0, bytes: 0, segments: 0, snapshots: 0 }
  const faults: RestoreFault[] = []
  const wanted = items.map(({ file }) => file)
  for await (const fetched of fetchAhead(source, wanted, FETCH)) {
    const item = items[found.files]!
    found.files++
    try {
      signal?.throwIfAborted()
      if ('error' in fetched) throw fetched.error
      found.bytes += fetched.bytes.length
      if (item.part) checkPart(fetched.bytes, item.files, item.part, { store, key, chain })
      else found.segments += checkPack(fetched.bytes, item.files, item.pack!, { store, key, chain })
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'cancelled') throw error
      const seq = item.part?.seq ?? chain.next(item.files, item.pack!.from)
      faults.push({ kind, name: item.file.name, seq, at: 0, detail: (error as Error).message })
    }
    progress({ files: found.files, files_of: items.length, bytes: found.bytes, bytes_of })
  }
  faults.push(...store.generations.flatMap((files) => missingParts(store, files)))
  found.snapshots = store.generations.filter(hasSnapshot).length
  const gaps = [...store.generations.flatMap(gapsWithin), ...brokenLinks(store, chain, faults)]
  return { ...found, is_opened: key !== null, faults, gaps }
}

function itemsOf(store: StoreCatalog, files: GenerationFiles): Item[] {
  const at = (file: string, bytes: number) => ({ name: fullName(store, files, file), bytes })
  return [
    ...files.parts.map((part) => ({ files, part, file: at(part.file, part.bytes) })),
    ...files.packs.map((pack) => ({ files, pack, file: at(pack.file, pack.bytes) }))
  ]
}

/** A snapshot has an end, and lacks something before it. One without an end may still be on its way. */
function missingParts(store: StoreCatalog, files: GenerationFiles): RestoreFault[] {
  const last = files.parts.at(-1)
  if (!last?.is_last) return []
  const there = new Set(files.parts.map(({ part }) => part))
  const missing = Array.from({ length: last.part }, (_, index) => index + 1).filter(
    (part) => !there.has(part)
  )
  return missing.map((part) => ({
    kind: 'missing',
    name: fullName(store, files, partFile({ ...last, part, is_last: false })),
    seq: last.seq,
    at: 0,
    detail: `part ${part} of ${last.part}`
  }))
}

interface Desk {
  store: StoreCatalog
  key: StoreKey | null
  chain: Chain
}

function checkPart(
  bytes: Buffer,
  files: GenerationFiles,
  { seq, part, is_last }: GenerationFiles['parts'][number],
  { store, key, chain }: Desk
): void {
  const object = takeWholly(bytes)
  checkShop(object, store)
  checkPlace(object, { kind: 'snapshot', generation: files.name.generation, seq })
  const { header, hash } = object
  const is_here = header.part === part && header.is_last === is_last
  if (!is_here || !chain.partFollows(files, part, header.previous)) {
    throw new ObjectFault('out-of-place', `part ${header.part} of a snapshot`)
  }
  chain.addPart(files, part, hash)
  if (!key) return
  const { meta, rest } = decodeMeta(unseal(object, key))
  for (const group of decodePages(rest, meta.z, () => undefined)) {
    if (group.some(({ pgno }) => pgno < 1 || pgno > meta.n))
      throw new ObjectFault('damaged', 'a page beyond the end')
  }
}

/** @returns how many segments it holds */
function checkPack(
  bytes: Buffer,
  files: GenerationFiles,
  { from, to }: GenerationFiles['packs'][number],
  { store, key, chain }: Desk
): number {
  let offset = 0
  for (let seq = from; seq <= to; seq++) {
    const object = takeObject(bytes, offset)
    checkShop(object, store)
    checkPlace(object, { kind: 'segment', generation: files.name.generation, seq })
    if (!chain.follows(files, seq, object.header.previous)) {
      throw new ObjectFault('out-of-place', `segment ${seq} does not go on from the one before it`)
    }
    chain.add(files, seq, object)
    if (key) decodeMeta(unseal(object, key))
    offset += object.bytes.length
  }
  if (offset !== bytes.length) throw new ObjectFault('damaged', 'something follows its last segment')
  return to - from + 1
}

function checkShop({ header }: SealedObject, { store_id }: StoreCatalog): void {
  const found = header.store_id.toString('hex')
  if (found !== store_id) throw new ObjectFault('other-shop', found)
}

/** Generations that go on from a segment which is not there, and have no snapshot of their own to begin with. */
function brokenLinks(store: StoreCatalog, chain: Chain, faults: RestoreFault[]): Gap[] {
  return store.generations.flatMap((files) => {
    const first = chain.first(files)
    const is_linked = !first || first.previous === NOTHING || chain.has(first.seq - 1, first.previous)
    // What could not be read may well have been what is missed.
    if (is_linked || hasSnapshot(files) || faults.length > 0) return []
    return [{ generation: files.name.generation, from: first.seq - 1, to: first.seq - 1 }]
  })
}

/** The hashes of all segments, and what each generation begins on. */
class Chain {
  readonly #hashes = new Map<string, Map<number, string>>()
  readonly #firsts = new Map<string, { seq: number; previous: string }>()
  readonly #parts = new Map<string, { part: number; hash: string }>()

  follows({ name }: GenerationFiles, seq: number, previous: Buffer): boolean {
    const before = this.#hashes.get(name.generation)?.get(seq - 1)
    return before === undefined || before === previous.toString('hex')
  }

  add({ name }: GenerationFiles, seq: number, { header, hash }: SealedObject): void {
    const own = this.#hashes.get(name.generation) ?? new Map<number, string>()
    own.set(seq, hash.toString('hex'))
    this.#hashes.set(name.generation, own)
    if (!this.#firsts.has(name.generation)) {
      this.#firsts.set(name.generation, { seq, previous: header.previous.toString('hex') })
    }
  }

  partFollows({ name }: GenerationFiles, part: number, previous: Buffer): boolean {
    const before = this.#parts.get(name.generation)
    return before?.part !== part - 1 || before.hash === previous.toString('hex')
  }

  addPart({ name }: GenerationFiles, part: number, hash: Buffer): void {
    this.#parts.set(name.generation, { part, hash: hash.toString('hex') })
  }

  first({ name }: GenerationFiles): { seq: number; previous: string } | undefined {
    return this.#firsts.get(name.generation)
  }

  has(seq: number, hash: string): boolean {
    return [...this.#hashes.values()].some((own) => own.get(seq) === hash)
  }

  /** The first segment of a pack that was not sound. */
  next({ name }: GenerationFiles, from: number): number {
    const own = this.#hashes.get(name.generation)
    let seq = from
    while (own?.has(seq)) seq++
    return seq
  }
}
