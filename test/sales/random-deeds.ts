import {
  chooseCustomer,
  discountBasket,
  discountLine,
  setLine,
  setOwnPrice
} from '../../server/baskets/adjust-basket.ts'
import { addToBasket, type BasketBy, undoChange } from '../../server/baskets/change-basket.ts'
import { moveBasket } from '../../server/baskets/hand-over.ts'
import { discardBasket, holdBasket, recallBasket } from '../../server/baskets/hold-basket.ts'
import { NOTHING_OFF } from '../../server/baskets/read-off.ts'
import { findAnyItem } from '../../server/catalog/find-item.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import {
  callOffOrder,
  giveDepositBack,
  makeTillOrder,
  takeOrderDeposit
} from '../../server/checkout/order-money.ts'
import { giveBack, payBasket } from '../../server/checkout/pay-basket.ts'
import { refundAtTill, refundBroughtGoods, voidAtTill } from '../../server/checkout/refund.ts'
import { closeTill } from '../../server/checkout/shift-ends.ts'
import { takeMoney } from '../../server/checkout/take-money.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { bringOrder } from '../../server/orders/bring-order.ts'
import { readPlan } from '../../server/refunds/read-plan.ts'
import { readSale } from '../../server/refunds/refund-sale.ts'
import { planBrought } from '../../server/refunds/refund-without-slip.ts'
import { cancelExchange, startExchange } from '../../server/refunds/start-exchange.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { moveCash } from '../../server/shifts/move-cash.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { describeMethod } from '../../server/tenders/change-methods.ts'
import { readMethod } from '../../server/tenders/find-methods.ts'
import { sellVoucher } from '../../server/tenders/issue-voucher.ts'
import { wholeDebt } from '../../server/tenders/take-payment.ts'
import { newVoucherCode } from '../../server/tenders/voucher-code.ts'
import { readTill } from '../../server/till/read-till.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { AT, type BusyShop, DAY } from './busy-shop.ts'

/** What a deed is done with: the till, and two numbers that say to whom, to what, and how much. */
export interface Chance {
  till: number
  a: number
  b: number
}

type Deed = (tx: Tx, by: BasketBy, chance: Chance) => unknown

const QUANTITIES = [1000, 1000, 2000, 3000, 333, 1, 250, 12_000]
const AMOUNTS = [1, 49, 50, 99, 100, 777, 5000, 10_050, 20_000, 50_000, 100_000, 2_000_000]
const MEANS = ['cash', 'qris', 'card', 'transfer', 'kasbon', 'deposit', 'voucher', 'points']

function one<Thing>(list: readonly Thing[], at: number): Thing {
  return list[at % list.length]!
}

