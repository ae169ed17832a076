import type { Goods, Take } from './goods.ts'
import type { Promotion } from './promotion.ts'

/**
 * What a package offer takes when it is applied as often as it fits; empty where it would take nothing off.
 *
 * @param free_milli what is left of each of the basket's goods, by rank
 */
export type TakePackages = (free_milli: readonly number[]) => readonly Take[]

/** Something off for pieces that are bought together; what it can take depends on what others have left. */
export interface PackageOffer {
  promotion: Promotion
  /** All that it may touch. */
  goods: readonly Goods[]
  take: TakePackages
  /** What it would take if it were alone. */
  alone: readonly Take[]
}

/** Makes an offer; undefined where it would take nothing off even if it were alone, and so never will. */
export function packageOffer(
  promotion: Promotion,
  goods: readonly Goods[],
  take: TakePackages
): PackageOffer | undefined {
  const free_milli: number[] = []
  for (const { rank, line } of goods) free_milli[rank] = line.quantity_milli
  const alone = take(free_milli)
  return alone.length > 0 ? { promotion, goods, take, alone } : undefined
}
