import t, { type Test } from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { findClosing, findOpenShift, findShiftReport, listShifts } from '../../server/shifts/find-shift.ts'
import { asText } from '../../views/receipts/document.ts'
import { auditShop } from '../audit-shop.ts'
import { type Counter, openCounter, sell } from '../counter.ts'
import { CASHIER } from '../shop.ts'

const BUDI = { name: 'Budi Santoso', pin: '7159' }

/** The counter with a second cashier; `signIn` changes who stands at the till. */
async function openForTwo(t: Test, mode: 'shared' | 'own') {
  const counter = await openCounter(t)
  const { till, owner, shop, people } = counter
  await owner.post('/staff', { ...BUDI, role: 'cashier' })
  const budi_id = listStaff(shop.store).find(({ name }) => name === BUDI.name)!.staff_id
  const signIn = async (staff_id: string, pin: string) => {
    await till.post('/sign-out')
    await till.post('/sign-in/pin', { staff_id, pin })
  }
  await shop.store.commit((tx) =>
    changeSettings(
      tx,
      { at: new Date().toISOString(), staff_id: people.owner_id, terminal_id: null, request_id: null },
      { shift_mode: mode }
    )
  )
  return {
    ...counter,
    budi_id,
    siti: () => signIn(people.cashier_id, CASHIER.pin),
    budi: () => signIn(budi_id, BUDI.pin)
  }
}

const openIds = ({ shop }: Pick<Counter, 'shop'>) =>
  listShifts(shop.store)
    .filter(({ closed_at }) => !closed_at)
    .map(({ shift_id }) => shift_id)

t.test('A shared shift is everybody’s at its till', async (t) => {
  const counter = await openForTwo(t, 'shared')
  const { till, shop, people } = counter
  await sell(till)
  await counter.budi()
  await sell(till)
  await sell(till)
  const { shift_id } = findOpenShift(shop.store, people.terminal_id)!
  t.equal((await till.post('/shift', { float: '1' }, { htmx: true })).status, 409)
  t.match(findShiftReport(shop.store, shift_id)!.cashiers, [
    { name: BUDI.name, sales: 2, net_minor: 7400, cash_minor: 7400 },
    { name: CASHIER.name, sales: 1, net_minor: 3700, cash_minor: 3700 }
  ])
  await till.post('/shift/closing', { counted: '211.100' })
  const slip = asText(drawSlip(shop.store, { kind: 'z', subject_id: shift_id })!)
  t.match(slip, /Budi Santoso \(2\) +Rp\s7\.400/)
  t.match(slip, /Siti Nurhaliza \(1\) +Rp\s3\.700/)
})

t.test('With shifts of their own, each sells into theirs', async (t) => {
  const counter = await openForTwo(t, 'own')
  const { till, shop } = counter
  const { store } = shop
  await till.post('/shift/closing', { counted: '200.000' }) // that of before
  await till.post('/shift', { float: '100.000' })
  await sell(till)

  await t.test('who has none is asked to open one, and can’t sell before', async (t) => {
    await counter.budi()
    t.match((await till.get('/shift')).text, 'Buka shift')
    await t.rejects(sell(till))
    await till.post('/shift', { float: '50.000' })
    await sell(till)
    await sell(till)
    t.equal(openIds(counter).length, 2)
  })

  await t.test('each is looked at, counted and closed by itself', async (t) => {
    const [budis, sitis] = openIds(counter) as [string, string]
    t.match(findShiftReport(store, budis), { sales: 2, expected_minor: 57_400 })
    t.match(findShiftReport(store, sitis), { sales: 1, expected_minor: 103_700 })
    t.equal((await till.post('/shift/closing', { counted: '57.400' })).goes, `/shifts/${budis}`)
    t.same(openIds(counter), [sitis])
    await counter.siti()
    await sell(till)
    t.match(findShiftReport(store, sitis), { sales: 2, expected_minor: 107_400 })
  })

  await t.test('a shift goes on as it was opened when the setting changes meanwhile', async (t) => {
    const [sitis] = openIds(counter) as [string]
    await counter.owner.post('/settings/shifts', {
      ...{ shift_mode: 'shared', notes: '1000', coins: '', reasons_in: '', reasons_out: '' }
    })
    await sell(till)
    t.match(findShiftReport(store, sitis), { sales: 3 })
    await till.post('/shift/closing', { counted: '1' })
    t.same(openIds(counter), [])
    t.same(auditShop(store.sqlite), [])
  })
})

