import type { Goods } from './goods.ts'

/** A part of a bundle: so many pieces of any of these goods. */
export interface Part {
  count: number
  goods: ReadonlySet<Goods>
}

export interface Picked {
  goods: Goods
  units: number
}

/**
 * Picks the dearest pieces that fill all parts of a bundle so many times; undefined where they don't suffice. Goods may
 * fit several parts: a piece that finds its part full moves another one on to a part that has room, so nothing is
 * called missing that would fit another way (Kuhn's augmenting paths, a whole run of equal pieces at a time).
 *
 * @param goods dearest first
 * @param units how many pieces of each there are
 */
export function pickParts(
  parts: readonly Part[],
  goods: readonly Goods[],
  units: readonly number[],
  times: number
): Picked[] | undefined {
  const room = parts.map((part) => part.count * times)
  const laid = goods.map(() => parts.map(() => 0))

  /** Lays up to so many pieces of some goods into a part. @returns how many it could at once */
  function lay(place: number, most: number, tried: Set<number>): number {
    const fits = (part: Part, into: number) => part.goods.has(goods[place]!) && !tried.has(into)
    const roomy = parts.findIndex((part, into) => room[into]! > 0 && fits(part, into))
    if (roomy !== -1) {
      const count = Math.min(most, room[roomy]!)
      room[roomy]! -= count
      laid[place]![roomy]! += count
      return count
    }
    for (const [into, part] of parts.entries()) {
      if (!fits(part, into)) continue
      tried.add(into)
      const count = moveOn(into, most, tried)
      if (count === 0) continue
      laid[place]![into]! += count
      return count
    }
    return 0
  }

  /** Moves up to so many pieces out of a full part into others. */
  function moveOn(from: number, most: number, tried: Set<number>): number {
    for (const [place, counts] of laid.entries()) {
      if (counts[from] === 0) continue
      const moved = lay(place, Math.min(most, counts[from]!), tried)
      if (moved === 0) continue
      counts[from]! -= moved
      return moved
    }
    return 0
  }

  const picked: Picked[] = []
  let wanted = room.reduce((pieces, left) => pieces + left, 0)
  for (let place = 0; place < goods.length && wanted > 0; place++) {
    let used = 0
    while (used < units[place]!) {
      const count = lay(place, units[place]! - used, new Set())
      if (count === 0) break
      used += count
    }
    if (used > 0) picked.push({ goods: goods[place]!, units: used })
    wanted -= used
  }
  return wanted === 0 ? picked : undefined
}