/** Everything that people do at a counter, in any order; much of it is refused, as it would be there. */
export function deedsOf({ items, carton, customers, vouchers }: BusyShop): Record<string, Deed> {
  const rows = (tx: Tx, query: string) => tx.sqlite.prepare(query).pluck().all() as string[]
  const someSale = (tx: Tx, a: number) => {
    const sale_id = one(rows(tx, 'select sale_id from sales order by receipt_no'), a)
    return sale_id ? readSale(tx, sale_id) : undefined
  }
  const partsOf = (tx: Tx, { a, b }: Chance) => {
    const sale = someSale(tx, a)
    const lines = (sale?.lines ?? []).map(({ line_no, quantity_milli }, at) => ({
      line_no,
      quantity_milli: milli(Math.ceil(quantity_milli / (1 + ((b >> at) % 3)))),
      destination: b % 5 === 0 ? ('waste' as const) : ('shelf' as const)
    }))
    return { sale, lines: b % 2 ? lines.slice(0, 1) : lines }
  }
  const pay = (tx: Tx, by: BasketBy, method_id: string | null, amount: number | null, is_part: boolean) => {
    const { basket_id, basket } = readTill(tx, by.terminal_id, AT)
    if (!basket_id) return
    const reference = method_id === 'voucher' ? one(vouchers, amount ?? 0) : 'EDC-1'
    const amount_minor = amount === null ? null : minor(amount)
    const { total_minor } = basket
    payBasket(tx, by, {
      basket_id,
      total_minor,
      method_id,
      amount_minor,
      reference,
      is_part,
      link: newToken()
    })
  }
  const money =
    (kind: 'debt' | 'deposit' | 'deposit-back') =>
    (tx: Tx, by: BasketBy, { a, b }: Chance) => {
      const customer_id = one(customers, a)
      const method_id = one(['cash', 'qris', 'transfer'], b)
      const whole_minor = wholeDebt(tx, customer_id, readMethod(tx, method_id))
      takeMoney(tx, by, {
        payment_id: newId(),
        kind,
        customer_id,
        order_id: null,
        method_id,
        amount_minor: kind === 'debt' && a % 3 ? whole_minor : minor(one(AMOUNTS, a + b)),
        reference: 'BCA',
        rest_id: b % 2 ? newId() : null
      })
    }

  return {
    scan: (tx, by, { a, b }) =>
      addToBasket(
        tx,
        by,
        { item_id: one(items, a), unit_id: b % 9 === 8 && a % items.length === 0 ? carton : null },
        milli(one(QUANTITIES, b))
      ),
    label: (tx, by, { a, b }) =>
      addToBasket(
        tx,
        by,
        { item_id: items[1]!, fixed: { total_minor: minor(one(AMOUNTS, a)), by: 'label' } },
        milli(one(QUANTITIES, b))
      ),
    set: (tx, by, { a, b }) =>
      setLine(tx, by, 1 + (a % 3), {
        quantity_milli: milli(b % 7 ? one(QUANTITIES, b) : 0),
        unit_id: a % 4 ? null : carton
      }),
    lineOff: (tx, by, { a, b }) =>
      discountLine(
        tx,
        by,
        1 + (a % 3),
        b % 3
          ? { discount_bp: 1 + ((b * 997) % 10_000), discount_minor: null }
          : { discount_bp: null, discount_minor: minor(one(AMOUNTS, b)) }
      ),
    basketOff: (tx, by, { a, b }) =>
      discountBasket(
        tx,
        by,
        a % 4 ? { discount_bp: b % 4 ? 1 + ((b * 37) % 3000) : 10_000, discount_minor: null } : NOTHING_OFF
      ),
    ownPrice: (tx, by, { a, b }) => setOwnPrice(tx, by, 1 + (a % 3), b % 4 ? minor(one(AMOUNTS, b)) : null),
    undo: (tx, by) => undoChange(tx, by),
    who: (tx, by, { a }) => chooseCustomer(tx, by, a % 4 ? one(customers, a) : null),
    hold: (tx, by) => holdBasket(tx, by, { name: '' }),
    recall: (tx, by, { a }) =>
      recallBasket(tx, by, one(rows(tx, 'select basket_id from held_baskets order by basket_id'), a) ?? ''),
    move: (tx, by, { a }) =>
      moveBasket(tx, by, one(rows(tx, 'select basket_id from till_baskets order by terminal_id'), a) ?? ''),
    discard: (tx, by) => discardBasket(tx, by),
    payAll: (tx, by, { a }) => pay(tx, by, one(MEANS, a), one(MEANS, a) === 'cash' ? 3_000_000 : null, false),
    payCash: (tx, by) => {
      const { basket } = readTill(tx, by.terminal_id, AT)
      pay(tx, by, 'cash', Math.ceil(basket.total_minor / 100) * 100 + 100, false)
    },
    sell: (tx, by, { a, b }) => {
      for (const at of [a, a + b]) addToBasket(tx, by, { item_id: one(items, at) }, milli(one(QUANTITIES, b)))
      chooseCustomer(tx, by, one(customers, a))
      pay(tx, by, one(MEANS, a >> 2), one(AMOUNTS, b), true)
      pay(tx, by, one(MEANS, b), one(MEANS, b) === 'cash' ? 5_000_000 : null, false)
    },
    payRest: (tx, by, { a }) => pay(tx, by, a % 2 ? null : 'cash', 0, false),
    payPart: (tx, by, { a, b }) => pay(tx, by, one(MEANS, a), one(AMOUNTS, b), true),
    takeBack: (tx, by, { a }) => {
      const { basket_id } = readTill(tx, by.terminal_id, AT)
      if (basket_id) giveBack(tx, by, basket_id, 1 + (a % 2))
    },
    refund: (tx, by, chance) => {
      const { sale, lines } = partsOf(tx, chance)
      if (!sale) return
      const method_id = one([null, null, 'cash', 'transfer'], chance.b >> 2)
      const { payout_minor } = readPlan(tx, sale, lines, { method_id })
      refundAtTill(tx, by, {
        refund_id: newId(),
        sale_id: sale.sale_id,
        lines,
        reason: 'Rusak',
        method_id,
        payout_minor,
        link: newToken()
      })
    },
    void: (tx, by, { a }) => {
      const sale = someSale(tx, a)
      if (sale)
        voidAtTill(tx, by, { refund_id: newId(), sale_id: sale.sale_id, reason: 'Salah', link: newToken() })
    },
    exchange: (tx, by, chance) => {
      const { sale, lines } = partsOf(tx, chance)
      if (sale) startExchange(tx, by, { sale_id: sale.sale_id, lines, reason: 'Tukar' })
    },
    noExchange: (tx, by) => cancelExchange(tx, by),
    brought: (tx, by, { a, b }) => {
      const line = {
        item_id: one(items, a),
        unit_id: null,
        quantity_milli: milli(one(QUANTITIES, b)),
        destination: 'shelf' as const
      }
      const { payout_minor } = planBrought(tx, [line], { business_day: DAY, at: AT })
      refundBroughtGoods(tx, by, {
        refund_id: newId(),
        lines: [line],
        reason: 'Rusak',
        payout_minor,
        link: newToken()
      })
    },
    debt: money('debt'),
    deposit: money('deposit'),
    depositBack: money('deposit-back'),
    voucher: (tx, by, { a }) =>
      sellVoucher(
        tx,
        by,
        {
          voucher_id: newId(),
          code: newVoucherCode(),
          value_minor: minor(one(AMOUNTS, a)),
          valid_until: null,
          customer_id: null
        },
        { payment_id: newId(), method_id: one(['cash', 'qris'], a), reference: null }
      ),
    order: (tx, by, { a }) => {
      const { basket_id, basket } = readTill(tx, by.terminal_id, AT)
      if (!basket_id) return
      const { total_minor } = basket
      makeTillOrder(tx, by, {
        order_id: newId(),
        kind: a % 2 ? 'order' : 'quotation',
        basket_id,
        total_minor,
        valid_until: null,
        due_on: null,
        note: '',
        link: newToken()
      })
    },
    orderDeposit: (tx, by, { a, b }) =>
      takeOrderDeposit(tx, by, {
        payment_id: newId(),
        order_id: someOrder(tx, a),
        method_id: one(['cash', 'qris'], b),
        amount_minor: minor(one(AMOUNTS, b)),
        reference: null
      }),
    bring: (tx, by, { a, b }) => bringOrder(tx, by, someOrder(tx, a), b % 2 ? 'promised' : 'today'),
    callOff: (tx, by, { a }) =>
      callOffOrder(tx, by, {
        payment_id: newId(),
        order_id: someOrder(tx, a),
        method_id: 'cash',
        reason: 'Batal'
      }),
    orderBack: (tx, by, { a }) =>
      giveDepositBack(tx, by, { payment_id: newId(), order_id: someOrder(tx, a), method_id: 'cash' }),
    moveCash: (tx, by, { a, b }) =>
      moveCash(tx, by, {
        cash_move_id: newId(),
        amount_minor: minor((b % 2 ? 1 : -1) * one(AMOUNTS, a)),
        reason: 'Tukar uang'
      }),
    close: (tx, by, { a }) => {
      closeTill(tx, by, minor(one(AMOUNTS, a)))
      openShift(tx, by, { shift_id: newId(), float_minor: minor(0), business_day: DAY })
    },
    price: (tx, by, { a, b }) => {
      const { item_id, code, name, unit } = findAnyItem(tx, one(items, a))!
      saveItem(tx, by, {
        item_id,
        code,
        name,
        unit,
        price_minor: minor(one(AMOUNTS, b)),
        barcodes: [],
        category: null,
        cost_minor: null,
        minimum_milli: milli(0),
        favourite: 0
      })
    },
    rules: (tx, by, { a, b }) =>
      changeSettings(tx, by, {
        rounding_step: one([0, 100, 500], a),
        rounding_mode: one(['nearest', 'down', 'up'] as const, b),
        prices_include_tax: a % 2 === 0,
        pbjt_included: b % 3 === 0,
        service_of: b % 2 ? 'net' : 'gross'
      }),
    fee: (tx, by, { a }) =>
      describeMethod(tx, by, 'qris', { name: '', fee_bp: one([0, 70, 199], a), needs_reference: false })
  }

  function someOrder(tx: Tx, a: number): string {
    return one(rows(tx, 'select order_id from orders order by order_no'), a) ?? ''
  }
}