t.test('A drawer is handed over in one deed', async (t) => {
  const counter = await openForTwo(t, 'shared')
  const { till, shop, budi_id, people } = counter
  const { store } = shop
  await sell(till)
  const { shift_id } = findOpenShift(store, people.terminal_id)!
  const hand = (form: Record<string, string>) => till.post('/shift/handover', form, { htmx: true })

  await t.test('not uncounted, not to oneself, and not by a wrong PIN', async (t) => {
    t.equal((await hand({ taker_id: budi_id, pin: BUDI.pin })).status, 422)
    await till.post('/shift/count', { counted: '203.500' })
    t.equal((await hand({ taker_id: people.cashier_id, pin: CASHIER.pin })).status, 422)
    t.not((await hand({ taker_id: budi_id, pin: '0000' })).status, 200)
    t.same(openIds(counter), [shift_id])
  })

  await t.test('the one is closed by its count, the other opened with the same money', async (t) => {
    const { goes } = await hand({ taker_id: budi_id, pin: BUDI.pin, reason: 'pulang' })
    t.equal(goes, `/shifts/${shift_id}`)
    t.match(findClosing(store, shift_id), { counted_minor: 203_500, taken_by_name: BUDI.name })
    const next = findOpenShift(store, people.terminal_id)!
    t.match(next, { float_minor: 203_500, opened_by: budi_id })
    const event = store.sqlite.prepare("select facts from events where type = 'shift.handed-over'").pluck()
    t.match(JSON.parse(event.get() as string), {
      from_staff_id: people.cashier_id,
      to_staff_id: budi_id,
      counted_minor: 203_500
    })
  })

  await t.test('both sign the slip, and who took it over is who sells now', async (t) => {
    const slip = asText(drawSlip(store, { kind: 'z', subject_id: shift_id })!)
    t.match(slip, /SERAH TERIMA LACI[\s\S]*Siti Nurhaliza[\s\S]*Budi Santoso/)
    const { sale_id } = await sell(till)
    const by = store.sqlite.prepare('select staff_id from sales where sale_id = ?').pluck().get(sale_id)
    t.equal(by, budi_id)
    t.same(auditShop(store.sqlite), [])
  })
})

t.test('A forgotten shift is closed from elsewhere', async (t) => {
  const counter = await openForTwo(t, 'own')
  const { till, owner, shop, people } = counter
  const { shift_id } = findOpenShift(shop.store, people.terminal_id)!
  const url = `/shifts/${shift_id}/closing`
  t.match((await owner.get(`/shifts/${shift_id}`)).text, `action="${url}"`)
  t.notMatch((await till.get(`/shifts/${shift_id}`)).text, `action="${url}"`)
  t.equal((await till.post(url, { how: 'not-counted' })).status, 403, 'not by a cashier')
  t.equal((await owner.post(url, { how: 'counted', counted: '' }, { htmx: true })).status, 422)
  t.equal((await owner.post(url, { how: 'not-counted', reason: 'lupa' })).goes, `/shifts/${shift_id}`)
  t.match(findClosing(shop.store, shift_id), { counted_minor: null, expected_minor: 200_000, reason: 'lupa' })
  t.match(asText(drawSlip(shop.store, { kind: 'z', subject_id: shift_id })!), 'TIDAK DIHITUNG')
  t.match((await owner.get('/shifts')).text, 'Tidak dihitung')
  t.equal((await owner.post(url, { how: 'not-counted' }, { htmx: true })).status, 409, 'once')
  const [closed] = shop.store.sqlite
    .prepare(
      "select staff_id, facts ->> 'holder_id' as holder_id, facts ->> 'at_terminal' as at from events where type = 'shift.closed'"
    )
    .all()
  t.match(
    closed,
    { staff_id: people.owner_id, holder_id: null, at: people.terminal_id },
    'whose sessions end'
  )
})
