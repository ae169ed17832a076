/** The middle of some numbers; of two in the middle their mean, of none 0. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * How far numbers lie from their middle: the median absolute deviation, times 1.4826, which makes it the standard
 * deviation where they scatter as chance would have it (Rousseeuw and Croux, 1993). One that is far off does not move it,
 * so a thief's own days don't make their days usual.
 */
export function spread(numbers: readonly number[]): number {
  const middle = median(numbers)
  return 1.4826 * median(numbers.map((number) => Math.abs(number - middle)))
}

/** So many of these out of so many sales: on a day, or in all. */
export interface Rate {
  count: number
  of: number
}

/** Of fewer days nothing is said to be usual. */
const FEWEST_DAYS = 5
/** A day with fewer sales says little. */
const FEWEST_SALES = 5
/** How far off something must be: more than one in a thousand days would be by chance. */
const FAR = 3.5

/**
 * How often something usually happens, per sale: the middle of the days; where most days have none, the mean without the
 * tenth of the days with the most.
 *
 * @returns undefined where there are too few days to know
 */
export function readHabit(days: readonly Rate[]): { usual: number; apart: number } | undefined {
  const rates = days.filter(({ of }) => of >= FEWEST_SALES).map(({ count, of }) => count / of)
  if (rates.length < FEWEST_DAYS) return undefined
  const calm = rates.toSorted((a, b) => a - b).slice(0, Math.ceil(rates.length * 0.9))
  const mean = calm.reduce((sum, rate) => sum + rate, 0) / calm.length
  return { usual: Math.max(median(rates), mean), apart: spread(rates) }
}

/**
 * Whether something happened more often than is usual here: at least twice as often, and further off than days differ
 * from each other, and further than chance alone would bring so few (the square root of what was to be expected).
 */
export function isUnusual({ count, of }: Rate, { usual, apart }: { usual: number; apart: number }): boolean {
  const expected = usual * of
  const chance = Math.sqrt(Math.max(1, expected))
  return count >= 2 * expected && count > expected + FAR * Math.max(chance, apart * Math.sqrt(of))
}
