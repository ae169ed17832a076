import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { openCounter, sell } from '../counter.ts'

/**
 * A sale is some 50 KB of requests, pages and rows, and all of it must be let go of. So few sales show what keeps a part of
 * each; what keeps less shows with more of them, and over a month in `npm run bench -- --only memory`.
 */
const MOST_LEFT_BYTES = 12_000
/** LACI_SALES=3000 looks longer. The first as many are not counted: from them V8 makes programs of what is used. */
const SALES = Number(process.env['LACI_SALES'] ?? 40)

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

function held(): number {
  for (let round = 0; round < 3; round++) gc()
  return process.memoryUsage().heapUsed
}

t.test('Selling leaves nothing behind in memory', async (t) => {
  const { till, shop } = await openCounter(t)
  const leftBySale = async (): Promise<number> => {
    const before = held()
    for (let sale = 0; sale < SALES; sale++) await sell(till)
    return (held() - before) / SALES
  }
  await leftBySale()
  const left = await leftBySale()
  t.ok(left < MOST_LEFT_BYTES, `a sale leaves ${Math.round(left)} bytes`)

  const kept: unknown[] = []
  const stop = shop.store.onCommit(() => kept.push(new Array(5000).fill(kept.length)))
  const leaked = await leftBySale()
  stop()
  t.ok(leaked > MOST_LEFT_BYTES, `one that kept some was found out: ${Math.round(leaked)} bytes`)
})
