/** Chance that falls the same way at every run. */
export interface Dice {
  /** 0 up to but not 1. */
  roll(): number
  /** A whole number from 0 up to but not `sides`. */
  below(sides: number): number
  pick<Thing>(things: readonly Thing[]): Thing
  /** A place in the list, each as likely as its weight. */
  weigh(weights: readonly number[]): number
}

/** Dice thrown by mulberry32: quick, evenly spread, and no secret of anyone's. */
export function dice(seed: number): Dice {
  let state = seed
  function roll(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (sides: number) => Math.floor(roll() * sides)
  return { roll, below, pick: (things) => things[below(things.length)]!, weigh }

  function weigh(weights: readonly number[]): number {
    let left = roll() * weights.reduce((sum, weight) => sum + weight, 0)
    for (const [place, weight] of weights.entries()) {
      left -= weight
      if (left < 0) return place
    }
    return weights.length - 1
  }
}
