import t, { type Test } from 'tap'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { findOpenShift, findShiftReport, listShifts } from '../../server/shifts/find-shift.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { asText } from '../../views/receipts/document.ts'
import { auditShop } from '../audit-shop.ts'
import { fillBasket, openCounter, sell, TEA } from '../counter.ts'
import { CASHIER } from '../shop.ts'

/** A till whose shift somebody closed elsewhere, while it had been cut off with a sale in its outbox. */
async function openCutOff(t: Test, clock = settableClock()) {
  const counter = await openCounter(t, { clock })
  const { till, owner, shop, people } = counter
  await sell(till)
  const { shift_id } = findOpenShift(shop.store, people.terminal_id)!
  await owner.post(`/shifts/${shift_id}/closing`, { how: 'counted', counted: '203.700' })
  await till.post('/sign-in/pin', { staff_id: people.cashier_id, pin: CASHIER.pin }) // its sessions ended with it
  /** What the outbox says of a request that waited so long. */
  const pressed = (age_ms: number, of = shift_id) => ({ 'laci-shift': of, 'laci-age': String(age_ms) })
  const scan = (headers: Record<string, string>) =>
    till.post('/till/scans', { text: TEA.barcode }, { htmx: true, headers })
  /** Scans and pays, all pressed that long ago; the pay panel is asked for now, as its figures are the shop's. */
  async function sellLate(age_ms: number) {
    const headers = pressed(age_ms)
    if ((await scan(headers)).status !== 200) return { status: 409 }
    const basket_id = shop.store.sqlite.prepare('select basket_id from till_baskets').pluck().get() as string
    return till.post('/sales', { basket_id, total: '3700', given: '5.000' }, { htmx: true, headers })
  }
  const z = (id: string) => asText(drawSlip(shop.store, { kind: 'z', subject_id: id })!)
  return { ...counter, shift_id, pressed, scan, sellLate, z }
}

/** A clock that can be put ahead. */
function settableClock() {
  const clock = { ms: 0, now: () => later(systemClock.now(), clock.ms) }
  return clock
}

const MINUTE_MS = 60_000
const LONG_AGO = 60 * MINUTE_MS

t.test('What happened while a shift ran, and is known only after it was closed', async (t) => {
  const { shop, till, shift_id, sellLate, z } = await openCutOff(t)
  const { store } = shop
  const first = z(shift_id)
  const report = JSON.stringify({ ...findShiftReport(store, shift_id), supplements: [] })

  await t.test('is sold after all, and the first Z stays as it was', async (t) => {
    t.equal((await sellLate(LONG_AGO)).status, 200)
    t.equal((await sellLate(LONG_AGO)).status, 200)
    t.equal(z(shift_id), first)
    t.equal(JSON.stringify({ ...findShiftReport(store, shift_id), supplements: [] }), report)
    t.match(findShiftReport(store, shift_id)!.supplements, [{ supplement_no: 1, closed_at: null }])
    t.same(auditShop(store.sqlite), [])
  })

  await t.test('has a Z of its own, 1/1, which whoever is at the till prints', async (t) => {
    const late = findShiftReport(store, shift_id)!.supplements[0]!.shift_id
    t.match((await till.get(`/shifts/${shift_id}`)).text, `href="/shifts/${late}"`)
    t.match((await till.get(`/shifts/${late}`)).text, /Masih|Buat slip Z susulan/)
    t.equal((await till.post(`/shifts/${late}/supplement`)).goes, `/shifts/${late}`)
    const slip = z(late)
    for (const said of [/LAPORAN Z K1-Z0001\/1/, /PENJUALAN SUSULAN/, /Penjualan \(2\) +Rp\s7\.400/])
      t.match(slip, said)
    t.notMatch(slip, /TIDAK DIHITUNG|Modal/)
    t.equal((await till.post(`/shifts/${late}/supplement`, {}, { htmx: true })).status, 409, 'once')
    t.match((await till.get('/shifts')).text, 'Z1/1')
  })

  await t.test('what comes after that has the next number', async (t) => {
    t.equal((await sellLate(LONG_AGO)).status, 200)
    t.match(findShiftReport(store, shift_id)!.supplements, [{ supplement_no: 1 }, { supplement_no: 2 }])
  })

  await t.test('and the next shift at the till ends the collecting, and takes nothing of it', async (t) => {
    await till.post('/shift', { float: '200.000' })
    t.equal((await sellLate(LONG_AGO)).status, 200)
    const { supplements } = findShiftReport(store, shift_id)!
    t.same(
      supplements.map(({ supplement_no, closed_at }) => [supplement_no, closed_at !== null]),
      [
        [1, true],
        [2, true],
        [3, false]
      ]
    )
    const open = listShifts(store).find(({ closed_at, supplement_to }) => !closed_at && !supplement_to)!
    t.match(findShiftReport(store, open.shift_id), { sales: 0, expected_minor: 200_000 })
    t.same(auditShop(store.sqlite), [])
  })
})

t.test('What was pressed right before the closing counts, however long it was on its way', async (t) => {
  const { scan, pressed } = await openCutOff(t)
  t.equal((await scan(pressed(0))).status, 200, 'a request says how old it was when it left')
})

t.test('Nobody sells on without a shift', async (t) => {
  const clock = settableClock()
  const { shop, till, shift_id, pressed, scan, sellLate } = await openCutOff(t, clock)
  clock.ms = MINUTE_MS
  const sales = () => shop.store.sqlite.prepare('select count(*) from sales').pluck().get()

  await t.test('with what was pressed after it was closed', async (t) => {
    t.equal((await scan({})).status, 409)
    t.equal((await scan(pressed(0))).status, 409)
    t.equal((await sellLate(0)).status, 409)
  })
  await t.test('with a shift of long ago, of nobody, or of another till', async (t) => {
    t.equal((await scan(pressed(8 * 24 * LONG_AGO))).status, 409, 'more than a week')
    t.equal((await scan(pressed(LONG_AGO, '00000000-0000-7000-8000-000000000000'))).status, 409)
    t.equal((await scan({ 'laci-shift': "' or 1=1", 'laci-age': '-5' })).status, 409)
    shop.store.sqlite
      .prepare(
        "insert into terminals (terminal_id, code, name, key_hash, paired_at, paired_by) select 'other', 'K9', 'Lain', 'none', paired_at, paired_by from terminals limit 1"
      )
      .run()
    shop.store.sqlite.prepare("update shifts set terminal_id = 'other' where shift_id = ?").run(shift_id)
    t.equal((await scan(pressed(LONG_AGO))).status, 409)
  })
  t.equal(sales(), 1)
  t.equal(await fillBasket(till, []).catch(() => 'no shift'), 'no shift')
})
