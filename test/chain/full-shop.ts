import Database from 'better-sqlite3'
import type { Test } from 'tap'
import { handOverTill } from '../../server/checkout/shift-ends.ts'
import { keepBill } from '../../server/shifts/bill-pictures.ts'
import { countDrawer } from '../../server/shifts/count-drawer.ts'
import { readOpenShift } from '../../server/shifts/find-shift.ts'
import { moveCash } from '../../server/shifts/move-cash.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { openTradedShop } from '../backup/traded-shop.ts'
import { DAY } from '../sales/busy-shop.ts'

/** A shop that did every kind of deed whose rows a seal covers. */
export async function openFullShop(t: Test) {
  const shop = await openTradedShop(t)
  const { store, cashier_id } = shop
  const by = shop.by(0)
  const { shift_id } = readOpenShift(store, by.terminal_id, by.staff_id)
  await store.commit((tx) => {
    const picture_id = newId()
    keepBill(tx, by, picture_id, Buffer.from('a bill for ice'))
    moveCash(tx, by, { cash_move_id: newId(), amount_minor: minor(25_000), reason: 'Es batu', picture_id })
  })
  await store.commit((tx) =>
    countDrawer(tx, by, shift_id, {
      counted_minor: minor(100_000),
      pieces: [{ kind: 'note', value_minor: minor(100_000), count: 1 }]
    })
  )
  await store.commit((tx) =>
    handOverTill(tx, by, {
      shift_id,
      counted_minor: minor(100_000),
      reason: 'Uang kecil kurang',
      taker_id: cashier_id,
      next_id: newId(),
      business_day: DAY
    })
  )
  // Two events of one deed: a shift's supplement begins with the first that comes late.
  const pressed = { shift_id, at: by.at }
  await store.commit((tx) =>
    moveCash(
      tx,
      { ...by, pressed },
      { cash_move_id: newId(), amount_minor: minor(5000), reason: 'Terlambat' }
    )
  )
  return {
    ...shop,
    /** The same in memory, with everything out of the way that keeps one from altering it. */
    openCopy(t: Test): Database.Database {
      // Without a log beside it, which memory has no room for: https://sqlite.org/fileformat.html, bytes 18 and 19.
      const copy = new Database(Buffer.from(shop.image()).fill(1, 18, 20))
      t.teardown(() => copy.close())
      copy.pragma('foreign_keys = off')
      copy.pragma('ignore_check_constraints = on')
      const triggers = copy.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all()
      for (const name of triggers) copy.exec(`drop trigger ${name}`)
      return copy
    }
  }
}
