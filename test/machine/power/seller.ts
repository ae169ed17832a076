// A shop that sells as fast as it can at three tills, now in cash, now in two parts, now on kasbon, and of each seventh
// receipt takes something back. It says each receipt's number on its standard output only after the commit was answered:
// from then on the cashier has seen it, and no power cut may take it back.
//
//   node seller.ts --folder=/shop --sales=60 [--end=close|kill] [--synchronous=normal] [--open=plainly]
//                  [--fault=/flag --fault-after=30]
//
// With a fault, syncs begin to fail (see recorder.c) while a sale after the 30th is paid, until the first refusal.

import { rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { hireStaff } from '../../../server/auth/hire-staff.ts'
import { addToBasket, type BasketBy, editHead } from '../../../server/baskets/change-basket.ts'
import { findTillBasket, priceNow } from '../../../server/baskets/read-basket.ts'
import { listHeldTenders, takeTender } from '../../../server/baskets/take-tender.ts'
import { saveItem } from '../../../server/catalog/save-item.ts'
import { addCustomer } from '../../../server/customers/save-customer.ts'
import { claim } from '../../../server/db/claim.ts'
import { openStore, settle } from '../../../server/db/open.ts'
import type { Tx } from '../../../server/db/prepare.ts'
import { Store } from '../../../server/db/store.ts'
import { findRefund } from '../../../server/refunds/find-refunds.ts'
import type { WantedLine } from '../../../server/refunds/plan-refund.ts'
import { readPlan } from '../../../server/refunds/read-plan.ts'
import { refundSale } from '../../../server/refunds/refund-sale.ts'
import { Refusal } from '../../../server/refusal.ts'
import { completeSale } from '../../../server/sales/complete-sale.ts'
import { findSale } from '../../../server/sales/find-sales.ts'
import { openShift } from '../../../server/shifts/open-shift.ts'
import { moveStock } from '../../../server/stock/move-stock.ts'
import { pairTerminal } from '../../../server/terminals/pair-terminal.ts'
import { newId, newToken } from '../../../server/values/id.ts'
import { type Minor, minor, sum } from '../../../server/values/money.ts'
import { milli, ONE } from '../../../server/values/quantity.ts'

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    sales: { type: 'string', default: '60' },
    end: { type: 'string', default: 'close' },
    synchronous: { type: 'string', default: 'full' },
    open: { type: 'string', default: 'soundly' },
    fault: { type: 'string', default: '' },
    'fault-after': { type: 'string', default: '0' }
  }
})

const MIA = 'mia'
const BU_TINI = 'bu-tini'
const TILLS = ['till-1', 'till-2', 'till-3']
const GOODS = ['rice', 'eggs', 'soap', 'salt']
const SALES_PER_CHECKPOINT = 25
const MOST_REFUSALS = 12

const path = join(options.folder, 'laci.db')
const store = options.open === 'plainly' ? openPlainly() : await openStore(path)
if (options.synchronous === 'normal') store.sqlite.pragma('synchronous = normal')
if (!hasTills()) await store.commit(setUp)

/** The sale that each till made last, while nothing was taken back of it. */
const lastSales = new Map<string, string>()

let begun = 0
let answered = 0
let refused = 0
await Promise.all(TILLS.map(sellOn))

if (store.halted) writeSync(2, 'the store is halted\n')
if (options.end === 'kill') process.kill(process.pid, 'SIGKILL')
store.close()

/** Opens the database the way a program would that knows nothing of what a failed fsync leaves behind. */
function openPlainly(): Store {
  const sqlite = new Database(path)
  settle(sqlite)
  return new Store(sqlite, claim(path))
}

function hasTills(): boolean {
  return store.sqlite.prepare('select 1 from terminals').get() !== undefined
}

function by(terminal_id: string): BasketBy {
  return { at: new Date().toISOString(), staff_id: MIA, terminal_id, request_id: newId() }
}

function setUp(tx: Tx): void {
  const before = { ...by(''), staff_id: null, terminal_id: null }
  hireStaff(tx, before, {
    staff_id: MIA,
    name: 'Mia',
    role: 'owner',
    password_hash: 'unused',
    pin_hash: null
  })
  for (const [index, item_id] of GOODS.entries()) {
    saveItem(tx, before, {
      item_id,
      code: null,
      barcodes: [],
      name: item_id,
      category: null,
      unit: 'pcs',
      price_minor: minor(2500 + 700 * index),
      cost_minor: null,
      minimum_milli: milli(0),
      favourite: 0
    })
    moveStock(tx, before, { item_id, quantity_milli: milli(90_000), reason: 'opening', source_id: 'opening' })
  }
  addCustomer(tx, by(''), { customer_id: BU_TINI, name: 'Bu Tini', phone: '', consent: true })
  for (const terminal_id of TILLS) {
    pairTerminal(tx, by(terminal_id), { terminal_id, name: terminal_id, key_hash: newId(), printer_id: null })
    openShift(tx, by(terminal_id), {
      shift_id: newId(),
      float_minor: minor(100_000),
      business_day: '2026-11-22'
    })
  }
}

