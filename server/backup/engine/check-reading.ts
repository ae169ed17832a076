import { ObjectFault } from '../objects/header.ts'
import { type SealedObject, type StoreKey, unseal } from '../objects/seal.ts'
import { decodeMeta, decodePages, type Page } from '../objects/segment.ts'

/**
 * Reads a segment back as whoever restores it will: a fault of the packing or of the memory is found before it counts.
 *
 * @throws {ObjectFault} when it is not what it was made of
 */
export function checkReading(
  sealed: SealedObject,
  key: StoreKey,
  pages: Page[],
  before: (pgno: number) => Buffer | undefined
): void {
  const { meta, rest } = decodeMeta(unseal(sealed, key))
  let index = 0
  for (const group of decodePages(rest, meta.z, before)) {
    for (const { pgno, bytes } of group) {
      const page = pages[index++]
      if (page?.pgno !== pgno || !page.bytes.equals(bytes)) {
        throw new ObjectFault('damaged', `segment ${sealed.header.seq} does not read back`)
      }
    }
  }
  if (index !== pages.length) throw new ObjectFault('damaged', `segment ${sealed.header.seq} lacks pages`)
}
