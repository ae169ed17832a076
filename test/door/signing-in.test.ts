import t, { type Test } from 'tap'
import { wordsIn } from '../../views/words/words.ts'
import { type Browser, CASHIER, OWNER, openBox } from '../shop.ts'
import { DOOR, fromAfar, knock, setUpSecondStep } from './from-afar.ts'

const words = wordsIn('id')
const WRONG = words.refusals['door/wrong']
const MINUTE = 60_000

await t.test('Nobody comes in by the door', async (t) => {
  const { door, people, sqlite } = await openShop(t)
  const visitor = fromAfar(door)

  await t.test('without a second step, whatever the password', async (t) => {
    const { status, text } = await knock(visitor, { code: '123456' })
    t.equal(status, 401)
    t.ok(text.includes(String(WRONG)))
    t.equal((await visitor.get('/')).goes, '/sign-in')
  })

  await t.test('with a second step that was shown but not confirmed', async (t) => {
    await people.owner.post('/second-step', { password: OWNER.password })
    t.equal((await knock(visitor, { code: '123456' })).status, 401)
    t.equal(sqlite.prepare('select count(*) from door_sessions').pluck().get(), 0)
  })

  await t.test('and a password is asked for before a key is shown', async (t) => {
    const { status, text } = await people.owner.post('/second-step', { password: 'bukan sandinya' })
    t.equal(status, 422)
    t.ok(text.includes(String(words.refusals['second-step/password-wrong'])))
  })

  await t.test('and a cashier is not offered a second step at all', async (t) => {
    t.ok((await people.till.get('/second-step')).text.includes(String(words.refusals['right/missing'])))
  })
})

await t.test('The owner comes in by password and code', async (t) => {
  const { door, people, store, sqlite, clock } = await openShop(t)
  const { phone, codes } = await setUpSecondStep(people.owner, { now: clock.ms })
  clock.pass(2 * MINUTE)

  await t.test('and by nothing less', async (t) => {
    const stranger = fromAfar(door)
    const code = await phone.next()
    for (const wrong of [
      { code, password: 'salah semua' },
      { code, name: 'Pak Nobody' },
      { code: '000000' },
      { code: 'AAAA-BBBB-CCCC' }
    ]) {
      const { status, text } = await knock(stranger, wrong)
      t.equal(status, 401)
      t.ok(text.includes(String(WRONG)), 'what was wrong is not told')
    }
    t.equal((await knock(stranger, { code })).goes, '/', 'a code survives the wrong passwords of strangers')
  })

  await t.test('a code once: neither again nor an older one', async (t) => {
    clock.pass(MINUTE)
    const code = await phone.next()
    t.equal((await knock(fromAfar(door), { code })).goes, '/')
    t.equal((await knock(fromAfar(door), { code })).status, 401)
    const older = phone.at(Math.floor(clock.ms() / 30_000) - 1)
    t.equal((await knock(fromAfar(door), { code: older })).status, 401)
  })

  await t.test('half a minute early or late, and no more', async (t) => {
    clock.pass(10 * MINUTE)
    const step = Math.floor(clock.ms() / 30_000)
    t.equal((await knock(fromAfar(door), { code: phone.at(step - 2) })).status, 401)
    t.equal((await knock(fromAfar(door), { code: phone.at(step + 2) })).status, 401)
    t.equal((await knock(fromAfar(door), { code: phone.at(step - 1) })).goes, '/')
    t.equal((await knock(fromAfar(door), { code: phone.at(step + 1) })).goes, '/')
  })

  await t.test('or by a recovery code, once each', async (t) => {
    clock.pass(10 * MINUTE)
    t.equal(codes.length, 10)
    const typed = codes[0]!.toLowerCase().replaceAll('-', ' ')
    t.equal((await knock(fromAfar(door), { code: typed })).goes, '/', 'however it is typed')
    t.equal((await knock(fromAfar(door), { code: codes[0]! })).status, 401)
    t.ok((await people.owner.get('/second-step')).text.includes(String(words.door.step.codes_left(9))))
    t.equal(
      sqlite
        .prepare("select count(*) from recovery_codes where code_mark like '%' || ? || '%'")
        .pluck()
        .get(codes[1]),
      0,
      'they are not kept as they are'
    )
  })

  await t.test('of a new set the old ones are worth nothing', async (t) => {
    clock.pass(MINUTE)
    const { text } = await people.owner.post('/second-step/codes', { password: OWNER.password })
    const renewed = [...text.matchAll(/<li><code>([^<]+)</g)].map(([, code]) => code!)
    t.equal(renewed.length, 10)
    t.equal((await knock(fromAfar(door), { code: codes[1]! })).status, 401)
    t.equal((await knock(fromAfar(door), { code: renewed[0]! })).goes, '/')
  })

  await t.test('and each time is written down', async (t) => {
    const kinds = sqlite
      .prepare(
        "select type, count(*) as times from events where type like 'door.%' group by type order by type"
      )
      .all() as { type: string; times: number }[]
    t.same(
      kinds.map(({ type }) => type),
      ['door.refused', 'door.signed-in']
    )
    const kept = JSON.stringify(store.sqlite.prepare('select * from requests').all())
    for (const code of codes) t.notMatch(kept, code, 'no answer that is kept holds a code')
  })
})

