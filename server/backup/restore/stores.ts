import type { StoreKey } from '../objects/seal.ts'
import { type Catalog, lastAt, type StoreCatalog } from './catalog.ts'

/**
 * Which of the shops at a source is meant: the one asked for, the box's own, the only one, or the one that was backed up
 * last.
 */
export function pickStore(
  { stores }: Catalog,
  { asked, own }: { asked?: string | undefined; own?: StoreKey | undefined }
): StoreCatalog | undefined {
  if (asked !== undefined) return stores.find(({ store_id }) => store_id.startsWith(asked))
  const own_id = own?.store_id.toString('hex')
  return stores.find(({ store_id }) => store_id === own_id) ?? newestFirst(stores)[0]
}

/** The shops, the one that was backed up last at the beginning. */
export function newestFirst(stores: readonly StoreCatalog[]): StoreCatalog[] {
  return stores.toSorted((one, other) => newestAt(other) - newestAt(one))
}

/** When a shop was backed up last, milliseconds since 1970; 0 when it never was. */
export function newestAt({ generations }: StoreCatalog): number {
  return Math.max(0, ...generations.map((files) => lastAt(files) ?? 0))
}
