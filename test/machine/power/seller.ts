// A shop that sells as fast as it can at three tills, and says each receipt's number on its standard output only
// after the sale's commit was answered: from then on the cashier has seen it, and no power cut may take it back.
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
import { addToBasket, type BasketBy } from '../../../server/baskets/change-basket.ts'
import { findTillBasket, priceNow } from '../../../server/baskets/read-basket.ts'
import { saveItem } from '../../../server/catalog/save-item.ts'
import { claim } from '../../../server/db/claim.ts'
import { openStore, settle } from '../../../server/db/open.ts'
import type { Tx } from '../../../server/db/prepare.ts'
import { Store } from '../../../server/db/store.ts'
import { Refusal } from '../../../server/refusal.ts'
import { completeSale } from '../../../server/sales/complete-sale.ts'
import { findSale } from '../../../server/sales/find-sales.ts'
import { openShift } from '../../../server/shifts/open-shift.ts'
import { moveStock } from '../../../server/stock/move-stock.ts'
import { pairTerminal } from '../../../server/terminals/pair-terminal.ts'
import { newId, newToken } from '../../../server/values/id.ts'
import { minor } from '../../../server/values/money.ts'
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
const TILLS = ['till-1', 'till-2', 'till-3']
const GOODS = ['rice', 'eggs', 'soap', 'salt']
const SALES_PER_CHECKPOINT = 25
const MOST_REFUSALS = 12

const path = join(options.folder, 'laci.db')
const store = options.open === 'plainly' ? openPlainly() : await openStore(path)
if (options.synchronous === 'normal') store.sqlite.pragma('synchronous = normal')
if (!hasTills()) await store.commit(setUp)

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
  for (const item_id of [GOODS[number % 4]!, GOODS[(number + 1) % 4]!]) {
    await store.commit((tx) => addToBasket(tx, by(terminal_id), { item_id }, ONE))
  }
  if (options.fault && answered >= Number(options['fault-after']) && refused === 0)
    writeFileSync(options.fault, '')
  const receipt_no = await store.commit((tx) => pay(tx, terminal_id))
  writeSync(1, `${receipt_no}\n`)
  answered++
  checkpointNowAndThen()
}

function pay(tx: Tx, terminal_id: string): string {
  const basket_id = findTillBasket(tx, terminal_id)!
  const { at } = by(terminal_id)
  const { total_minor } = priceNow(tx, basket_id, { business_day: at.slice(0, 10), at })
  completeSale(tx, by(terminal_id), {
    basket_id,
    total_minor,
    tender: {
      method_id: 'cash',
      amount_minor: minor(Math.ceil(total_minor / 10_000) * 10_000),
      reference: null
    },
    link: newToken()
  })
  return findSale(tx, basket_id)!.receipt_no
}

function checkpointNowAndThen(): void {
  const round = answered / SALES_PER_CHECKPOINT
  if (Number.isInteger(round)) store.sqlite.pragma(`wal_checkpoint(${round % 2 ? 'passive' : 'truncate'})`)
}
