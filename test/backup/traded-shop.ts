import fc from 'fast-check'
import type { Test } from 'tap'
import { Refusal } from '../../server/refusal.ts'
import { openBusyShop } from '../sales/busy-shop.ts'
import { type Chance, deedsOf } from '../sales/random-deeds.ts'

const DEEDS = 800

/** Deeds that a shop does most of, among all that it does. */
const OFTEN = 'sell sell sell sell scan payCash payAll refund refund exchange debt'.split(' ')

/** A shop at which people did whatever they liked for a while, the same each time. @param seed for another while */
export async function openTradedShop(t: Test, seed = 20_261_122) {
  const shop = await openBusyShop(t)
  const deeds = deedsOf(shop)
  const step = fc.record({
    name: fc.constantFrom(...Object.keys(deeds), ...OFTEN),
    till: fc.nat({ max: 1 }),
    a: fc.nat({ max: 255 }),
    b: fc.nat({ max: 255 })
  })
  for (const { name, ...chance } of fc.sample(step, { seed, numRuns: DEEDS })) {
    await attempt(() =>
      shop.store.commit((tx) => deeds[name]!(tx, shop.by(chance.till), chance satisfies Chance))
    )
  }
  return {
    ...shop,
    /** The database as it would lie on a disk: its pages, without the log. */
    image: (): Buffer => shop.store.sqlite.serialize()
  }
}

/** Much of what people try is refused. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
