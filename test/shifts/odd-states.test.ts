import assert from 'node:assert/strict'
import t from 'tap'
import { record } from '../../server/events/record.ts'
import { findClosing, findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { auditShop } from '../audit-shop.ts'
import { type Counter, fillBasket, openCounter, sell, TEA } from '../counter.ts'

type Oddity = (counter: Counter, shift_id: string) => Promise<unknown>

/** Everything that kept other shops from closing: a Z is a reading of what happened, so none of it may. */
const ODDITIES: Record<string, Oddity> = {
  'nothing was sold': async () => {},
  'all of it came back': async ({ till, people, shop }) => {
    const { sale_id } = await sell(till)
    await till.post(`/sales/${sale_id}/void`, {
      ...{ reason: 'Salah', approver_id: people.owner_id, approver_pin: 'gudang garam 88' }
    })
    assert.equal(rowsIn(shop, 'refunds'), 1)
  },
  'a basket is half filled': ({ till }) => fillBasket(till, [TEA.barcode]),
  'a basket is half paid, in cash that lies in the drawer': async ({ till, shop }) => {
    const { form } = await fillBasket(till, [TEA.barcode])
    await till.post('/sales', { ...form, given: '1.000', part: 'yes', method_id: 'cash' }, { htmx: true })
    assert.equal(rowsIn(shop, 'basket_tenders'), 1)
  },
  'a basket is put aside': async ({ till, shop }) => {
    await fillBasket(till, [TEA.barcode])
    await till.post('/till/held', { name: 'Bu Tini' }, { htmx: true })
    assert.equal(rowsIn(shop, 'held_baskets'), 1)
  },
  'midnight passed, and another midnight': async ({ shop, people }, left_id) => {
    const by = longAgo(people)
    await shop.store.commit((tx) => {
      tx.sqlite.prepare('delete from open_shifts where shift_id = ?').run(left_id)
      openShift(tx, by, { shift_id: newId(), float_minor: minor(5000), business_day: '2026-01-01' })
    })
    assert.equal(findOpenShift(shop.store, people.terminal_id)!.business_day, '2026-01-01')
  },
  'an earlier shift was never closed': async ({ shop, people }) => {
    const by = longAgo(people)
    await shop.store.commit((tx) => {
      tx.sqlite
        .prepare(
          `insert into shifts (shift_id, terminal_id, opened_by, opened_at, business_day, float_minor)
           values ('lost', ?, ?, ?, '2026-01-01', 5)`
        )
        .run(by.terminal_id, by.staff_id, by.at)
      record(tx, by, { type: 'shift.opened', subject_id: 'lost' })
    })
  },
  'the means of paying is unknown by now': async ({ till, shop }) => {
    await sell(till)
    shop.store.sqlite.exec("update tender_methods set is_on = 0, name = 'Bank yang sudah tutup'")
  },
  'it was looked at again and again': async ({ till }) => {
    for (let at = 0; at < 8; at++) await till.post('/shift/x', {}, { htmx: true })
  },
  'the till has no printer': ({ owner, people }) =>
    owner.post(`/tills/${people.terminal_id}/printer`, { printer_id: '' }),
  'the printer is gone in the middle of a slip': async ({ till, printer }) => {
    await till.post('/shift/x', {}, { htmx: true })
    await printer.close()
  },
  'who opened it has left': async ({ shop, people }) => {
    shop.store.sqlite
      .prepare("insert into staff_departures values (?, '2026-11-22T00:00:00.000Z')")
      .run(people.owner_id)
  }
}

t.test('A shift closes, one odd day after the other', async (t) => {
  const counter = await openCounter(t)
  const { till, shop, people } = counter
  let z_number = 0
  for (const [oddity, make] of Object.entries(ODDITIES)) {
    await t.test(`though ${oddity}`, async (t) => {
      const open = () => findOpenShift(shop.store, people.terminal_id)!
      await make(counter, open().shift_id)
      const { shift_id } = open()
      const { expected_minor } = findShiftReport(shop.store, shift_id)!
      await till.post('/shift/count', { counted: '0' })
      t.equal((await till.get('/shift/closing')).status, 200)
      const { goes } = await till.post('/shift/closing', {})
      t.equal(goes, `/shifts/${shift_id}`)
      t.match(findClosing(shop.store, shift_id), { counted_minor: 0, expected_minor, z_number: ++z_number })
      for (const url of [`/shifts/${shift_id}`, `/shifts/${shift_id}/slip.svg`, '/shifts'])
        t.equal((await till.get(url)).status, 200, url)
      t.same(auditShop(shop.store.sqlite), [])
      t.equal((await till.post('/shift', { float: '100.000' })).goes, '/till', 'and the next begins')
    })
  }
})

/** The cashier at the till, on a day long past. */
function longAgo({ cashier_id, terminal_id }: Counter['people']) {
  return { at: '2026-01-01T20:00:00.000Z', staff_id: cashier_id, terminal_id, request_id: newId() } as const
}

function rowsIn({ store }: Counter['shop'], table: string): unknown {
  return store.sqlite.prepare(`select count(*) from ${table}`).pluck().get()
}
