import { createHook } from 'node:async_hooks'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { newId } from '../../server/values/id.ts'
import { wordsIn } from '../../views/words/words.ts'
import { CASHIER, OWNER, openBox, type TestBox } from '../shop.ts'
import { happenings, openFloor, stoppedClock } from '../terminals/floor.ts'

t.test('Whoever guesses a PIN', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'laci-test-'))
  t.teardown(() => rmSync(data, { recursive: true }))
  const clock = stoppedClock()
  const { shop, people } = await openFloor(t, { data, clock })
  const { till, cashier_id, printer_id } = people
  const guess = (pin: string, device = till) => device.post('/sign-in/pin', { staff_id: cashier_id, pin })
  const second = shop.browser()
  await second.post('/sign-in/password', OWNER)
  await second.post('/till/pairing', { name: 'Kasir dua', printer_id })

  await t.test('has five tries, though twenty arrive together', async (t) => {
    const pins = Array.from({ length: 20 }, (_, i) => String(5000 + i))
    const runs = await countHashing(() => Promise.all(pins.map((pin) => guess(pin))))
    const statuses = runs.answers.map(({ status }) => status)
    t.equal(statuses.filter((status) => status === 401).length, 5)
    t.equal(statuses.filter((status) => status === 429).length, 15)
    // Each form that carries a secret is marked once, slowly; only five secrets are looked at besides.
    t.equal(runs.count, 20 + 5)
  })

  await t.test('is told when to come back, at every till and with the right PIN, too', async (t) => {
    t.match(await guess(CASHIER.pin), { status: 429, text: '30 detik lagi' })
    t.match(await guess(CASHIER.pin, second), { status: 429, text: '30 detik lagi' })
  })

  await t.test('is still counted after the box has started anew', async (t) => {
    await shop.box.stop()
    const again = await reopen(t)
    const device = again.browser()
    device.cookies.set('laci_device', till.cookies.get('laci_device')!)
    t.match(await guess(CASHIER.pin, device), { status: 429 })
    clock.pass(0.6)
    t.match(await guess('4444', device), { status: 401 })
    t.match(await guess(CASHIER.pin, device), { status: 429, text: '60 detik lagi' }, 'twice as long')
    clock.pass(1.1)
    t.match(await guess(CASHIER.pin, device), { goes: '/' })
    t.match(await guess('4444', device), { status: 401 }, 'forgiven: the next is free again')
    t.match(await guess(CASHIER.pin, device), { goes: '/' })
  })

  await t.test('stands in the books: who was meant and where, never what was typed', async (t) => {
    const again = await reopen(t)
    const failed = happenings(again, 'staff.sign-in-failed')
    t.equal(failed.length, 7)
    t.match(failed[0], { subject_id: cashier_id, facts: '{"way":"pin"}' })
    t.match(happenings(again, 'staff.locked-out'), [{ subject_id: cashier_id }, { subject_id: cashier_id }])
    t.notMatch(JSON.stringify(failed), /500\d|4444/)
  })

  /** The same shop after a start; it is stopped with the test that asked for it. */
  function reopen(t: Test): Promise<TestBox> {
    return openBox(t, { data, clock })
  }
})

t.test('At one till ten tries are free, whoever is meant', async (t) => {
  const { shop, people } = await openFloor(t)
  const { owner, till } = people
  const ids = [newId(), newId(), newId(), newId(), newId()]
  const tries = ids.flatMap((staff_id) => [0, 1, 2, 3].map((i) => ({ staff_id, pin: String(6000 + i) })))
  const answers = []
  for (const form of tries) answers.push((await till.post('/sign-in/pin', form)).status)
  t.same(answers.slice(0, 10), Array(10).fill(401))
  t.same(answers.slice(10), Array(10).fill(429))
  const { text } = await owner.get('/tills')
  t.match(text, wordsIn('id').terminals.locks_title, 'the owner sees it')
  t.match(text, wordsIn('id').terminals.lock_till('K1 · Kasir depan'))
  t.equal(
    happenings(shop, 'staff.sign-in-failed').length,
    10,
    'and a flood writes no more than it was let try'
  )
})

t.test('A name that somebody has and one that nobody has', async (t) => {
  const { shop } = await openFloor(t)
  const attempt = (name: string, password = 'salah sekali') =>
    countHashing(() => shop.browser().post('/sign-in/password', { name, password }))
  const known = await attempt(OWNER.name)
  const unknown = await attempt('Bukan Siapa-siapa')
  const cashier = await attempt(CASHIER.name)

  await t.test('are answered alike, after the same work', async (t) => {
    t.match(
      [known, unknown, cashier].map(({ count }) => count),
      [2, 2, 2]
    )
    t.same(new Set([known, unknown, cashier].map(({ answers }) => answers.status)), new Set([401]))
    const sentence = (text: string) => /<p>([^<]*)<\/p>/.exec(text)?.[1]
    t.equal(sentence(known.answers.text), sentence(unknown.answers.text))
  })

  await t.test('lock alike', async (t) => {
    const statuses = async (name: string) => {
      const seen = []
      for (let i = 0; i < 6; i++) seen.push((await attempt(name)).answers.status)
      return seen
    }
    t.same(await statuses(OWNER.name), await statuses('Bukan Siapa-siapa'))
  })

  await t.test('and what was typed for a name stands nowhere', async (t) => {
    const rows = shop.store.sqlite.prepare('select subject from sign_in_failures').pluck().all()
    t.notMatch(JSON.stringify(rows), /bukan|ratna/i)
    t.notMatch(JSON.stringify(happenings(shop, 'staff.%')), /Bukan/)
  })
})

t.test('From one address twenty passwords are free, whatever the names', async (t) => {
  const { shop } = await openFloor(t)
  const device = shop.browser()
  const statuses = []
  for (let i = 0; i < 24; i++) {
    const { status } = await device.post('/sign-in/password', { name: `Nama ${i}`, password: 'salah' })
    statuses.push(status)
  }
  t.same(statuses, [...Array(20).fill(401), ...Array(4).fill(429)])
})

/** How many times Argon2 ran meanwhile: the work that takes the time. */
async function countHashing<Answers>(
  work: () => Promise<Answers>
): Promise<{ answers: Answers; count: number }> {
  let count = 0
  const hook = createHook({
    init(_id, type) {
      if (type === 'ARGON2REQUEST') count++
    }
  }).enable()
  try {
    const answers = await work()
    return { answers, count }
  } finally {
    hook.disable()
  }
}
