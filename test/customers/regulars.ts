import { listStaff } from '../../server/auth/find-staff.ts'
import { closeTill } from '../../server/checkout/shift-ends.ts'
import { addGroup } from '../../server/customers/groups.ts'
import { movePoints } from '../../server/customers/points.ts'
import type { Store } from '../../server/db/store.ts'
import { takePayment } from '../../server/tenders/take-payment.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { atTill, know, sellTo } from './book.ts'

const DAY_MS = 86_400_000

const REGULARS = [
  { name: 'Bu Tini (Warung Tini Jaya)', phone: '0812-3456-789', limit: 400_000 },
  { name: 'Pak Joko Susilo', phone: '0857-1111-2222', limit: 200_000 },
  { name: 'R. Ay. Kusumaningtyas Hadiwidjojopranoto-Sastrowardoyo', phone: '+65 9123 4567', limit: 0 },
  { name: 'Siti Nurhaliza', phone: '', limit: 50_000 }
]

/** Days ago, who (by the list above), and how much was bought on kasbon; paid, where it is below 0. */
const BOOK: [days_ago: number, who: number, amount: number][] = [
  [120, 0, 87_350],
  [95, 0, 42_000],
  [70, 0, 65_500],
  [50, 0, -60_000],
  [45, 1, 240_000],
  [40, 0, 118_000],
  [12, 3, 25_000],
  [3, 0, 59_900],
  [1, 0, -20_000]
]

/** Regulars with a past, in a shop that knew nobody yet. @returns the id of the one whose book is longest */
export async function inviteRegulars(store: Store): Promise<string> {
  const terminal_id = newId()
  const cashier_id = listStaff(store).find(({ role }) => role === 'owner')!.staff_id
  const on = (days_ago: number) =>
    atTill({ cashier_id, terminal_id }, later(systemClock.now(), -days_ago * DAY_MS))
  await store.commit((tx) => {
    pairTerminal(tx, on(200), { terminal_id, name: 'Kasir lama', key_hash: newToken(), printer_id: null })
  })
  const ids: string[] = []
  for (const regular of REGULARS) ids.push(await know(store, on(150), regular))
  await store.commit((tx) => {
    const group_id = newId()
    addGroup(tx, on(150), { group_id, name: 'Grosir' })
    addGroup(tx, on(150), { group_id: newId(), name: 'Karyawan' })
    tx.sqlite.prepare('update customers set group_id = ? where customer_id = ?').run(group_id, ids[0])
    for (const [days_ago, who, amount] of BOOK) {
      const by = on(days_ago)
      const customer_id = ids[who]!
      const source_id = sellTo(tx, by, {
        customer_id,
        amount: Math.abs(amount),
        method_id: amount < 0 ? 'cash' : 'kasbon'
      })
      movePoints(tx, by, {
        customer_id,
        points: Math.ceil(Math.abs(amount) / 10_000),
        reason: 'earned',
        source_id
      })
      if (amount < 0) takePayment(tx, by, { ...cash(-amount), kind: 'debt', customer_id })
      if (days_ago === 3) takePayment(tx, by, { ...cash(150_000), kind: 'deposit', customer_id })
      closeTill(tx, by, minor(0))
    }
  })
  return ids[0]!
}

function cash(amount: number) {
  return {
    payment_id: newId(),
    order_id: null,
    method_id: 'cash',
    amount_minor: minor(amount),
    reference: null
  }
}
