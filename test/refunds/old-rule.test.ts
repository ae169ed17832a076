import t from 'tap'
import { closeTill } from '../../server/checkout/shift-ends.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { addTaxRule } from '../../server/settings/save-tax-rule.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { newId } from '../../server/values/id.ts'
import { minor, sum } from '../../server/values/money.ts'
import { asText } from '../../views/receipts/document.ts'
import { openShop, part } from './returning-shop.ts'

const TOMORROW = '2026-11-23'

t.test('A sale keeps the tax of its own day, whatever the law says later', async (t) => {
  const { store, by, settings, sell, giveBack, items, ledger } = await openShop(t)
  await settings({ collects_tax: true })
  const old = await sell({ milk: 2 })
  t.match(old.taxes, [{ tax_rule_id: 'ppn-2025', tax_minor: 3944 }], '11/111 of 39.800')
  const printed = slipOf(old.sale_id)

  await store.commit((tx) => {
    addTaxRule(tx, by(), { tax: 'ppn', valid_from: TOMORROW, rate: [15, 100], base: [1, 1] }, '2026-11-22')
    closeTill(tx, by(), minor(0))
    openShift(tx, by(), { shift_id: newId(), float_minor: minor(5_000_000), business_day: TOMORROW })
  })
  await settings({ prices_include_tax: false })
  store.sqlite.prepare('update items set price_minor = 25000 where item_id = ?').run(items.milk)

  await t.test('on a slip printed once more', async (t) => {
    t.equal(slipOf(old.sale_id), printed)
  })

  await t.test('while the next sale has the new one, on top of the new price', async (t) => {
    const { taxes, total_minor } = await sell({ milk: 2 })
    t.match(taxes, [{ is_included: 0, tax_minor: 7500 }])
    t.equal(total_minor, 57_500)
  })

  await t.test('and in what comes back of it, part by part to the rupiah', async (t) => {
    const before = ledger()['tax']!
    const parts = [await giveBack(old, [part(1, 1)]), await giveBack(old, [part(1, 1)])]
    t.same(
      parts.map(({ payout_minor }) => payout_minor),
      [19_900, 19_900]
    )
    t.equal(sum(parts.map(({ tax_minor }) => tax_minor)), 3944)
    t.same(
      new Set(parts.flatMap(({ lines }) => lines.map((line) => line.tax_rule_id))),
      new Set(['ppn-2025'])
    )
    t.equal(ledger()['tax']! - before, 3944)
  })

  function slipOf(subject_id: string): string {
    return asText(drawSlip(store, { kind: 'sale', subject_id })!)
  }
})
