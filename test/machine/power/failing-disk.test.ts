import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openStore } from '../../../server/db/open.ts'
import { auditShop } from '../../audit-shop.ts'
import { makeDisk, powerOn } from './volatile-disk.ts'

const SELLER = join(import.meta.dirname, 'seller.ts')

await t.test(
  'A real disk fails for a moment while a shop sells; it starts anew, sells, and the power goes',
  async (t) => {
    await t.test('no receipt is missing that a cashier has seen', async (t) => {
      const { seen, sold, faults } = await liveThrough(t)

      t.ok(seen.length >= 70)
      t.same(
        seen.filter((receipt_no) => !sold.has(receipt_no)),
        []
      )
      t.equal(sold.size, seen.length, 'and what was refused while it failed did not happen')
      t.same(faults, [])
    })

    await t.test(
      'all receipts of the second start are, if it believes what the kernel remembers',
      async (t) => {
        const { seen, sold } = await liveThrough(t, '--open=plainly')

        t.equal(seen.filter((receipt_no) => !sold.has(receipt_no)).length, 20, 'or this test sees nothing')
      }
    )
  }
)

async function liveThrough(t: Test, ...secondStart: string[]) {
  const image = makeDisk(t, 128)
  const disk = await powerOn(t, image)
  const shop = join(disk.folder, 'shop')
  mkdirSync(shop)
  const sell = (...options: string[]): string[] => {
    const said = spawnSync(process.execPath, [SELLER, `--folder=${shop}`, '--end=kill', ...options], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin' }
    })
    return said.stdout.split('\n').filter(Boolean)
  }
  const seen = [
    ...sell('--sales=90', `--fault=${disk.fault}`, '--fault-after=50'),
    ...sell('--sales=20', ...secondStart)
  ]

  await disk.cut()
  const { folder } = await powerOn(t, image)
  const store = await openStore(join(folder, 'shop/laci.db'))
  t.teardown(() => store.close())
  const sold = new Set(
    store.sqlite.prepare('select receipt_no from sales union select refund_no from refunds').pluck().all()
  )
  return { seen, sold, faults: auditShop(store.sqlite) }
}