/** One till. Refused, its cashier presses again and again, though by then the disk may seem well. */
async function sellOn(terminal_id: string): Promise<void> {
  while (begun < Number(options.sales) && refused < MOST_REFUSALS) {
    try {
      await sell(terminal_id, begun++)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused++
      if (options.fault) rmSync(options.fault, { force: true })
    }
  }
}

async function sell(terminal_id: string, number: number): Promise<void> {
  const sold = lastSales.get(terminal_id)
  const takes_back = number % 7 === 6 && sold !== undefined
  if (!takes_back) await fill(terminal_id, number)
  if (options.fault && answered >= Number(options['fault-after']) && refused === 0)
    writeFileSync(options.fault, '')
  const receipt_no = await store.commit((tx) =>
    takes_back ? takeBack(tx, by(terminal_id), sold) : pay(tx, by(terminal_id), number)
  )
  writeSync(1, `${receipt_no}\n`)
  answered++
  checkpointNowAndThen()
}

/** Two things, and of each third basket a part of the money by QRIS. */
async function fill(terminal_id: string, number: number): Promise<void> {
  for (const item_id of [GOODS[number % 4]!, GOODS[(number + 1) % 4]!]) {
    await store.commit((tx) => addToBasket(tx, by(terminal_id), { item_id }, ONE))
  }
  if (number % 3 !== 1) return
  await store.commit((tx) => {
    const { basket_id, rest_minor } = readOwed(tx, terminal_id)
    const half = { method_id: 'qris', amount_minor: minor(Math.floor(rest_minor / 2)), reference: null }
    takeTender(tx, by(terminal_id), { basket_id, ...half })
  })
}

/** The rest in cash, or every fifth time on kasbon. @returns the receipt's number */
function pay(tx: Tx, by: BasketBy, number: number): string {
  const on_kasbon = number % 5 === 2
  if (on_kasbon) editHead(tx, by, { customer_id: BU_TINI })
  const { basket_id, total_minor, rest_minor } = readOwed(tx, by.terminal_id)
  const given_minor = on_kasbon ? rest_minor : minor(Math.ceil(rest_minor / 10_000) * 10_000)
  completeSale(tx, by, {
    basket_id,
    total_minor,
    tender: { method_id: on_kasbon ? 'kasbon' : 'cash', amount_minor: given_minor, reference: null },
    link: newToken()
  })
  lastSales.set(by.terminal_id, basket_id)
  return findSale(tx, basket_id)!.receipt_no
}

function readOwed(tx: Tx, terminal_id: string): { basket_id: string; total_minor: Minor; rest_minor: Minor } {
  const basket_id = findTillBasket(tx, terminal_id)!
  const { at } = by(terminal_id)
  const { total_minor } = priceNow(tx, basket_id, { business_day: at.slice(0, 10), at })
  const held = sum(listHeldTenders(tx, basket_id).map(({ amount_minor }) => amount_minor))
  return { basket_id, total_minor, rest_minor: minor(total_minor - held) }
}

/** The first line of a sale, as it was paid. @returns the refund's number */
function takeBack(tx: Tx, by: BasketBy, sale_id: string): string {
  const lines: WantedLine[] = [{ line_no: 1, quantity_milli: ONE, destination: 'shelf' }]
  const { payout_minor } = readPlan(tx, findSale(tx, sale_id)!, lines, {})
  const refund_id = by.request_id
  refundSale(tx, by, {
    refund_id,
    sale_id,
    lines,
    reason: 'Rusak',
    method_id: null,
    payout_minor,
    link: newToken()
  })
  lastSales.delete(by.terminal_id)
  return findRefund(tx, refund_id)!.refund_no
}

function checkpointNowAndThen(): void {
  const round = answered / SALES_PER_CHECKPOINT
  if (Number.isInteger(round)) store.sqlite.pragma(`wal_checkpoint(${round % 2 ? 'passive' : 'truncate'})`)
}
