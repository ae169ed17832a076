import Database from 'better-sqlite3'
import t from 'tap'
import type { Tx } from '../../server/db/prepare.ts'
import type { By } from '../../server/events/record.ts'
import type { Promotion } from '../../server/pricing/promotion.ts'
import { readPriceRules } from '../../server/pricing/read-rules.ts'
import { savePromotion, stopPromotion } from '../../server/pricing/save-promotion.ts'
import { Refusal } from '../../server/refusal.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { findTaxRule } from '../../server/settings/find-tax-rule.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { addTaxRule } from '../../server/settings/save-tax-rule.ts'
import { minor } from '../../server/values/money.ts'
import { openBox } from '../shop.ts'

const AT = '2026-11-20T05:00:00.000Z'
const DAY = '2026-11-20'

t.test('What is kept in memory is never older than the file', async (t) => {
  const { store, setUp, data } = await openBox(t)
  const { owner_id } = await setUp()
  const by: By = { at: AT, staff_id: owner_id, terminal_id: null, request_id: null }
  const rename = (name: string) => (tx: Tx) => changeSettings(tx, by, { name })
  const name = () => readSettings(store).name
  const on = (day = DAY) =>
    readPriceRules(store, day, AT).promotions.map((promotion) => [promotion.name, promotion.ends_on])

  t.test('what a deed changed, it sees itself, and everybody after it', async (t) => {
    const seen = await store.commit((tx) => {
      rename('Toko Satu')(tx)
      const first = readSettings(tx).name
      rename('Toko Dua')(tx)
      return [first, readSettings(tx).name]
    })
    t.same(seen, ['Toko Satu', 'Toko Dua'])
    t.equal(name(), 'Toko Dua')
  })

  t.test(
    'what was read in a deed that is undone is told to nobody, not even after the next change',
    async (t) => {
      // Both in one commit, and as many changes as the deed made: counted, they would come to the number that it saw.
      const [undone] = await Promise.allSettled([
        store.commit((tx) => {
          rename('Toko Salah')(tx)
          t.equal(readSettings(tx).name, 'Toko Salah')
          throw new Refusal('right/missing')
        }),
        store.commit(rename('Toko Tiga'))
      ])
      t.match(undone, { status: 'rejected', reason: { code: 'right/missing' } })
      t.equal(name(), 'Toko Tiga')
    }
  )

  t.test('what another process wrote is seen', async (t) => {
    const other = new Database(`${data}/laci.db`)
    t.teardown(() => other.close())
    other.exec(`update settings set value = '"Toko Lain"' where name = 'name'`)
    t.equal(name(), 'Toko Lain')
    other.exec(`delete from settings where name = 'name'`)
    t.equal(name(), '')
    other.exec(`insert into settings values ('name', '"Toko Kita"', '${AT}')`)
    t.equal(name(), 'Toko Kita')
  })

  t.test('a promotion holds from the moment it is written, changed, stopped or gone', async (t) => {
    const week: Promotion = {
      promotion_id: 'week',
      name: 'Minggu hemat',
      offer: { kind: 'basket-off', from_minor: minor(1), off: { kind: 'percent', basis_points: 500 } },
      priority: 0,
      starts_on: '2026-11-16',
      ends_on: '2026-11-22',
      weekdays: 127,
      from_minute: 0,
      until_minute: 1440,
      group_id: null
    }
    t.same(on(), [])
    await store.commit((tx) => savePromotion(tx, by, week))
    t.same(on(), [['Minggu hemat', '2026-11-22']])
    t.same([on('2026-11-15'), on('2026-11-23')], [[], []], 'on its days alone')
    t.same([on('2026-11-16').length, on('2026-11-22').length], [1, 1], 'the first and the last among them')
    await store.commit((tx) => savePromotion(tx, by, { ...week, name: 'Terus', ends_on: null }))
    t.same(on('2030-01-01'), [['Terus', null]])
    await store.commit((tx) => stopPromotion(tx, by, { promotion_id: 'week', stopped: true }))
    t.same(on(), [])
    await store.commit((tx) => stopPromotion(tx, by, { promotion_id: 'week', stopped: false }))
    t.same(on(), [['Terus', null]])
    store.sqlite.exec('delete from promotions')
    t.same(on(), [])
  })

  t.test('so is a tax that will be another', async (t) => {
    const rate = (day: string) => findTaxRule(store, day)?.rate
    t.same(rate('2027-01-01'), [12, 100])
    await store.commit((tx) =>
      addTaxRule(tx, by, { tax: 'ppn', valid_from: '2027-01-01', rate: [13, 100], base: [1, 1] }, DAY)
    )
    t.same(
      [rate('2026-12-31'), rate('2027-01-01')],
      [
        [12, 100],
        [13, 100]
      ]
    )
    store.sqlite.exec("delete from tax_rules where valid_from = '2027-01-01'")
    t.same(rate('2027-01-01'), [12, 100])
  })

  t.test('and nobody can change it for the others', async (t) => {
    t.throws(() => Object.assign(readSettings(store), { name: 'Toko Saya' }), TypeError)
    t.equal(name(), 'Toko Kita')
  })
})
