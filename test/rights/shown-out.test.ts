import t from 'tap'
import { findStaff, listStaff } from '../../server/auth/find-staff.ts'
import { RIGHTS, type Right } from '../../server/auth/permissions.ts'
import { wired } from '../counter.ts'
import { DOOR, fromAfar, knock, setUpSecondStep } from '../door/from-afar.ts'
import { type Browser, OWNER, openBox } from '../shop.ts'
import { connected, listen, shownOut } from '../terminals/floor.ts'
import { equip } from './apps.ts'

const PIN = '7302'
const AFAR: Right = 'see-from-afar'
const NEW_PASSWORD = { password: 'sungai tenang di sore hari', password_again: 'sungai tenang di sore hari' }

await t.test('Somebody who is signed in at a till, at a desk and from afar', async (t) => {
  const shop = await openBox(t, { door: DOOR })
  const people = await shop.setUp()
  const { store, box } = shop
  const owner = wired(box.url, people.owner)
  const till = wired(box.url, people.till)
  const door = { box: { url: box.door!.url } }
  const { phone } = await setUpSecondStep(owner)
  const owner_afar = fromAfar(door.box.url)
  await knock(owner_afar, { code: await phone.next() })
  const bystanders = [listen(t, shop, owner), listen(t, shop, till), listen(t, door, owner_afar)]
  await Promise.all(bystanders.map(connected))

  const ways: [string, (staff_id: string) => Promise<unknown>][] = [
    ['is given one right more', (id) => rights(id, [...RIGHTS.supervisor, AFAR, 'see-radar'])],
    ['has that one right taken away', (id) => rights(id, [...RIGHTS.supervisor])],
    ['is given another role', (id) => owner.post(`/staff/${id}/role`, { role: 'cashier' })],
    ['is given another PIN', (id) => owner.post(`/staff/${id}/pin`, { pin: '8402' })],
    ['is given another password', (id) => owner.post(`/staff/${id}/password`, NEW_PASSWORD)],
    ['leaves', (id) => owner.post(`/staff/${id}/departure`)]
  ]
  for (const [way, deed] of ways) {
    await t.test(`and ${way} is cut off everywhere with that very commit`, async (t) => {
      const { staff_id, screens, everywhere } = await arrive(way)
      const out = screens.map(shownOut)
      t.match(await deed(staff_id), { goes: /^\/staff/ })
      t.same(await Promise.all(out), Array(3).fill('io server disconnect'))
      const [at_till, at_desk, afar] = everywhere as [Browser, Browser, Browser]
      t.match(await at_till.get('/sales'), { goes: '/sign-in' })
      t.match(await at_desk.get('/sales'), { goes: '/sign-in' })
      t.match(await afar.get('/visits'), { goes: '/sign-in' })
      await t.rejects(connected(listen(t, shop, at_till)), /sign in first/)
      await t.rejects(connected(listen(t, door, afar)), /sign in first/)
      t.ok(
        bystanders.every(({ connected }) => connected),
        'and nobody else'
      )
    })
  }

  await t.test('and changes their own PIN goes on there alone', async (t) => {
    const { screens, everywhere } = await arrive('changes their own PIN')
    const [at_till, at_desk, afar] = everywhere as [Browser, Browser, Browser]
    const [here, ...elsewhere] = screens
    const out = elsewhere.map(shownOut)
    t.match(await at_till.post('/me/pin', { proof: PIN, pin: '8402' }), { goes: '/me?saved' })
    t.same(await Promise.all(out), Array(2).fill('io server disconnect'))
    t.match(await at_till.get('/sales'), { status: 200 })
    t.ok(here!.connected)
    t.match(await at_desk.get('/sales'), { goes: '/sign-in' })
    t.match(await afar.get('/visits'), { goes: '/sign-in' })
  })

  await t.test('and ends what is open elsewhere keeps the screen in hand', async (t) => {
    const { screens, everywhere } = await arrive('ends what is open elsewhere')
    const out = shownOut(screens[0]!)
    t.match(await everywhere[1]!.post('/sessions/others/end'), { goes: '/sessions' })
    t.equal(await out, 'io server disconnect')
    t.match(await everywhere[0]!.get('/sales'), { goes: '/sign-in' })
    t.match(await everywhere[1]!.get('/sales'), { status: 200 })
    const visit_out = shownOut(screens[2]!)
    t.match(await everywhere[1]!.post('/second-step/visits/end'), { goes: '/second-step' })
    t.equal(await visit_out, 'io server disconnect', 'from afar by the list that shows it')
  })

  await t.test('and whose till is taken out stays where the till is not', async (t) => {
    const { screens, everywhere } = await arrive('loses the till')
    const out = [screens[0]!, bystanders[1]!].map(shownOut)
    t.match(await owner.post(`/tills/${people.terminal_id}/revocation`), { goes: '/tills?saved' })
    t.same(await Promise.all(out), Array(2).fill('io server disconnect'), 'everybody at that till')
    t.match(await everywhere[0]!.get('/sales'), { goes: '/sign-in' })
    t.match(await everywhere[1]!.get('/sales'), { status: 200 })
    t.match(await everywhere[2]!.get('/visits'), { status: 200 })
    t.ok(screens[1]!.connected && screens[2]!.connected)
  })

  /** A supervisor who may also look from afar, signed in at the till, away from it, and at the owner's door. */
  async function arrive(way: string) {
    const name = `Orang yang ${way}`.slice(0, 60)
    await owner.post('/staff', { name, role: 'supervisor', pin: PIN })
    const { staff_id } = listStaff(store).find((person) => person.name === name)!
    const their_phone = await equip(shop, people, staff_id)
    await rights(staff_id, [...RIGHTS.supervisor, AFAR])

    const at_till = wired(box.url, { cookies: new Map() })
    at_till.cookies.set('laci_device', till.cookies.get('laci_device')!)
    await at_till.post('/sign-in/pin', { staff_id, pin: PIN })
    const at_desk = wired(box.url, { cookies: new Map() })
    await at_desk.post('/sign-in/password', { name, password: OWNER.password })
    const afar = fromAfar(door.box.url)
    await knock(afar, { name, code: await their_phone.next() })
    const screens = [listen(t, shop, at_till), listen(t, shop, at_desk), listen(t, door, afar)]
    await Promise.all(screens.map(connected))
    return { staff_id, screens, everywhere: [at_till, at_desk, afar] }
  }

  function rights(staff_id: string, right: Right[]) {
    return owner.post(`/staff/${staff_id}/rights`, { right })
  }
})

await t.test('Who may come in from afar', async (t) => {
  const shop = await openBox(t, { door: DOOR })
  const people = await shop.setUp()
  const phone = await equip(shop, people, people.cashier_id)
  const { name } = findStaff(shop.store, people.cashier_id)!
  const come = async () => {
    const browser = fromAfar(shop.box.door!.url)
    const { status } = await knock(browser, { name, code: await phone.next() })
    return { status, goes: (await browser.get('/')).goes }
  }

  await t.test('is nobody else, with the right password and code', async (t) => {
    t.match(await come(), { status: 401, goes: '/sign-in' })
  })

  await t.test('is also whoever the owner gave that single right', async (t) => {
    const right = [...RIGHTS.cashier, AFAR]
    await people.owner.post(`/staff/${people.cashier_id}/rights`, { right })
    t.match(await come(), { status: 303, goes: undefined })
  })
})
