import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ObjectFault } from '../../../server/backup/objects/header.ts'
import { sumOfFile } from '../../../server/backup/objects/page-sum.ts'
import {
  type SealedObject,
  type StoreKey,
  takeObject,
  takeObjects,
  unseal
} from '../../../server/backup/objects/seal.ts'
import { decodeMeta, decodePages, type Meta } from '../../../server/backup/objects/segment.ts'

/** A generation as its files say it: whatever they are called, in the order of what they hold. */
interface Stored {
  folder: string
  id: string
  parts: SealedObject[]
  segments: SealedObject[]
}

/** What was rebuilt: the last segment it holds. */
export interface Rebuilt {
  seq: number
  generation: string
  meta: Meta
  segments: number
}

/**
 * Builds the database from a folder of sealed objects, and believes nothing: a second opinion that shares no code with
 * the restore but the objects themselves. Every object's forerunner, number, place and page sum is looked at.
 *
 * @param sums whether the sum is taken after every segment, and not at the end alone
 */
export function rebuild(root: string, key: StoreKey, into: string, sums = false): Rebuilt {
  const all = readdirSync(root)
    .toSorted()
    .map((folder) => readStored(root, folder))
  const newest = all.findLast(({ parts, segments }) => segments.length > 0 || isWhole(parts))
  if (!newest) throw new Error('nothing is stored')
  const chain = chainOf(all, newest, key)
  const file = openSync(into, 'w+')
  let last: Last | undefined
  let segments = 0
  try {
    for (const link of chain) {
      last ??= layPicture(file, link.parts, key)
      for (const segment of link.segments.filter(({ header }) => header.seq <= link.to)) {
        last = laySegment(file, segment, key, last)
        segments++
        if (sums) checkSum(into, last.meta)
      }
    }
  } finally {
    closeSync(file)
  }
  checkSum(into, last!.meta)
  return { seq: last!.seq, generation: newest.id, meta: last!.meta, segments }
}

/** What was laid last. */
interface Last {
  seq: number
  hash: Buffer
  meta: Meta
}

function readStored(root: string, folder: string): Stored {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.lac')
  )
  const objects = files.flatMap((file) => readObjects(join(root, folder, file)))
  const of = (kind: string) => objects.filter(({ header }) => header.kind === kind)
  return {
    folder,
    id: folder.slice(-32),
    parts: of('snapshot').toSorted((one, other) => one.header.part - other.header.part),
    segments: of('segment')
      .toSorted((one, other) => one.header.seq - other.header.seq)
      .filter(({ hash }, index, sorted) => !sorted[index - 1]?.hash.equals(hash))
  }
}

/** Of the pack that was being written, what is whole; every other file is whole or wrong. */
function readObjects(path: string): SealedObject[] {
  const bytes = readFileSync(path)
  if (!path.endsWith('open.lac')) return takeObjects(bytes)
  const objects: SealedObject[] = []
  for (let at = 0; at < bytes.length; ) {
    try {
      objects.push(takeObject(bytes, at))
    } catch (error) {
      if (error instanceof ObjectFault) return objects
      throw error
    }
    at += objects.at(-1)!.bytes.length
  }
  return objects
}

function isWhole(parts: SealedObject[]): boolean {
  return (
    parts.at(-1)?.header.is_last === true && parts.every(({ header }, index) => header.part === index + 1)
  )
}

/** The way from a whole picture to the newest segment, each generation up to where the next one leaves it. */
function chainOf(all: Stored[], newest: Stored, key: StoreKey): (Stored & { to: number })[] {
  const chain: (Stored & { to: number })[] = []
  let at = newest
  for (let to = Number.POSITIVE_INFINITY; ; ) {
    chain.unshift({ ...at, to })
    if (isWhole(at.parts)) return chain
    const [first] = at.segments
    const parent = first && decodeMeta(unseal(first, key)).meta.g?.parent
    if (!parent) throw new Error(`${at.folder} begins with nothing`)
    const found = all.find(({ id }) => id === parent.generation)
    if (!found) throw new Error(`${at.folder} goes on from what is not there`)
    // A segment that was copied over another may name a later generation.
    if (chain.some(({ id }) => id === found.id)) throw new Error(`${at.folder} goes round in a circle`)
    at = found
    to = parent.seq
  }
}

function layPicture(file: number, parts: SealedObject[], key: StoreKey): Last {
  const [first] = parts
  let hash = first!.header.previous
  for (const part of parts) {
    if (!part.header.previous.equals(hash)) throw new Error(`part ${part.header.part} is of another picture`)
    hash = part.hash
    layPages(file, part, key, 0)
  }
  const { meta } = decodeMeta(unseal(first!, key))
  ftruncateSync(file, meta.n * meta.z)
  // The segment after the picture goes on from the one before it.
  return { seq: first!.header.seq, hash: Buffer.from(first!.header.previous), meta }
}

function laySegment(file: number, segment: SealedObject, key: StoreKey, last: Last): Last {
  const { header, hash } = segment
  if (header.seq !== last.seq + 1) throw new Error(`${header.seq} follows ${last.seq}`)
  if (!header.previous.equals(last.hash)) throw new Error(`${header.seq} names another forerunner`)
  const meta = layPages(file, segment, key, last.meta.n)
  ftruncateSync(file, meta.n * meta.z)
  return { seq: header.seq, hash: Buffer.from(hash), meta }
}

function layPages(file: number, object: SealedObject, key: StoreKey, had: number): Meta {
  const { meta, rest } = decodeMeta(unseal(object, key))
  const before = (pgno: number): Buffer | undefined => {
    if (pgno > had) return undefined
    const page = Buffer.alloc(meta.z)
    readSync(file, page, 0, meta.z, (pgno - 1) * meta.z)
    return page
  }
  for (const group of decodePages(rest, meta.z, before)) {
    for (const { pgno, bytes } of group) writeSync(file, bytes, 0, bytes.length, (pgno - 1) * meta.z)
  }
  return meta
}

function checkSum(file: string, meta: Meta): void {
  const { pages, sum } = sumOfFile(file, meta.z)
  if (pages !== meta.n || sum !== meta.s)
    throw new Error(`${pages} pages of ${sum}, not ${meta.n} of ${meta.s}`)
}
