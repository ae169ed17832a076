import t from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { wordsIn } from '../../views/words/words.ts'
import { fillBasket, TEA, wired } from '../counter.ts'
import { CASHIER, OWNER } from '../shop.ts'
import { connected, happenings, listen, openFloor, shownOut } from '../terminals/floor.ts'
import { openStockedFloor } from '../terminals/stocked-floor.ts'

const words = wordsIn('id').terminals
const LOCKED = '/sign-in?back=%2Ftill'

t.test('A screen that nobody touches', async (t) => {
  const { shop, people, clock } = await openStockedFloor(t)
  const { till, owner, cashier_id } = people
  const unlock = (pin: string) => till.post('/sign-in/pin', { staff_id: cashier_id, pin, back: '/till' })
  await till.post('/shift', { float: '0' })
  const { form, request_id } = await fillBasket(till, [TEA.barcode, TEA.barcode])

  await t.test('stays open as long as somebody does something', async (t) => {
    for (let i = 0; i < 4; i++) {
      clock.pass(4)
      t.match(await till.get('/till'), { status: 200 })
    }
  })

  await t.test('locks after five minutes, whatever its panels ask by themselves', async (t) => {
    clock.pass(4)
    t.match(await till.get('/till/slip', { htmx: true }), { status: 200 }, 'a panel looks again')
    clock.pass(1)
    t.match(await till.get('/till'), { goes: LOCKED })
    t.match(await till.get('/till/slip', { htmx: true }), { goes: '/sign-in' })
  })

  await t.test('does nothing any more until the PIN is typed, by any way', async (t) => {
    const asked = await till.post('/sales', form, {
      request_id,
      htmx: true,
      headers: { 'hx-current-url': `${shop.box.url}/till` }
    })
    t.match(asked, { goes: LOCKED })
    t.match(await till.post('/till/scans', { text: TEA.barcode }), { goes: '/sign-in' })
    t.equal(shop.store.sqlite.prepare('select count(*) from sales').pluck().get(), 0)
    await t.rejects(connected(listen(t, shop, till)), /sign in first/)
    t.match(await till.get(LOCKED), { status: 200, text: words.locked_title(CASHIER.name) })
    t.match(await unlock('4072'), { status: 401 })
    t.match(await till.get('/till'), { goes: LOCKED })
  })

  await t.test('is where it was after the PIN, with its basket', async (t) => {
    t.match(await unlock(CASHIER.pin), { goes: '/till' })
    t.match(await till.post('/sales', form, { request_id, htmx: true }), { status: 200 })
  })

  await t.test('stays open for a hand that types without asking for anything', async (t) => {
    const screen = listen(t, shop, till)
    await connected(screen)
    clock.pass(4)
    screen.emit('awake')
    await screen.emitWithAck('awake')
    clock.pass(4)
    t.match(await till.get('/till'), { status: 200 })
  })

  await t.test('is shown out of its socket when it locks', async (t) => {
    const screen = listen(t, shop, till)
    await connected(screen)
    const out = shownOut(screen)
    clock.pass(5)
    t.equal(await out, 'io server disconnect')
  })

  await t.test('locks as soon as the owner says, and away from a till after half an hour', async (t) => {
    await unlock(CASHIER.pin)
    t.match(await owner.post('/sign-in/password', OWNER), { goes: '/' })
    t.match(await owner.post('/settings/lock', { minutes: '2' }), { goes: '/tills?saved' })
    t.match(await owner.post('/settings/lock', { minutes: '0' }), { status: 422 })
    clock.pass(2)
    t.match(await till.get('/till'), { goes: LOCKED })
    clock.pass(27)
    t.match(await owner.get('/tills'), { status: 200 })
    clock.pass(30)
    t.match(await owner.get('/tills'), { goes: '/sign-in?back=%2Ftills' })
    t.match(await owner.get('/sign-in?back=%2Ftills'), { text: `value="${OWNER.name}"` })
    t.match(await owner.post('/sign-in/password', { ...OWNER, back: '/tills' }), { goes: '/tills' })
  })

  await t.test('is over for good after its day, locked or not', async (t) => {
    await unlock(CASHIER.pin)
    for (let minutes = 0; minutes < 16 * 60; minutes++) {
      clock.pass(1)
      if (minutes % 60 === 0) await till.get('/till')
    }
    t.match(await till.get('/till'), { goes: '/sign-in' })
    t.notMatch((await till.get('/sign-in')).text, words.locked_title(CASHIER.name))
  })
})

