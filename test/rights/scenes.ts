import type { LentRight, Right } from '../../server/auth/permissions.ts'
import type { Tx } from '../../server/db/prepare.ts'
import type { By } from '../../server/events/record.ts'
import { savePromotion } from '../../server/pricing/save-promotion.ts'
import { listMethods } from '../../server/tenders/find-methods.ts'
import { giveVoucher } from '../../server/tenders/issue-voucher.ts'
import { newVoucherCode } from '../../server/tenders/voucher-code.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { type Counter, fillBasket, sell, TEA } from '../counter.ts'

/** What is asked of the box. */
export interface Asked {
  url: string
  form: Record<string, string>
}

/**
 * A deed that asks for a right by itself: what has to be there before, and what is then asked. Where the address has
 * the same right for its door, nobody without it gets as far as asking, and the deed itself is done.
 */
export interface Scene {
  /** Rights that the deed asks for besides, and that the cashier has for the scene. */
  with?: Right[]
  set(counter: Counter): Promise<Asked | ((tx: Tx, by: By) => void)>
}

/** For each right that is lent, a deed that asks for it. */
export const SCENES: Record<LentRight, Scene> = {
  'discount-more': {
    async set({ till }) {
      await fillBasket(till, [`10*${TEA.barcode}`])
      return { url: '/till/discount', form: { off: '10', as: 'percent' } }
    }
  },
  'move-cash': {
    async set() {
      return { url: '/shift/cash', form: { direction: 'out', amount: '10.000', reason: 'Beli galon' } }
    }
  },
  'change-price': {
    async set({ till }) {
      await fillBasket(till, [TEA.barcode])
      return { url: '/till/lines/1/price', form: { price: '3.000' } }
    }
  },
  refund: {
    async set({ till }) {
      const { sale_id } = await sell(till, [`2*${TEA.barcode}`])
      return { url: `/sales/${sale_id}/refunds`, form: back('3700') }
    }
  },
  'refund-as-cash': {
    with: ['refund'],
    async set({ till, owner, shop }) {
      await owner.post('/settings/tenders', { kind: 'card', name: 'EDC BCA', fee: '0,7' })
      const { method_id } = listMethods(shop.store).find(({ name }) => name === 'EDC BCA')!
      const { form, request_id } = await fillBasket(till, [`2*${TEA.barcode}`], '7.400')
      await till.post('/sales', { ...form, method_id }, { request_id, htmx: true })
      return { url: `/sales/${form.basket_id}/refunds`, form: { ...back('3700'), method_id: 'cash' } }
    }
  },
  'refund-without-slip': {
    async set({ till }) {
      const { text } = await till.get(`/refunds/new/goods?text=1*${TEA.barcode}`, { htmx: true })
      const [, goods = ''] = /name="goods" value="([^"]+)"/.exec(text) ?? []
      return { url: '/refunds', form: { goods, quantity: '1', reason: 'Rusak', payout: '3700' } }
    }
  },
  'void-sale': {
    async set({ till }) {
      const { sale_id } = await sell(till, [TEA.barcode])
      return { url: `/sales/${sale_id}/void`, form: { reason: 'Salah barang' } }
    }
  },
  'open-drawer': {
    async set() {
      return { url: '/till/drawer', form: { reason: 'change' } }
    }
  },
  'exceed-debt-limit': {
    async set(counter) {
      const customer_id = await addCustomer(counter)
      await counter.till.post('/till/customer', { customer_id }, { htmx: true })
      const { form } = await fillBasket(counter.till, [TEA.barcode], '3.700')
      return { url: '/sales', form: { ...form, method_id: 'kasbon' } }
    }
  },
  'set-debt-limits': {
    async set(counter) {
      return { url: `/customers/${await addCustomer(counter)}/limit`, form: { limit: '50.000' } }
    }
  },
  'manage-customers': {
    async set(counter) {
      const form = { points: '5', direction: 'more', reason: 'Lupa dicatat' }
      return { url: `/customers/${await addCustomer(counter)}/points`, form }
    }
  },
  'give-deposits-back': {
    async set(counter) {
      const url = `/customers/${await addCustomer(counter)}/payments`
      const payment = { amount: '10.000', method_id: 'cash', reference: '' }
      await counter.till.post(url, { ...payment, kind: 'deposit', rest_id: newId() }, { htmx: true })
      return { url, form: { ...payment, kind: 'deposit-back', rest_id: newId() } }
    }
  },
  'issue-vouchers': {
    async set() {
      const voucher = {
        code: newVoucherCode(),
        value_minor: minor(10_000),
        valid_until: null,
        customer_id: null
      }
      return (tx, by) => giveVoucher(tx, by, { ...voucher, voucher_id: newId() }, '2026-11-22')
    }
  },
  'edit-promotions': {
    async set() {
      return (tx, by) => savePromotion(tx, by, { ...PROMOTION, promotion_id: newId() })
    }
  }
}

function back(payout: string): Record<string, string> {
  return { line_no: '1', quantity: '1', reason: 'Rusak', payout }
}

async function addCustomer({ till }: Counter): Promise<string> {
  const customer_id = newId()
  await till.post('/customers', { name: `Bu ${customer_id}`, phone: '' }, { request_id: customer_id })
  return customer_id
}

const PROMOTION = {
  name: 'Semua 10%',
  offer: { kind: 'price-off', target: { of: 'everything' }, off: { kind: 'percent', basis_points: 1000 } },
  priority: 0,
  starts_on: '2026-01-01',
  ends_on: null,
  weekdays: 127,
  from_minute: 0,
  until_minute: 1440,
  group_id: null
} as const
