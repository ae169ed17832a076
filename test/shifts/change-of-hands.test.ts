import t, { type Test } from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { asText } from '../../views/receipts/document.ts'
import { auditShop } from '../audit-shop.ts'
import { fillBasket, MILK, openCounter, sell, TEA } from '../counter.ts'
import { CASHIER } from '../shop.ts'
import { happenings } from '../terminals/floor.ts'

const BUDI = { name: 'Budi Santoso', pin: '7159' }

/** A till that two cashiers share, each with a drawer of their own in it; they lock it, and the other types a PIN. */
async function openForTwo(t: Test, shift_mode: 'own' | 'shared' = 'own') {
  const counter = await openCounter(t)
  const { till, owner, shop, people } = counter
  const { store } = shop
  await till.post('/shift/closing', { counted: '200.000' }) // that of before
  const shifts = { shift_mode, notes: '1000', coins: '', reasons_in: '', reasons_out: '' }
  await owner.post('/settings/shifts', shifts)
  await owner.post('/staff', { ...BUDI, role: 'cashier' })
  const siti_id = people.cashier_id
  const budi_id = listStaff(store).find(({ name }) => name === BUDI.name)!.staff_id
  const change = async (staff_id: string, pin: string) => {
    await till.post('/session/lock')
    await till.post('/sign-in/pin', { staff_id, pin })
  }
  return {
    ...counter,
    siti_id,
    budi_id,
    siti: () => change(siti_id, CASHIER.pin),
    budi: () => change(budi_id, BUDI.pin),
    /** What the till's slip says now. */
    slip: async () => (await till.get('/till/slip', { htmx: true })).text,
    shiftOf: (staff_id: string) => findOpenShift(store, people.terminal_id, staff_id)!.shift_id,
    names: () => store.sqlite.prepare('select name from held_baskets order by held_at').pluck().all()
  }
}

t.test('Two who share a till, each with a shift of their own', async (t) => {
  const floor = await openForTwo(t)
  const { till, shop, siti_id, budi_id, slip, names, shiftOf } = floor
  const { store } = shop

  await t.test('lock it in the middle of a basket: the other finds none in hand', async (t) => {
    await floor.siti()
    await till.post('/shift', { float: '100.000' })
    await fillBasket(till, [TEA.barcode, TEA.barcode])
    await floor.budi()
    await till.post('/shift', { float: '50.000' })
    t.notMatch(await slip(), TEA.name)
    t.same(names(), [CASHIER.name], 'it is put aside in the name of whoever was selling')
    await fillBasket(till, [MILK.barcode])
    t.notMatch(await slip(), TEA.name)
  })

  await t.test('and is in hand again when they are back, as it was, while the other’s waits', async (t) => {
    await floor.siti()
    t.match(await slip(), TEA.name)
    t.notMatch(await slip(), MILK.name)
    t.same(names(), [BUDI.name])
    await floor.siti()
    t.match(await slip(), TEA.name, 'who unlocks their own screen finds it as it was')
    await sell(till, [TEA.barcode])
    await floor.budi()
    t.match(await slip(), MILK.name)
    await sell(till, [])
    t.same(names(), [])
  })

  await t.test('so each one’s drawer, figures and Z hold their own deeds alone', async (t) => {
    const [sitis, budis] = [shiftOf(siti_id), shiftOf(budi_id)]
    await till.post('/shift/closing', { counted: '69.900' })
    await floor.siti()
    await till.post('/shift/closing', { counted: '111.100' })
    t.match(findShiftReport(store, sitis), {
      sales: 1,
      expected_minor: 111_100,
      cashiers: [{ name: CASHIER.name, sales: 1, net_minor: 11_100 }]
    })
    t.match(findShiftReport(store, budis), {
      sales: 1,
      expected_minor: 69_900,
      cashiers: [{ name: BUDI.name, sales: 1, net_minor: 19_900 }]
    })
    const z = (subject_id: string) => asText(drawSlip(store, { kind: 'z', subject_id })!)
    t.notMatch(z(sitis), BUDI.name)
    t.notMatch(z(budis), CASHIER.name)
    t.same(auditShop(store.sqlite), [])
  })
})

t.test('What waits for somebody', async (t) => {
  const floor = await openForTwo(t)
  const { till, shop, siti_id, budi_id, slip } = floor
  const { store } = shop
  await floor.budi()
  await till.post('/shift', { float: '0' })
  await floor.siti()
  await till.post('/shift', { float: '0' })
  const { form } = await fillBasket(till, [TEA.barcode])
  await floor.budi()

  await t.test('is sold by another only if they take it, and that is on record', async (t) => {
    const pay = await till.post('/sales', { ...form, given: '5.000' }, { htmx: true })
    t.equal(pay.status, 409, 'not from a page that still shows it')
    await till.post('/till/recalls', { basket_id: form.basket_id }, { htmx: true })
    t.match(await slip(), TEA.name)
    const facts = happenings(shop, 'basket.held').map(({ facts }) => JSON.parse(facts!))
    t.match(facts, [{ lines: 1, waits_for: siti_id }])
    const taken = store.sqlite.prepare("select staff_id from events where type = 'basket.recalled'").pluck()
    t.same(taken.all(), [budi_id])
  })

  await t.test('and who took it keeps it over a lock of their own', async (t) => {
    await floor.budi()
    t.match(await slip(), TEA.name)
  })

  await t.test('as does who takes the whole drawer over', async (t) => {
    await till.post('/shift/closing', { counted: '0' })
    await floor.siti()
    await fillBasket(till, [MILK.barcode])
    await till.post('/shift/count', { counted: '0' })
    await till.post('/shift/handover', { taker_id: budi_id, pin: BUDI.pin })
    await floor.budi()
    t.match(await slip(), MILK.name)
  })
})

t.test('Where a shift is everybody’s, so is the basket: the next one goes on with it', async (t) => {
  const floor = await openForTwo(t, 'shared')
  await floor.siti()
  await floor.till.post('/shift', { float: '0' })
  await fillBasket(floor.till, [TEA.barcode])
  await floor.budi()
  t.match(await floor.slip(), TEA.name)
  t.same(floor.names(), [])
})
