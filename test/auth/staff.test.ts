import t, { type Test } from 'tap'
import { findStaff } from '../../server/auth/find-staff.ts'
import { EVERY_RIGHT, RIGHTS, type Right, rightsOf } from '../../server/auth/permissions.ts'
import type { Store } from '../../server/db/store.ts'
import { hireAt } from '../rights/apps.ts'
import { CASHIER, OWNER, openBox, type TestBox, type TestShop } from '../shop.ts'

const NEW_PASSWORD = 'sungai tenang di sore hari'

await t.test('A single right', async (t) => {
  const { owner, till, cashier_id, allow, signIn, store } = await openStaff(t)

  await t.test('given to one person opens what their role keeps shut, for them alone', async (t) => {
    t.equal((await till.get('/today')).status, 403)
    await allow(cashier_id, [...RIGHTS.cashier, 'see-today'])
    await signIn()
    t.equal((await till.get('/today')).status, 200)
    t.match((await till.get('/till')).text, 'href="/today"', 'and the menu shows it')
    t.match((await owner.get(`/staff/${cashier_id}`)).text, 'diberi khusus')
    t.match((await owner.get('/staff')).text, '1 hak khusus')
  })

  await t.test('taken away shuts what their role opens, from the very next request', async (t) => {
    t.equal((await till.get('/sales')).status, 200)
    await allow(
      cashier_id,
      [...RIGHTS.cashier].filter((right) => right !== 'see-sales')
    )
    t.equal((await till.get('/sales')).goes, '/sign-in', 'whoever was signed in is not any more')
    await signIn()
    t.equal((await till.get('/sales')).status, 403)
    t.notMatch((await till.get('/till')).text, 'href="/sales"')
  })

  await t.test('is written down with who gave it, and only while it differs from the role', async (t) => {
    const rows = () => store.sqlite.prepare('select "right", is_given, changed_by from staff_rights').all()
    t.same(rows(), [{ right: 'see-sales', is_given: 0, changed_by: findOwner(store) }])
    await allow(cashier_id, [...RIGHTS.cashier])
    t.same(rows(), [])
    t.match(lastFacts(store), { given: 'see-sales', taken: null })
  })

  await t.test('that nothing changes is no event, and ends no session', async (t) => {
    await signIn()
    const before = countEvents(store)
    await allow(cashier_id, [...RIGHTS.cashier])
    t.equal(countEvents(store), before)
    t.equal((await till.get('/sales')).status, 200)
  })

  await t.test('is forgotten with another role', async (t) => {
    await allow(cashier_id, [...RIGHTS.cashier, 'see-today'])
    await owner.post(`/staff/${cashier_id}/role`, { role: 'stock' })
    t.same(rightsOf(findStaff(store, cashier_id)!).toSorted(), [...RIGHTS.stock].toSorted())
  })
})

