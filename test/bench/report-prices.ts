import type { Rush } from './offers.ts'
import { measurePrice } from './price.ts'
import { round, verdict } from './verdict.ts'

const RUSHES: readonly Rush[] = ['shop', 'contested', 'crowded']

/** Prices baskets for some seconds each, and prints how long it took beside only adding their lines up. */
export function reportPrices(seconds: number): void {
  const rows = RUSHES.map((rush) => ({ rush, ...measurePrice(rush, seconds) }))
  console.table(
    rows.map(({ rush, priced, summed }) => ({
      what: `price, ${rush}`,
      'per second': Math.round(priced.per_second),
      'p50 ms': round(priced.p50_ms),
      'p95 ms': round(priced.p95_ms),
      'p99 ms': round(priced.p99_ms),
      'sums of lines': Math.round(priced.p50_ms / summed.p50_ms)
    }))
  )
  for (const { rush, priced } of rows) {
    if (rush === 'crowded') continue // the end of the road, and no shop's evening
    verdict(`a basket of 40 lines, 200 promotions, ${rush}: p50 ms`, priced.p50_ms, '≤', 1)
  }
  console.log()
}
