import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hireStaff } from '../../../server/auth/hire-staff.ts'
import { openSession, tokenHash } from '../../../server/auth/sessions.ts'
import { saveItem } from '../../../server/catalog/save-item.ts'
import { openTill } from '../../../server/checkout/shift-ends.ts'
import { addCustomer } from '../../../server/customers/save-customer.ts'
import { openStore } from '../../../server/db/open.ts'
import type { Tx } from '../../../server/db/prepare.ts'
import { addPrinter, PLAIN_PRINTER } from '../../../server/printing/save-printer.ts'
import { changeSettings } from '../../../server/settings/change-settings.ts'
import { currentDay } from '../../../server/settings/current-day.ts'
import { moveStock } from '../../../server/stock/move-stock.ts'
import { switchMethod } from '../../../server/tenders/change-methods.ts'
import { pairTerminal } from '../../../server/terminals/pair-terminal.ts'
import { later, systemClock } from '../../../server/values/clock.ts'
import { newId, newToken } from '../../../server/values/id.ts'
import { minor } from '../../../server/values/money.ts'
import { milli } from '../../../server/values/quantity.ts'
import type { Floor } from './tills-at-work.ts'

const GOODS = [
  { barcode: '8998009040405', name: 'Teh kotak', price_minor: minor(3700) },
  { barcode: '8998009010620', name: 'Susu cokelat', price_minor: minor(19_900) },
  { barcode: '8991002101630', name: 'Kopi', price_minor: minor(1500) },
  { barcode: '8992388101016', name: 'Mi goreng', price_minor: minor(3100) }
]

const HOURS_MS = 4 * 3_600_000

/** How a floor is set up. */
interface Wanted {
  tills: number
  /** Where the tills print, `127.0.0.1:9100`, each till at another as far as they go; on a screen unless given. */
  printers?: readonly string[]
}

/** Makes a shop in an empty folder, with open tills whose people are signed in. */
export async function prepareFloor(data: string, wanted: Wanted): Promise<Floor> {
  mkdirSync(data, { recursive: true })
  const store = await openStore(join(data, 'laci.db'))
  try {
    return await store.commit((tx) => furnish(tx, wanted))
  } finally {
    store.close()
  }
}

function furnish(tx: Tx, { tills, printers = [] }: Wanted): Floor {
  const staff_id = newId()
  const by = { at: systemClock.now(), staff_id, terminal_id: null, request_id: null }
  changeSettings(tx, by, { name: 'Toko Terang', address: 'Bogor', rounding_step: 0 })
  const person = { staff_id, name: 'Mia', role: 'owner', password_hash: 'none', pin_hash: null } as const
  hireStaff(tx, { ...by, staff_id: null }, person)
  for (const { barcode, name, price_minor } of GOODS) {
    const item_id = newId()
    const rest = {
      category: null,
      unit: 'pcs',
      cost_minor: null,
      minimum_milli: milli(0),
      favourite: 0
    } as const
    saveItem(tx, by, { ...rest, item_id, code: null, barcodes: [barcode], name, price_minor })
    moveStock(tx, by, { item_id, quantity_milli: milli(9_000_000), reason: 'opening', source_id: item_id })
  }
  const customer_id = newId()
  addCustomer(tx, by, { customer_id, name: 'Bu Tini', phone: '', consent: true })
  tx.sqlite.prepare('update customers set limit_minor = 900000000').run()
  switchMethod(tx, by, 'qris', true)
  switchMethod(tx, by, 'kasbon', true)
  const printer_ids = (printers.length > 0 ? printers : [undefined]).map((address, index) => {
    const printer_id = newId()
    const device = address
      ? ({ transport: 'tcp', address } as const)
      : ({ transport: 'preview', address: '' } as const)
    addPrinter(tx, by, { printer_id, name: `Printer ${index + 1}`, ...device, ...PLAIN_PRINTER })
    return printer_id
  })
  return {
    tills: Array.from({ length: tills }, (_, no) =>
      openOne(tx, { ...by, staff_id }, { no: no + 1, printer_id: printer_ids[no % printer_ids.length]! })
    ),
    goods: GOODS.map(({ barcode, price_minor }) => ({ barcode, price_minor })),
    customer_id
  }
}

function openOne(
  tx: Tx,
  by: { at: string; staff_id: string; request_id: null },
  { no, printer_id }: { no: number; printer_id: string }
): Floor['tills'][number] {
  const keys = { device: newToken(), session: newToken() }
  const at_till = { ...by, terminal_id: newId(), request_id: newId() }
  const { terminal_id } = at_till
  pairTerminal(tx, at_till, {
    terminal_id,
    name: `Kasir ${no}`,
    key_hash: tokenHash(keys.device),
    printer_id
  })
  // Opened later than any shift is closed here, so that no closing ends it: nobody signs in again.
  const later_on = { ...at_till, at: later(by.at, HOURS_MS) }
  openSession(tx, later_on, { token: keys.session, staff_id: by.staff_id, terminal_id })
  openTill(tx, at_till, {
    shift_id: newId(),
    float_minor: minor(100_000),
    business_day: currentDay(tx, by.at)
  })
  return keys
}
