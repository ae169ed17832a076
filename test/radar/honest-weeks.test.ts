import t from 'tap'
import { readRadar } from '../../server/radar/read-radar.ts'
import { openRadarShop } from './honest-shop.ts'

/** Of so many honest weeks, each by other chances. */
const WEEKS = 6
/** What an owner would still read. */
const MOST_IN_A_WEEK = 2

t.test('Honest weeks are hardly ever out of the ordinary', async (t) => {
  let findings = 0
  for (let seed = 1; seed <= WEEKS; seed++) {
    const shop = await openRadarShop(t, seed * 7919)
    await shop.trade(14)
    const found = readRadar(shop.store, { period: 'week', now: shop.clock.now() }).findings
    t.ok(
      found.length <= MOST_IN_A_WEEK,
      `week ${seed}: ${found.map(({ code }) => code).join(', ') || 'nothing'}`
    )
    findings += found.length
    await shop.box.stop()
  }
  t.comment(`${findings} findings in ${WEEKS} honest weeks of two cashiers`)
  t.ok(findings <= WEEKS / 2, 'every other week at most')
})
