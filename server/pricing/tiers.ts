import type { BasketLine, Tier } from './basket.ts'

/**
 * The tier that makes a line cheapest for a customer of this group, if any does: the line's whole quantity must reach
 * it, and its price must lie below the list's. Of equal prices the one that asks for less stands.
 */
export function bestTier(line: BasketLine, group_id: string | null): Tier | undefined {
  let best: Tier | undefined
  for (const tier of line.tiers) {
    if (tier.from_milli > line.quantity_milli) continue
    if (tier.group_id !== null && tier.group_id !== group_id) continue
    if (tier.price_minor >= line.list_price_minor) continue
    if (!best || asksLess(tier, best)) best = tier
  }
  return best
}

function asksLess(tier: Tier, than: Tier): boolean {
  if (tier.price_minor !== than.price_minor) return tier.price_minor < than.price_minor
  if (tier.from_milli !== than.from_milli) return tier.from_milli < than.from_milli
  return tier.group_id === null && than.group_id !== null
}
