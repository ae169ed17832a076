import t from 'tap'
import { findClosing, findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { auditShop } from '../audit-shop.ts'
import { openCounter, TEA, until } from '../counter.ts'
import { CASHIER } from '../shop.ts'
import { comeBack, openScreen, payCutOff } from '../terminals/at-the-screen.ts'

t.setTimeout(120_000)

t.test('A till is cut off with money in hand, and its shift is closed elsewhere', async (t) => {
  const { shop, till, owner, people } = await openCounter(t)
  const { store } = shop
  const { shift_id } = findOpenShift(store, people.terminal_id)!
  const { context, page } = await openScreen(t, { shop, till })
  await payCutOff(context, page)
  await owner.post(`/shifts/${shift_id}/closing`, { how: 'counted', counted: '203.700' })
  const before = findClosing(store, shift_id)
  t.match(before, { counted_minor: 203_700, expected_minor: 200_000 })
  const sales = () => store.sqlite.prepare('select count(*) from sales').pluck().get()
  t.equal(sales(), 0)

  const sold = until(store, () => sales() === 1)
  await context.setOffline(false)
  await page.locator('#kept').waitFor()
  t.equal(sales(), 0, 'whoever worked in that shift is signed out with it; what they did waits for them')
  await comeBack(page, CASHIER)
  await sold
  t.match(findShiftReport(store, shift_id), { sales: 0, supplements: [{ supplement_no: 1 }] })
  t.same(findClosing(store, shift_id), before, 'the first Z stays as it was')
  const late = findShiftReport(store, shift_id)!.supplements[0]!.shift_id
  t.match(
    findShiftReport(store, late),
    { sales: 1, cash_minor: 3700 },
    'what was too much in the drawer is found'
  )

  await page.goto('/till')
  await page.locator('.open-shift, form[action="/shift"]').first().waitFor()
  await till.post('/sign-in/pin', { staff_id: people.cashier_id, pin: CASHIER.pin })
  t.equal(
    (await till.post('/till/scans', { text: TEA.barcode }, { htmx: true })).status,
    409,
    'and nothing more is sold'
  )
  t.same(auditShop(store.sqlite), [])
})
