import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Target } from '../../../server/backup/restore/find-tip.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { type Moment, openRecordedShop, type RecordedShop, scratch } from './recorded-shop.ts'

t.test('A shop is restored to any point of its history, byte for byte', async (t) => {
  const shop = await openRecordedShop(t)
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 3; n++) await shop.trade()
    await shop.restart()
    await shop.trade(`before ${round}`)
    await shop.crash()
    for (let n = 0; n < 2; n++) await shop.trade()
    shop.takeSnapshot()
    await shop.trade(`after ${round}`)
  }
  const folder = scratch(t)
  const last = shop.moments.at(-1)!

  await t.test('To the latest', async (t) => {
    await restores(t, shop, 'latest', last, join(folder, 'latest'))
  })

  await t.test('To each segment that was ever written', async (t) => {
    for (const moment of shop.moments) {
      const { seq, generation } = moment
      await restores(t, shop, { seq }, moment, join(folder, `seq-${seq}`))
      const target = { generation: generation.generation, seq }
      await restores(t, shop, target, moment, join(folder, `exactly-${seq}`))
    }
  })

  await t.test('To each minute: as it was after the last segment until then', async (t) => {
    for (const [index, moment] of shop.moments.entries()) {
      const { at } = moment
      await restores(t, shop, { time: at }, moment, join(folder, `at-${index}`))
      await restores(t, shop, { time: at + 30_000 }, moment, join(folder, `past-${index}`))
    }
  })

  await t.test('To each named point', async (t) => {
    for (const round of [0, 1, 2]) {
      for (const when of ['before', 'after']) {
        const point_id = `${when} ${round}`
        const moment = shop.moments[7 * round + (when === 'before' ? 3 : 6)]!
        await restores(t, shop, { point_id }, moment, join(folder, point_id))
      }
    }
  })
})

async function restores(
  t: Test,
  shop: RecordedShop,
  target: Target,
  { image, seq, at }: Moment,
  file: string
): Promise<void> {
  const { reached, fault, is_complete } = await restoreTo(await shop.shelf(), target, file)
  const is_same = fault === null && readFileSync(file).equals(image)
  t.match(
    { reached, is_complete, is_same, fault },
    { reached: { seq }, is_complete: true, is_same: true, fault: null }
  )
  // A snapshot says when it was made: nothing had changed since the segment before it.
  t.ok(reached!.at >= at && reached!.at - at < 60_000)
}
