import { statSync } from 'node:fs'
import { join } from 'node:path'
import { hireStaff } from '../../server/auth/hire-staff.ts'
import { openSession, tokenHash } from '../../server/auth/sessions.ts'
import { addToBasket } from '../../server/baskets/change-basket.ts'
import { priceNow } from '../../server/baskets/read-basket.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { saveTiers } from '../../server/catalog/save-tiers.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import { openStore } from '../../server/db/open.ts'
import type { Tx } from '../../server/db/prepare.ts'
import type { Store } from '../../server/db/store.ts'
import { dice } from '../../server/demo/dice.ts'
import { readGoods } from '../../server/demo/goods.ts'
import type { By } from '../../server/events/record.ts'
import { savePromotion } from '../../server/pricing/save-promotion.ts'
import { addPrinter, PLAIN_PRINTER } from '../../server/printing/save-printer.ts'
import { answerOnce } from '../../server/requests/answer-once.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { moveStock } from '../../server/stock/move-stock.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { gtinCheckDigit } from '../../server/values/barcode.ts'
import { businessDay } from '../../server/values/business-day.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli, ONE } from '../../server/values/quantity.ts'
import { LINES } from './lines.ts'
import { PROMOTIONS, promotionOf } from './offers.ts'

export const ITEMS = 50_000
const TILLS = 64

/** What a device must show to be a till with a cashier at it. */
export interface Keys {
  device: string
  session: string
}

/** A shop ready to be measured. */
export interface Prepared {
  path: string
  tills: Keys[]
  barcodes: string[]
  /** What one sale of {@link LINES} lines writes: rows added by table, rows touched in all, bytes of log. */
  sale: { added: Record<string, number>; touched: number; log_bytes: number }
}

/**
 * Fills a folder with a shop of 50,000 items and 64 open tills, each with a printer on the screen.
 *
 * @param on_offer with 200 promotions that run, and a cheaper price by quantity on each tenth item
 */
export async function prepareShop(data: string, { on_offer }: { on_offer: boolean }): Promise<Prepared> {
  const path = join(data, 'laci.db')
  const store = await openStore(path)
  try {
    const owner_id = newId()
    const by = { at: systemClock.now(), staff_id: owner_id, terminal_id: null, request_id: null }
    const { tills, item_ids, barcodes } = await store.commit((tx) => {
      changeSettings(tx, by, {
        name: 'Toko Uji',
        address: 'Bogor',
        collects_tax: true,
        columns: 48,
        rounding_step: 0 // so that whoever gives the total gives enough
      })
      hireStaff(
        tx,
        { ...by, staff_id: null },
        {
          staff_id: owner_id,
          name: 'Uji',
          role: 'owner',
          password_hash: 'none',
          pin_hash: null
        }
      )
      const goods = addItems(tx, by)
      if (on_offer) putOnOffer(tx, by, goods.item_ids)
      return { tills: Array.from({ length: TILLS }, (_, i) => openTill(tx, by, i + 1)), ...goods }
    })
    const sale = await measureSale(store, path, { ...by, terminal_id: tills[0]!.terminal_id }, item_ids)
    return { path, tills: tills.map(({ keys }) => keys), barcodes, sale }
  } finally {
    store.close()
  }
}

/** Products named by the beginning of one real product and the end of another, under the shop's own barcodes. */
function addItems(tx: Tx, by: By): { item_ids: string[]; barcodes: string[] } {
  const goods = readGoods().rows.flatMap(({ draft }) => draft ?? [])
  const chance = dice(1)
  const item_ids: string[] = []
  const barcodes: string[] = []
  for (let no = 1; no <= ITEMS; no++) {
    const [first, second] = [chance.pick(goods), chance.pick(goods)]
    const name = `${first.name.split(' ')[0]} ${second.name.split(' ').slice(1).join(' ')} ${no}`.slice(
      0,
      120
    )
    const body = `29${String(no).padStart(10, '0')}`
    const barcode = `${body}${gtinCheckDigit(body)}`
    const item_id = newId()
    saveItem(tx, by, {
      ...second,
      item_id,
      code: null,
      name,
      barcodes: [barcode],
      favourite: no <= 24 ? 1 : 0
    })
    moveStock(tx, by, { item_id, quantity_milli: milli(100_000), reason: 'opening', source_id: item_id })
    item_ids.push(item_id)
    barcodes.push(barcode)
  }
  return { item_ids, barcodes }
}

