import t from 'tap'
import { readRadar } from '../../server/radar/read-radar.ts'
import { later } from '../../server/values/clock.ts'
import { NOW, openRadarShop } from './honest-shop.ts'

const WEEK_MS = 7 * 86_400_000
/** The first weeks are what the others are measured by. */
const WEEKS = 6
const LOOKED_AT = 4
/** What an owner would still read. */
const MOST_IN_A_WEEK = 2

t.test('Honest weeks are hardly ever out of the ordinary', async (t) => {
  const shop = await openRadarShop(t, Number(process.env['LACI_SEED'] ?? 7919))
  await shop.trade(7 * WEEKS, 20)
  let findings = 0
  for (let back = 0; back < LOOKED_AT; back++) {
    const now = later(NOW, -back * WEEK_MS)
    const found = readRadar(shop.store, { period: 'week', now }).findings
    const said = found.map(({ code }) => code).join(', ') || 'nothing'
    t.ok(found.length <= MOST_IN_A_WEEK, `${back} weeks ago: ${said}`)
    if (found.length > 0) t.comment(`${back} weeks ago: ${said}`)
    findings += found.length
  }
  t.comment(`${findings} findings in ${LOOKED_AT} honest weeks of two cashiers`)
  t.ok(findings <= LOOKED_AT / 2, 'every other week at most')
})
