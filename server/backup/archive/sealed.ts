import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { DestinationFault } from '../destinations/destination.ts'
import { ObjectFault } from '../objects/header.ts'
import { storeFolder, timeText } from '../objects/names.ts'
import { type StoreKey, seal, takeObject, unseal } from '../objects/seal.ts'
import type { Source } from '../restore/source.ts'

/** A destination takes at most 32 MiB at once. */
const PART_BYTES = 8 << 20

/** A piece of a sealed archive, by its name from a destination's root. */
export interface SealedPart {
  name: string
  bytes: Buffer
}

/**
 * Seals an archive for places that others can look into, a piece at a time: only the owner's passphrase opens it. Its
 * pieces are no part of the shop's history, and are never thinned out.
 *
 * @param at milliseconds since 1970
 */
export function* sealArchive(path: string, key: StoreKey, year: string, at: number): Generator<SealedPart> {
  const handle = openSync(path, 'r')
  try {
    const total = fstatSync(handle).size
    const generation = randomBytes(16)
    const folder = archiveFolder(key)
    let previous: Buffer = Buffer.alloc(32)
    for (let done = 0, part = 1; done < total; part++) {
      const plain = Buffer.alloc(Math.min(PART_BYTES, total - done))
      readSync(handle, plain, 0, plain.length, done)
      done += plain.length
      const is_last = done >= total
      const bytes = seal(
        plain,
        { kind: 'report', generation, seq: Number(year), part, is_last, previous, at },
        key
      )
      previous = Buffer.from(takeObject(bytes).hash)
      const number = String(part).padStart(4, '0')
      yield { name: `${folder}/${year}-${timeText(at)}-${number}${is_last ? '-end' : ''}.lac`, bytes }
    }
  } finally {
    closeSync(handle)
  }
}

/**
 * Opens the newest whole archive of a year that lies in a place, a piece at a time.
 *
 * @throws {DestinationFault} missing when there is none
 * @throws {ObjectFault} what is wrong with a piece
 */
export async function* openSealedArchive(
  source: Source,
  key: StoreKey,
  year: string
): AsyncGenerator<Buffer> {
  const folder = archiveFolder(key)
  const names = (await source.list(folder)).map(({ name }) => name).toSorted()
  const last = names.findLast((name) => name.startsWith(`${folder}/${year}-`) && name.endsWith('-end.lac'))
  if (!last) throw new DestinationFault('missing', `an archive of ${year}`)
  const of_one = last.slice(0, last.lastIndexOf('-', last.length - '-end.lac'.length - 1) + 1)
  let previous: Buffer = Buffer.alloc(32)
  let part = 0
  for (const name of names.filter((one) => one.startsWith(of_one))) {
    const object = takeObject(await source.get(name))
    const { header } = object
    part++
    const is_next = header.kind === 'report' && header.part === part && header.previous.equals(previous)
    if (!is_next || header.is_last !== (name === last)) throw new ObjectFault('out-of-place', name)
    previous = Buffer.from(object.hash)
    yield unseal(object, key)
  }
}

function archiveFolder({ store_id }: StoreKey): string {
  return `${storeFolder(store_id.toString('hex'))}/archive`
}
