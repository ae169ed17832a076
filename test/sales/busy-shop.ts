import type { Test } from 'tap'
import type { BasketBy } from '../../server/baskets/change-basket.ts'
import { classifyItem } from '../../server/catalog/classify-item.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { saveTiers } from '../../server/catalog/save-tiers.ts'
import { addUnit } from '../../server/catalog/save-units.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import type { Tx } from '../../server/db/prepare.ts'
import type { TaxClass } from '../../server/pricing/basket.ts'
import { savePromotion } from '../../server/pricing/save-promotion.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { describeMethod, switchMethod } from '../../server/tenders/change-methods.ts'
import { giveVoucher } from '../../server/tenders/issue-voucher.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { openBox } from '../shop.ts'

export const AT = '2026-11-22T05:00:00.000Z'
export const DAY = '2026-11-22'

/** What the shop sells: of every tax class, by the piece and the kilo, dear, cheap, and for nothing. */
const GOODS: [name: string, unit: string, price: number, tax_class: TaxClass][] = [
  ['Teh', 'pcs', 3700, 'standard'],
  ['Beras', 'kg', 14_530, 'exempt'],
  ['Nasi goreng', 'porsi', 23_456, 'served'],
  ['Parfum', 'pcs', 1_234_567, 'luxury'],
  ['Permen', 'pcs', 1, 'standard'],
  ['Kantong', 'pcs', 0, 'exempt']
]

/**
 * A shop that does everything: taxes within the prices and on top of them, a service charge, tiers, promotions, points,
 * vouchers, every means of paying, two tills, and two customers who may owe.
 */
export async function openBusyShop(t: Test) {
  const { store, setUp, ...box } = await openBox(t)
  const { owner_id, cashier_id, terminal_id: first, owner, till } = await setUp()
  const second = newId()
  const tills = [first, second]
  const items = GOODS.map(() => newId())
  const customers = [newId(), newId()]
  const vouchers = ['AAAAAAAAAA', 'BBBBBBBBBB']
  let carton = ''
  const by = (till = 0, staff_id = owner_id): BasketBy => ({
    at: AT,
    staff_id,
    terminal_id: tills[till]!,
    request_id: newId()
  })

  function stock(tx: Tx): void {
    for (const [at, [name, unit, price, tax_class]] of GOODS.entries()) {
      const item_id = items[at]!
      saveItem(tx, by(), {
        item_id,
        code: name.toUpperCase(),
        barcodes: [],
        name,
        category: null,
        unit,
        price_minor: minor(price),
        cost_minor: null,
        minimum_milli: milli(0),
        favourite: 0
      })
      classifyItem(tx, by(), { item_id, tax_class, plu: null })
    }
    const [tea] = items as [string]
    carton = addUnit(tx, by(), {
      item_id: tea,
      name: 'dus',
      holds_milli: milli(24_000),
      price_minor: minor(80_000),
      barcodes: []
    })
    const from_three = { unit_id: null, group_id: null, from_milli: milli(3000), price_minor: minor(3333) }
    saveTiers(tx, by(), tea, [from_three])
  }

  function promote(tx: Tx): void {
    const always = {
      starts_on: '2026-01-01',
      ends_on: null,
      weekdays: 127,
      from_minute: 0,
      until_minute: 1440
    }
    const rest = { ...always, priority: 0, group_id: null }
    const target = { of: 'items', items: [{ item_id: items[1]!, unit_id: null }] } as const
    const offers = [
      { kind: 'price-off', target, off: { kind: 'percent', basis_points: 333 } },
      { kind: 'basket-off', from_minor: minor(100_000), off: { kind: 'amount', amount_minor: minor(7777) } }
    ] as const
    for (const offer of offers)
      savePromotion(tx, by(), { ...rest, promotion_id: newId(), name: offer.kind, offer })
  }

  await store.commit((tx) => {
    pairTerminal(tx, by(), { terminal_id: second, name: 'Kasir dua', key_hash: newToken(), printer_id: null })
    stock(tx)
    promote(tx)
    for (const customer_id of customers)
      addCustomer(tx, by(), { customer_id, name: 'Bu Tini', phone: '', consent: false })
    for (const till of [0, 1])
      openShift(tx, by(till), { shift_id: newId(), float_minor: minor(50_000), business_day: DAY })
    changeSettings(tx, by(), {
      collects_tax: true,
      collects_pbjt: true,
      service_bp: 525,
      points_per_minor: minor(10_000),
      point_worth_minor: minor(150)
    })
    switchMethod(tx, by(), 'voucher', true)
    describeMethod(tx, by(), 'qris', { name: '', fee_bp: 70, needs_reference: false })
    for (const code of vouchers) {
      const voucher = {
        voucher_id: newId(),
        code,
        value_minor: minor(33_333),
        valid_until: null,
        customer_id: null
      }
      giveVoucher(tx, by(), voucher, DAY)
    }
  })
  store.sqlite.prepare('update customers set limit_minor = 500000').run()
  return { ...box, owner, till, store, by, items, carton, customers, vouchers, owner_id, cashier_id, tills }
}

export type BusyShop = Awaited<ReturnType<typeof openBusyShop>>
