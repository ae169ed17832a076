import { classifyItem } from '../catalog/classify-item.ts'
import { findAnyItemByCode } from '../catalog/find-item.ts'
import { saveItem } from '../catalog/save-item.ts'
import { saveTiers } from '../catalog/save-tiers.ts'
import { addUnit } from '../catalog/save-units.ts'
import { changeCustomer, setDebtLimit } from '../customers/change-customer.ts'
import { addGroup } from '../customers/groups.ts'
import { addCustomer } from '../customers/save-customer.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { savePromotion } from '../pricing/save-promotion.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { USUAL_LABELS } from '../settings/read-scale-form.ts'
import { moveStock } from '../stock/move-stock.ts'
import { gtinCheckDigit } from '../values/barcode.ts'
import { addDays, type BusinessDay } from '../values/business-day.ts'
import { newId } from '../values/id.ts'
import { minor } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import { CARTONS, CUSTOMERS_KNOWN, FRESH, GROUPS, type GroupKey, promotionsOf, TIERS } from './wares.ts'

/**
 * Gives the example shop what a price list does not say: fresh goods on a scale, cartons, wholesale prices, promotions,
 * and customers who are known, some of them trusted with kasbon.
 *
 * @param day the first day of trade
 * @returns the customers' ids, and of those who may owe, how much
 */
export function dressShop(
  tx: Tx,
  by: By & { staff_id: string },
  day: BusinessDay
): { customer_id: string; limit_minor: number }[] {
  const groups = new Map<GroupKey, string>()
  for (const [key, name] of Object.entries(GROUPS) as [GroupKey, string][]) {
    groups.set(key, newId())
    addGroup(tx, by, { group_id: groups.get(key)!, name })
  }
  changeSettings(tx, by, { scale_labels: USUAL_LABELS.filter(({ prefix }) => prefix < '23') })
  bringFreshGoods(tx, by)
  const units = packCartons(tx, by)
  for (const { code, rows } of TIERS) {
    const tiers = rows.map(({ carton, group, from, price }) => ({
      unit_id: carton ? (units.get(code) ?? null) : null,
      group_id: group ? groups.get(group)! : null,
      from_milli: milli(from * 1000),
      price_minor: minor(price)
    }))
    saveTiers(tx, by, itemOf(tx, code), tiers)
  }
  const last = addDays(day, 30)
  const named = { item: (code: string) => itemOf(tx, code), group: (key: GroupKey) => groups.get(key)! }
  for (const promotion of promotionsOf(named, { first: day, later: addDays(day, 14), last })) {
    savePromotion(tx, by, { promotion_id: newId(), ...promotion })
  }
  return CUSTOMERS_KNOWN.map((person) => welcome(tx, by, person, groups))
}

function bringFreshGoods(tx: Tx, by: By): void {
  for (const { plu, name, price, cost, stock } of FRESH) {
    const item_id = newId()
    saveItem(tx, by, {
      item_id,
      code: `T${plu}`,
      barcodes: [],
      name,
      category: 'Segar',
      unit: 'kg',
      price_minor: minor(price),
      cost_minor: minor(cost),
      minimum_milli: milli(5000),
      favourite: 0
    })
    classifyItem(tx, by, { item_id, tax_class: 'exempt', plu })
    moveStock(tx, by, { item_id, quantity_milli: milli(stock * 1000), reason: 'opening', source_id: item_id })
  }
}

/** @returns the carton of each item that has one, by the item's code. */
function packCartons(tx: Tx, by: By): Map<string, string> {
  const units = new Map<string, string>()
  for (const { code, barcode, name, holds, price } of CARTONS) {
    // A carton's number is that of what is in it, behind a digit of its own.
    const body = `1${barcode.slice(0, 12)}`
    const card = {
      item_id: itemOf(tx, code),
      name,
      holds_milli: milli(holds * 1000),
      price_minor: minor(price),
      barcodes: [`${body}${gtinCheckDigit(body)}`]
    }
    units.set(code, addUnit(tx, by, card))
  }
  return units
}

function welcome(
  tx: Tx,
  by: By & { staff_id: string },
  { name, phone, group, limit }: (typeof CUSTOMERS_KNOWN)[number],
  groups: ReadonlyMap<GroupKey, string>
): { customer_id: string; limit_minor: number } {
  const customer_id = newId()
  const card = { customer_id, name, phone, consent: true }
  addCustomer(tx, by, card)
  if (group) changeCustomer(tx, by, { ...card, group_id: groups.get(group)!, note: '' })
  if (limit > 0) setDebtLimit(tx, by, customer_id, minor(limit))
  return { customer_id, limit_minor: limit }
}

function itemOf(tx: Tx, code: string): string {
  return findAnyItemByCode(tx, code)!.item_id
}