t.test('Another person at the same till', async (t) => {
  const { shop, people } = await openStockedFloor(t)
  const { till, owner, cashier_id } = people
  await till.post('/shift', { float: '0' })
  await fillBasket(till, [TEA.barcode])
  await owner.post('/staff', { name: 'Budi', role: 'cashier', pin: '8026' })
  const budi = listStaff(shop.store).find(({ name }) => name === 'Budi')!.staff_id

  await t.test('is asked for by one key, which locks the screen', async (t) => {
    const { goes } = await till.post('/session/lock', { back: '/till' })
    t.equal(goes, '/sign-in?by=name&back=%2Ftill')
    t.match(await till.get(goes!), { text: new RegExp(`/sign-in\\?who=${budi}&[^"]*back[^"]*%2Ftill`) })
    t.match(await till.get('/till'), { goes: LOCKED })
  })

  await t.test('comes to the same page and basket by the own PIN', async (t) => {
    t.match(await till.post('/sign-in/pin', { staff_id: budi, pin: '8026', back: '/till' }), {
      goes: '/till'
    })
    t.match(await till.get('/till'), { status: 200, text: TEA.name })
    t.match((await till.get('/till')).text, 'Budi')
    t.equal(sessionsOf(cashier_id), 0, 'whoever was there is out')
    t.same(happenings(shop, 'session.locked').length, 1)
  })

  function sessionsOf(staff_id: string): unknown {
    return shop.store.sqlite.prepare('select count(*) from sessions where staff_id = ?').pluck().get(staff_id)
  }
})

t.test('A session', async (t) => {
  const { shop, people, clock } = await openFloor(t)
  const { till, cashier_id } = people
  const signIn = () => till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })

  await t.test('has a token of its own at each sign-in, and the one before is worth nothing', async (t) => {
    const before = till.cookies.get('laci_session')!
    await signIn()
    const after = till.cookies.get('laci_session')!
    t.not(after, before)
    till.cookies.set('laci_session', before)
    t.match(await till.get('/till'), { goes: '/sign-in' })
    till.cookies.set('laci_session', after)
    t.match(await till.get('/till'), { status: 200 })
  })

  await t.test('is worth nothing on another device', async (t) => {
    const thief = shop.browser()
    thief.cookies.set('laci_session', till.cookies.get('laci_session')!)
    t.match(await thief.get('/sales'), { goes: '/sign-in' })
  })

  await t.test('is one of those that its owner sees, and ends together', async (t) => {
    const [phone, desk] = [shop.browser(), shop.browser()]
    for (const device of [phone, desk]) await device.post('/sign-in/password', OWNER)
    const { text } = await phone.get('/sessions')
    t.equal(text.match(/<li><span><b>/g)?.length, 3, 'the wizard’s, and these two')
    t.match(text, words.sessions_here)
    t.match(await phone.post('/sessions/others/end'), { goes: '/sessions' })
    t.match(await desk.get('/sessions'), { goes: '/sign-in' })
    t.match(await phone.get('/sessions'), { status: 200, text: words.sessions_only })
    t.match(await till.get('/till'), { status: 200 }, 'nobody else’s')
  })

  await t.test(
    'ends by signing out, also where it is locked; a device of one’s own forgets its pages',
    async (t) => {
      clock.pass(6)
      t.match(await till.get('/till'), { goes: LOCKED })
      t.notOk((await till.post('/sign-out')).headers['clear-site-data'])
      t.notMatch((await till.get('/sign-in')).text, words.locked_title(CASHIER.name))
      const phone = shop.browser()
      await phone.post('/sign-in/password', OWNER)
      t.match((await phone.post('/sign-out')).headers, { 'clear-site-data': '"cache"' })
    }
  )
})

t.test('A shift that is closed', async (t) => {
  const { shop, people, clock } = await openFloor(t)
  const { till, owner, cashier_id, owner_id } = people
  await till.post('/shift', { float: '0' })
  const beside = wired(shop.box.url, { cookies: new Map(till.cookies) })
  beside.cookies.delete('laci_session')
  await beside.post('/sign-in/password', OWNER)
  t.match(await beside.get('/till'), { status: 200 })
  clock.pass(1)

  await t.test('takes everybody at its till out with it', async (t) => {
    t.match(await till.post('/shift/closing', { counted: '0' }), { goes: /^\/shifts\// })
    t.match(await beside.get('/till'), { goes: '/sign-in' }, 'the owner, too, who was signed in there')
    t.match(happenings(shop, 'session.ended'), [{ facts: '{"why":"shift","ended":1}' }])
  })

  await t.test('but whoever closed it, for two minutes: to read what came of it', async (t) => {
    const { goes } = await till.get('/')
    t.ok(goes === undefined || !goes.startsWith('/sign-in'))
    clock.pass(2)
    t.match(await till.get('/shifts'), { goes: '/sign-in' })
  })

  await t.test('and nobody elsewhere', async (t) => {
    t.match(await owner.get('/tills'), { status: 200 })
    const open = shop.store.sqlite
      .prepare('select count(*) from sessions where staff_id = ? and expires_at > ?')
      .pluck()
    t.equal(open.get(cashier_id, clock.now()), 0)
    t.equal(open.get(owner_id, clock.now()), 1)
  })
})
