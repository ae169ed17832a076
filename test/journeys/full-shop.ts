import type { Test } from 'tap'
import { findBarcodeHolder } from '../../server/catalog/find-item.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { saveTiers } from '../../server/catalog/save-tiers.ts'
import { addUnit } from '../../server/catalog/save-units.ts'
import { changeCustomer, setDebtLimit } from '../../server/customers/change-customer.ts'
import { addGroup } from '../../server/customers/groups.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import { savePromotion } from '../../server/pricing/save-promotion.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import { moveStock } from '../../server/stock/move-stock.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { type Counter, MILK, openCounter, TEA, wired } from '../counter.ts'
import { STATIC } from '../qris/payloads.ts'
import { type Browser, OWNER } from '../shop.ts'

/** Instant noodles by the piece at 3.100, from 12 on at 2.950; a pack of 5 at 15.000; a carton of 40 at 112.000. */
export const NOODLES = {
  name: 'INDOMIE GORENG JUMBO AYAM PANGGANG 129G',
  pcs: '8998866200301',
  pack: '8998866200318',
  dus: '8998866200325'
}
/** 5.250; for the group a tenth less. Of the tea at 3.700 the third is free. */
export const SOAP = { name: 'LIFEBUOY SABUN BATANG 110G', barcode: '8999999036607' }
export const REGULAR = { name: 'Bu Sari Warung Pojok', phone: '0812-3456-789', limit: 50_000 }
export const SUPERVISOR = { name: 'Pak Budi', pin: '582930' }
const SECOND_CASHIER = { name: 'Rina Marlina', pin: '7391' }

export const PROMOTIONS = { tea: 'Teh beli 2 gratis 1', soap: 'Sabun anggota 10%' }

export interface FullShop extends Counter {
  /** The device that is till K2, with another cashier at it. */
  second: Browser
  /** By name; each item began with 1000 of its own unit. */
  items: Record<'noodles' | 'tea' | 'milk' | 'soap', string>
  customer_id: string
}

/**
 * A shop in which all of selling can happen: units, tiers, promotions, a customer of a group, QRIS, value-added tax,
 * points, two tills with a shift each, and a supervisor to ask.
 */
export async function openFullShop(t: Test, locale: Locale): Promise<FullShop> {
  const counter = await openCounter(t)
  const { owner } = counter
  await owner.post('/staff', { ...SUPERVISOR, role: 'supervisor' })
  await owner.post('/staff', { ...SECOND_CASHIER, role: 'cashier' })
  const goods = await bringGoods(counter, locale)
  return { ...counter, ...goods, second: await openSecondTill(counter) }
}

async function bringGoods({ shop: { store }, people }: Counter, locale: Locale) {
  const at = new Date().toISOString()
  const by = { at, staff_id: people.owner_id, terminal_id: null, request_id: null }
  const known = ({ barcode }: { barcode: string }) => findBarcodeHolder(store, barcode)!.item_id
  const items = { noodles: newId(), tea: known(TEA), milk: known(MILK), soap: newId() }
  const [customer_id, group_id] = [newId(), newId()]
  const card = (item_id: string, name: string, price: number, barcode: string) => ({
    item_id,
    code: null,
    barcodes: [barcode],
    name,
    category: null,
    unit: 'pcs',
    price_minor: minor(price),
    cost_minor: null,
    minimum_milli: milli(0),
    favourite: 1 as const
  })
  const always = {
    priority: 0,
    starts_on: '2026-01-01',
    ends_on: null,
    weekdays: 127,
    from_minute: 0,
    until_minute: 1440
  }
  const one = (item_id: string) => ({ of: 'items' as const, items: [{ item_id, unit_id: null }] })

  await store.commit((tx) => {
    saveItem(tx, by, card(items.noodles, NOODLES.name, 3100, NOODLES.pcs))
    saveItem(tx, by, card(items.soap, SOAP.name, 5250, SOAP.barcode))
    const unit = (name: string, holds: number, price: number, barcode: string) =>
      addUnit(tx, by, {
        item_id: items.noodles,
        name,
        holds_milli: milli(holds * 1000),
        price_minor: minor(price),
        barcodes: [barcode]
      })
    unit('pack', 5, 15_000, NOODLES.pack)
    unit('dus', 40, 112_000, NOODLES.dus)
    saveTiers(tx, by, items.noodles, [
      { unit_id: null, group_id: null, from_milli: milli(12_000), price_minor: minor(2950) }
    ])
    for (const item_id of Object.values(items))
      moveStock(tx, by, { item_id, quantity_milli: milli(1_000_000), reason: 'opening', source_id: item_id })

    addGroup(tx, by, { group_id, name: 'Warung' })
    const person = { customer_id, name: REGULAR.name, phone: REGULAR.phone }
    addCustomer(tx, by, { ...person, consent: true })
    changeCustomer(tx, by, { ...person, group_id, note: '', consent: true })
    setDebtLimit(tx, by, customer_id, minor(REGULAR.limit))
    savePromotion(tx, by, {
      ...always,
      promotion_id: newId(),
      name: PROMOTIONS.tea,
      group_id: null,
      offer: {
        kind: 'buy-get',
        buy: one(items.tea),
        buy_count: 2,
        get: null,
        get_count: 1,
        basis_points: 10_000
      }
    })
    savePromotion(tx, by, {
      ...always,
      promotion_id: newId(),
      name: PROMOTIONS.soap,
      group_id,
      offer: { kind: 'price-off', target: one(items.soap), off: { kind: 'percent', basis_points: 1000 } }
    })
    changeSettings(tx, by, {
      locale,
      qris_static: STATIC,
      collects_tax: true,
      points_per_minor: minor(10_000),
      point_worth_minor: minor(100)
    })
  })
  return { items, customer_id }
}

/** Another device becomes till K2; whoever works at it signs in with a PIN and counts a drawer of their own. */
async function openSecondTill({ shop, people }: Counter): Promise<Browser> {
  const second = wired(shop.box.url, { cookies: new Map() })
  await second.post('/sign-in/password', OWNER)
  await second.post('/till/pairing', { name: 'Kasir belakang', printer_id: people.printer_id })
  await second.post('/sign-out')
  const { store } = shop
  const staff_id = store.sqlite
    .prepare('select staff_id from staff where name = ?')
    .pluck()
    .get(SECOND_CASHIER.name) as string
  await second.post('/sign-in/pin', { staff_id, pin: SECOND_CASHIER.pin })
  await second.post('/shift', { float: '100.000' })
  return second
}