/** Promotions as in a shop, on things from all over the shelves, and tiers. */
function putOnOffer(tx: Tx, by: By, item_ids: readonly string[]): void {
  const categories = tx.sqlite.prepare('select category_id from categories').pluck().all() as string[]
  const goods = {
    itemOf: (n: number) => item_ids[(n * 113) % item_ids.length]!,
    categoryOf: (n: number) => categories[n % categories.length]!,
    categories: categories.length
  }
  for (let n = 0; n < PROMOTIONS; n++) savePromotion(tx, by, promotionOf(n, 'shop', goods))
  const tier = { unit_id: null, group_id: null, from_milli: milli(12_000), price_minor: minor(1000) }
  for (let n = 0; n < item_ids.length; n += 10) saveTiers(tx, by, item_ids[n]!, [tier])
}

function openTill(tx: Tx, by: By & { staff_id: string }, no: number): { terminal_id: string; keys: Keys } {
  const [terminal_id, printer_id] = [newId(), newId()]
  const keys = { device: newToken(), session: newToken() }
  addPrinter(tx, by, {
    printer_id,
    name: `Layar ${no}`,
    transport: 'preview',
    address: '',
    ...PLAIN_PRINTER,
    columns: 48
  })
  pairTerminal(tx, by, { terminal_id, name: `Kasir ${no}`, key_hash: tokenHash(keys.device), printer_id })
  openSession(tx, by, { token: keys.session, staff_id: by.staff_id, terminal_id })
  openShift(
    tx,
    { ...by, terminal_id },
    {
      shift_id: newId(),
      float_minor: minor(0),
      business_day: businessDay(by.at, 'Asia/Jakarta')
    }
  )
  return { terminal_id, keys }
}

type Seller = Omit<By, 'terminal_id'> & { staff_id: string; terminal_id: string }

/** Makes a till's second sale (the first also begins its row of numbers) and looks at what it left. */
async function measureSale(
  store: Store,
  path: string,
  by: Seller,
  item_ids: string[]
): Promise<Prepared['sale']> {
  await (await fillBasket(store, by, item_ids))()
  const pay = await fillBasket(store, by, item_ids)
  store.sqlite.pragma('wal_checkpoint(truncate)')
  const before = count(store)
  await pay()
  const after = count(store)
  const added = Object.entries(after.rows).map(
    ([table, rows]) => [table, rows - before.rows[table]!] as const
  )
  return {
    added: Object.fromEntries(added.filter(([, rows]) => rows !== 0)),
    touched: after.touched - before.touched,
    log_bytes: statSync(`${path}-wal`).size
  }
}

/**
 * Scans as many things as a measured sale holds.
 *
 * @param is_sealed false for what a sale would cost without the ledger's seal
 * @returns a way to pay, as the route does
 */
export async function fillBasket(
  store: Store,
  by: Seller,
  item_ids: string[],
  is_sealed = true
): Promise<() => Promise<unknown>> {
  const basket_id = newId()
  await store.commit((tx) => {
    for (const item_id of item_ids.slice(0, LINES)) {
      addToBasket(tx, { ...by, request_id: basket_id }, { item_id }, ONE)
    }
  })
  const { total_minor } = priceNow(store, basket_id, { business_day: by.at.slice(0, 10), at: by.at })
  const request_id = newId()
  const tender = { method_id: 'cash', amount_minor: total_minor, reference: null }
  const payment = { basket_id, total_minor, tender, link: newToken() }
  const asked = { request_id, content: 'a sale', at: by.at }
  return () =>
    store.commit((tx) => {
      answerOnce(tx, asked, () => checkOut(tx, { ...by, request_id }, payment))
      if (!is_sealed) tx.recorded.length = 0
    })
}

/** Rows by table, and every row this connection ever added, changed or took away. */
export function count({ sqlite }: Pick<Store, 'sqlite'>): { rows: Record<string, number>; touched: number } {
  const tables = sqlite
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like '%_search%' and name not like 'kysely%'"
    )
    .pluck()
    .all() as string[]
  const rows = tables.map((table) => [
    table,
    sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number
  ])
  return {
    rows: Object.fromEntries(rows),
    touched: sqlite.prepare('select total_changes()').pluck().get() as number
  }
}