await t.test('A guesser', async (t) => {
  const { data, door, people, clock, reopen } = await openShop(t)
  const { phone } = await setUpSecondStep(people.owner, { now: clock.ms })
  const own = fromAfar(door)
  clock.pass(MINUTE)
  t.equal((await knock(own, { code: await phone.next() })).goes, '/')

  await t.test('is made to wait, longer with each try, even all at once', async (t) => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => knock(fromAfar(door), { code: '111111' }))
    )
    const statuses = answers.map(({ status }) => status)
    t.equal(statuses.filter((status) => status === 401).length, 5)
    t.equal(statuses.filter((status) => status === 429).length, 3)
  })

  await t.test('by any other name too, known or not', async (t) => {
    t.equal((await knock(fromAfar(door), { name: 'Siapa saja', code: '111111' })).status, 429)
    t.equal((await knock(fromAfar(door), { name: CASHIER.name, code: '111111' })).status, 429)
  })

  await t.test('but the owner’s own telephone is not kept out', async (t) => {
    clock.pass(MINUTE / 2)
    await own.post('/sign-out')
    t.equal((await knock(own, { code: await phone.next() })).goes, '/')
  })

  await t.test('and waits after a restart as well', async (t) => {
    for (let tries = 0; tries < 5; tries++) {
      clock.pass(16 * MINUTE)
      await knock(fromAfar(door), { code: '111111' })
    }
    const again = await reopen(data)
    t.equal((await knock(fromAfar(again), { code: '111111' })).status, 429)
  })
})

await t.test('Whoever came in', async (t) => {
  const { door, people, clock, sqlite } = await openShop(t)
  const { phone } = await setUpSecondStep(people.owner, { now: clock.ms })

  const enter = async (): Promise<Browser> => {
    clock.pass(MINUTE)
    const browser = fromAfar(door)
    const { goes } = await knock(browser, { code: await phone.next() })
    if (goes !== '/') throw new Error('not let in')
    return browser
  }
  const isIn = async (browser: Browser) => (await browser.get('/')).status === 200

  await t.test('is out after half an hour without doing anything', async (t) => {
    const browser = await enter()
    clock.pass(29 * MINUTE)
    t.ok(await isIn(browser))
    clock.pass(29 * MINUTE)
    t.ok(await isIn(browser), 'looking at a page counts')
    clock.pass(20 * MINUTE)
    t.equal((await browser.get('/', { htmx: true })).status, 200, 'a page that looks again by itself doesn’t')
    t.equal((await browser.post('/visits/here')).status, 204, 'a touch of it does')
    clock.pass(29 * MINUTE)
    t.equal((await browser.get('/', { htmx: true })).status, 200)
    clock.pass(2 * MINUTE)
    t.notOk(await isIn(browser))
  })

  await t.test('may end any other of their sessions, or all', async (t) => {
    const [one, two, three] = [await enter(), await enter(), await enter()]
    const first = sqlite
      .prepare('select session_id from door_sessions order by opened_at limit 1')
      .pluck()
      .get()
    t.equal((await three.post('/visits/end', { session_id: String(first) })).goes, '/visits')
    t.notOk(await isIn(one))
    t.ok(await isIn(two))
    await three.post('/visits/end')
    t.notOk(await isIn(two))
    t.ok(await isIn(three))
    await people.owner.post('/sign-in/password', OWNER) // hours have passed, and that screen has locked itself
    await people.owner.post('/second-step/visits/end')
    t.notOk(await isIn(three), 'from the shop as well')
  })

  await t.test('is out with another password, and with the second step', async (t) => {
    const browser = await enter()
    const hash = sqlite.prepare("select password_hash from staff where role = 'owner'").pluck().get()
    sqlite.prepare("update staff set password_hash = password_hash || 'x' where role = 'owner'").run()
    t.notOk(await isIn(browser))
    sqlite.prepare("update staff set password_hash = ? where role = 'owner'").run(hash)
    t.ok(await isIn(browser))
    sqlite
      .prepare("insert into staff_departures select staff_id, ? from staff where role = 'owner'")
      .run(clock.now())
    t.notOk(await isIn(browser), 'nor when they have left')
    sqlite.prepare('delete from staff_departures').run()
    await people.owner.post('/sign-in/password', OWNER) // hours have passed, and that screen has locked itself
    await people.owner.post('/second-step/end', { password: OWNER.password })
    t.notOk(await isIn(browser))
    t.equal((await knock(fromAfar(door), { code: await phone.next() })).status, 401)
  })
})