await t.test('Nobody raises anybody above themselves', async (t) => {
  const { owner, owner_id, cashier_id, allow, shop, people, store } = await openStaff(t)
  // A supervisor to whom the owner gave the staff to look after.
  const supervisor = await hireAt(shop, people, 'supervisor')
  await allow(supervisor.staff_id, [...RIGHTS.supervisor, 'edit-staff'])
  await supervisor.post('/sign-in/pin', { staff_id: supervisor.staff_id, pin: '7302' })
  t.equal((await supervisor.get('/staff')).status, 200)

  await t.test('a supervisor changes what they have themselves', async (t) => {
    const right = [...RIGHTS.cashier, 'refund']
    t.ok((await supervisor.post(`/staff/${cashier_id}/rights`, { right })).goes)
    t.ok(rightsOf(findStaff(store, cashier_id)!).includes('refund'))
  })

  await t.test('but gives no right they have not got, by right, by role or by hiring', async (t) => {
    const tries: [string, Record<string, string | string[]>][] = [
      [`/staff/${cashier_id}/rights`, { right: [...RIGHTS.cashier, 'edit-settings'] }],
      [`/staff/${cashier_id}/role`, { role: 'owner' }],
      [`/staff/${cashier_id}/role`, { role: 'technician' }],
      ['/staff', { name: 'Kawan', role: 'owner', pin: '8026' }]
    ]
    for (const [url, form] of tries)
      t.match(await supervisor.post(url, form), { status: 403, text: /lebih dari hak Anda/ })
    t.same(findStaff(store, cashier_id)!.role, 'cashier')
  })

  await t.test('and touches nobody who may more: their PIN would be theirs', async (t) => {
    const tries: [string, Record<string, string | string[]>][] = [
      ['pin', { pin: '8026' }],
      ['password', { password: NEW_PASSWORD, password_again: NEW_PASSWORD }],
      ['rights', { right: ['sell'] }],
      ['role', { role: 'cashier' }],
      ['name', { name: 'Bukan Ratna' }],
      ['departure', {}]
    ]
    for (const [what, form] of tries) {
      t.match(
        await supervisor.post(`/staff/${owner_id}/${what}`, form),
        { status: 403, text: /lebih dari hak Anda/ },
        what
      )
    }
    const { text } = await supervisor.get(`/staff/${owner_id}`)
    t.match(text, 'hanya pemilik yang bisa mengubahnya')
    t.notMatch(text, /action="\/staff/)
  })

  await t.test('nobody changes their own role or rights, neither up nor down', async (t) => {
    for (const [who, id] of [
      [supervisor, supervisor.staff_id],
      [owner, owner_id]
    ] as const) {
      t.match(await who.post(`/staff/${id}/role`, { role: 'cashier' }), { status: 409, text: /orang lain/ })
      t.match(await who.post(`/staff/${id}/rights`, { right: ['sell'] }), { status: 409, text: /orang lain/ })
    }
  })
})

await t.test('There is always an owner who may do everything', async (t) => {
  const { owner, owner_id, shop, people } = await openStaff(t)
  const second = await hireAt(shop, people, 'owner')
  const all_but_one = EVERY_RIGHT.filter((right) => right !== 'manage-backup')

  await t.test('of two, one may lose a right, and then the other is the last', async (t) => {
    t.ok((await owner.post(`/staff/${second.staff_id}/rights`, { right: all_but_one })).goes)
    await second.post('/sign-in/pin', { staff_id: second.staff_id, pin: '6041' })
    t.equal((await second.post(`/staff/${owner_id}/rights`, { right: all_but_one })).status, 403)
    await owner.post(`/staff/${second.staff_id}/rights`, { right: [...EVERY_RIGHT] })
  })

  await t.test('who loses nothing, whoever asks', async (t) => {
    await second.post('/sign-in/pin', { staff_id: second.staff_id, pin: '6041' })
    t.ok((await second.post(`/staff/${owner_id}/role`, { role: 'supervisor' })).goes)
    t.ok((await second.post(`/staff/${owner_id}/role`, { role: 'owner' })).goes)
    t.ok((await second.post(`/staff/${owner_id}/departure`)).goes, 'a second owner may go')
    const { status, text } = await second.post(`/staff/${second.staff_id}/departure`)
    t.equal(status, 409)
    t.match(text, 'harus tetap punya pemilik')
  })
})

await t.test('The last owner loses nothing, not even to somebody who may as much', async (t) => {
  const { owner_id, shop, people, allow, store } = await openStaff(t)
  const supervisor = await hireAt(shop, people, 'supervisor')
  await allow(supervisor.staff_id, [...EVERY_RIGHT])
  await supervisor.post('/sign-in/pin', { staff_id: supervisor.staff_id, pin: '7302' })
  const tries: [string, Record<string, string | string[]>][] = [
    ['role', { role: 'supervisor' }],
    ['rights', { right: ['sell'] }],
    ['departure', {}]
  ]
  for (const [what, form] of tries) {
    t.match(
      await supervisor.post(`/staff/${owner_id}/${what}`, form),
      { status: 409, text: /harus tetap punya pemilik/ },
      what
    )
  }
  t.match(findStaff(store, owner_id), { role: 'owner', singles: null })
})

await t.test('Whoever left can be brought back', async (t) => {
  const { owner, till, cashier_id, allow, store } = await openStaff(t)
  await allow(cashier_id, [...RIGHTS.cashier, 'see-today'])
  await owner.post(`/staff/${cashier_id}/departure`)
  t.match((await owner.get('/staff')).text, /Sudah keluar[\s\S]*Siti Nurhaliza[\s\S]*Panggil kembali/)
  t.equal((await owner.get(`/staff/${cashier_id}`)).status, 404)

  t.equal(
    (await owner.post(`/staff/${cashier_id}/return`, { pin: '1234' })).status,
    422,
    'with a PIN of their own'
  )
  t.equal(
    (await owner.post(`/staff/${cashier_id}/return`, { pin: '5283' })).goes,
    `/staff/${cashier_id}?saved`
  )
  t.match(findStaff(store, cashier_id), { role: 'cashier', singles: null, password_hash: null })
  t.equal(
    (await till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })).status,
    401,
    'not the old one'
  )
  t.equal((await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '5283' })).goes, '/')
  t.equal((await owner.post(`/staff/${cashier_id}/return`, { pin: '5283' })).status, 409, 'once')
  t.notMatch((await owner.get('/staff')).text, 'Sudah keluar')
})