await t.test('Twelve hours after they came in', async (t) => {
  const { door, people, clock } = await openShop(t)
  const { phone } = await setUpSecondStep(people.owner, { now: clock.ms })
  clock.pass(MINUTE)
  const browser = fromAfar(door)
  await knock(browser, { code: await phone.next() })

  await t.test('anybody is out, whatever they do', async (t) => {
    for (let passed = 20; passed < 12 * 60; passed += 20) {
      clock.pass(20 * MINUTE)
      t.equal((await browser.get('/')).status, 200, `${passed} minutes`)
    }
    clock.pass(20 * MINUTE)
    t.equal((await browser.get('/')).goes, '/sign-in')
  })
})

await t.test('In the shop', async (t) => {
  const { box, sqlite, door, people, clock } = await openShop(t)
  const { phone } = await setUpSecondStep(people.owner, { now: clock.ms })
  clock.pass(MINUTE)
  const today = async () => (await people.owner.get('/today')).text
  const seen = async () => {
    const seen_id = /name="seen_id" value="([^"]+)"/.exec(await today())![1]!
    t.equal((await people.owner.post('/second-step/news', { seen_id })).goes, '/today')
  }
  t.notOk((await today()).includes('door-news'))

  await t.test('the owner is told that somebody came in, loudly of a new device', async (t) => {
    const browser = fromAfar(door)
    await knock(browser, { code: await phone.next() })
    t.ok((await today()).includes(String(words.door.alert.loud)))
    await seen()
    t.notOk((await today()).includes('door-news'))

    clock.pass(MINUTE)
    await browser.post('/sign-out')
    await knock(browser, { code: await phone.next() })
    t.ok((await today()).includes(String('door-news')))
    t.notOk((await today()).includes(words.door.alert.loud), 'the same device again is no alarm')
    await seen()
  })

  await t.test('and of a burst of wrong tries', async (t) => {
    for (let tries = 0; tries < 5; tries++) await knock(fromAfar(door), { code: '222222' })
    const text = await today()
    t.ok(text.includes(String(words.door.alert.refused(5))))
    t.ok(text.includes(String(words.door.alert.loud)))
  })

  await t.test('and who knocked is listed for 400 days', async (t) => {
    const listed = () => sqlite.prepare('select count(*) from door_entries').pluck().get()
    const all = listed()
    clock.pass(399 * 24 * 60 * MINUTE)
    await box.shop.schedule!.run('clear-sessions')
    t.equal(listed(), all)
    await knock(fromAfar(door), { code: '222222' })
    clock.pass(2 * 24 * 60 * MINUTE)
    await box.shop.schedule!.run('clear-sessions')
    t.equal(listed(), 1, 'what is younger stays')
    const events = sqlite.prepare("select count(*) from events where type like 'door.%'").pluck().get()
    t.ok(Number(events) > 1, 'and the ledger forgets nothing')
  })
})

/** A shop with its door open, and a clock that goes when it is told. */
async function openShop(t: Test) {
  let now = Date.parse('2026-11-22T03:00:00.000Z')
  const clock = {
    now: () => new Date(now).toISOString(),
    ms: () => now,
    pass: (by_ms: number) => {
      now += by_ms
    }
  }
  const shop = await openBox(t, { clock, door: DOOR })
  const people = await shop.setUp()
  return {
    ...shop,
    people,
    clock,
    sqlite: shop.store.sqlite,
    door: shop.box.door!.url,
    async reopen(data: string): Promise<string> {
      await shop.box.stop()
      const again = await openBox(t, { data, clock, door: DOOR })
      return again.box.door!.url
    }
  }
}