await t.test('One’s own PIN and password', async (t) => {
  const { owner, owner_id, till, cashier_id, shop } = await openStaff(t)

  await t.test('are changed with the old one, wherever one works', async (t) => {
    t.match(await till.post('/me/pin', { proof: '0000', pin: '5283' }), {
      status: 422,
      text: /Yang lama salah/
    })
    t.equal((await till.post('/me/pin', { proof: CASHIER.pin, pin: '5283' })).goes, '/me?saved')
    t.equal((await till.get('/me')).status, 200, 'and one stays signed in here')
    t.equal((await owner.post(`/staff/${owner_id}/pin`, { pin: '5283' })).status, 409, 'and no other way')
    const password = { password: NEW_PASSWORD, password_again: NEW_PASSWORD }
    t.equal((await owner.post(`/staff/${owner_id}/password`, password)).status, 409)
  })

  await t.test('end the sessions of other devices', async (t) => {
    const phone = shop.browser()
    await phone.post('/sign-in/password', OWNER)
    const form = { proof: OWNER.password, password: NEW_PASSWORD, password_again: NEW_PASSWORD }
    t.equal((await owner.post('/me/password', form)).goes, '/me?saved')
    t.equal((await phone.get('/staff')).goes, '/sign-in')
    t.equal((await owner.get('/staff')).status, 200)
    t.equal((await phone.post('/sign-in/password', OWNER)).status, 401)
  })

  await t.test('are refused when anyone would try them, or typed in two ways', async (t) => {
    const change = (password: string, password_again = password) =>
      owner.post('/me/password', { proof: NEW_PASSWORD, password, password_again })
    t.equal((await change('toko makmur jaya')).status, 422)
    t.equal((await change('IbuRatna1975')).status, 422)
    t.equal((await change('serigala berbulu', 'serigala berbuli')).status, 422)
    t.equal((await change('serigala berbulu domba '.repeat(6))).goes, '/me?saved', 'but none is too long')
  })

  await t.test('prove each other where there is none yet', async (t) => {
    const password = { password: 'gerobak kuning', password_again: 'gerobak kuning' }
    t.equal((await till.post('/me/password', { ...password, proof: '0000' })).status, 422)
    t.equal((await till.post('/me/password', { ...password, proof: '5283' })).goes, '/me?saved')
    t.ok(findStaff(shop.store, cashier_id)!.password_hash)
  })

  await t.test('are not found by trying', async (t) => {
    const answers = []
    for (let i = 0; i < 6; i++)
      answers.push((await till.post('/me/pin', { proof: '0000', pin: '9137' })).status)
    t.equal(answers.at(-1), 429)
  })
})

await t.test('The owner changes the name, the PIN and the password of others', async (t) => {
  const { owner, till, cashier_id, shop, store } = await openStaff(t)
  t.equal(
    (await owner.post(`/staff/${cashier_id}/name`, { name: ' Siti N. ' })).goes,
    `/staff/${cashier_id}?saved`
  )
  t.equal(findStaff(store, cashier_id)!.name, 'Siti N.')
  t.equal((await till.get('/sales')).status, 200, 'a name ends no session')
  t.equal((await owner.post(`/staff/${cashier_id}/name`, { name: OWNER.name.toLowerCase() })).status, 409)

  const password = { password: 'siti nurhaliza 99', password_again: 'siti nurhaliza 99' }
  const url = `/staff/${cashier_id}/password`
  t.equal((await owner.post(url, { ...password, password_again: 'x' })).status, 422)
  t.equal(
    (await owner.post(url, { password: 'Siti N. 12345', password_again: 'Siti N. 12345' })).status,
    422,
    'not the name'
  )
  t.ok((await owner.post(url, password)).goes)
  t.equal((await till.get('/sales')).goes, '/sign-in')
  const phone = shop.browser()
  t.equal((await phone.post('/sign-in/password', { name: 'siti n.', password: password.password })).goes, '/')
})

async function openStaff(t: Test): Promise<
  TestShop & {
    shop: TestBox
    people: TestShop
    store: Store
    allow(staff_id: string, right: Right[]): Promise<void>
    signIn(): Promise<unknown>
  }
> {
  const shop = await openBox(t)
  const people = await shop.setUp()
  const { owner, till, cashier_id } = people
  return {
    ...people,
    shop,
    people,
    store: shop.store,
    async allow(staff_id, right) {
      const { goes, text } = await owner.post(`/staff/${staff_id}/rights`, { right })
      if (!goes) throw new Error(text)
    },
    signIn: () => till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
  }
}

function findOwner({ sqlite }: Store): unknown {
  return sqlite.prepare("select staff_id from staff where role = 'owner'").pluck().get()
}

function countEvents({ sqlite }: Store): unknown {
  return sqlite.prepare("select count(*) from events where type = 'staff.changed'").pluck().get()
}

function lastFacts({ sqlite }: Store): unknown {
  const facts = sqlite
    .prepare("select facts from events where type = 'staff.changed' order by event_id desc")
    .pluck()
    .get() as string
  return JSON.parse(facts)
}
