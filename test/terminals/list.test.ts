import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { readTills } from '../../server/reports/read-tills.ts'
import { deviceKind } from '../../server/terminals/device-kind.ts'
import { wordsIn } from '../../views/words/words.ts'
import { CASHIER, openBox, TILL } from '../shop.ts'
import { connected, happenings, listen, openFloor, stoppedClock } from './floor.ts'

const words = wordsIn('id').terminals

t.test('The list of tills', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'laci-test-'))
  t.teardown(() => rmSync(data, { recursive: true }))
  const clock = stoppedClock()
  const { shop, people } = await openFloor(t, { data, clock })
  const { till, owner, terminal_id, printer_id } = people
  const { store } = shop
  const tills = () => readTills(store, clock.now(), shop.box.shop.sightings)

  await t.test('says who is signed in, whose shift is open and what is plugged in', async (t) => {
    await till.post('/shift', { float: '0' })
    t.match(tills(), [
      {
        till: { code: 'K1', name: TILL },
        printer: { printer_id },
        signed_in: [CASHIER.name],
        shift: { opened_by_name: CASHIER.name },
        out_since: undefined
      }
    ])
    const { text } = await owner.get('/tills')
    t.match(text, words.signed_in(CASHIER.name))
    t.match(text, words.kinds.other)
  })

  await t.test('says whether a till hears the box, by its socket', async (t) => {
    t.match(tills(), [{ is_online: false }])
    const screen = listen(t, shop, till)
    await connected(screen)
    t.match(tills(), [{ is_online: true }])
    screen.close()
    while (tills()[0]!.is_online) await new Promise(setImmediate)
    t.match(await owner.get('/tills'), { text: words.state.offline })
  })

  await t.test('says when each was last seen, without a write for every look', async (t) => {
    clock.pass(3)
    const before = store.sqlite.prepare('select total_changes()').pluck().get()
    for (let i = 0; i < 50; i++) await till.get('/till')
    t.equal(store.sqlite.prepare('select total_changes()').pluck().get(), before)
    const seen_at = clock.now()
    clock.pass(2)
    t.match(tills(), [{ sighting: { seen_at, address: '127.0.0.1' } }])
    t.match(await owner.get('/tills'), { text: words.seen('2 menit yang lalu') })
  })

  await t.test('changes a name, a place and a printer; the code stays', async (t) => {
    const form = {
      name: 'Kasir pintu',
      place: 'Dekat pintu',
      printer_id: '',
      drawer_printer_id: printer_id,
      drawer_pin: '5'
    }
    t.match(await owner.post(`/tills/${terminal_id}`, form), { goes: '/tills?saved' })
    t.match(tills(), [
      {
        till: { code: 'K1', name: 'Kasir pintu', place: 'Dekat pintu', printer_id: null, drawer_pin: 5 },
        drawer_printer: { printer_id }
      }
    ])
    t.match(happenings(shop, 'terminal.changed'), [{ subject_id: terminal_id }])
    t.match(await till.post(`/tills/${terminal_id}`, form), { status: 403 })
  })

  await t.test('remembers when a till was last seen, after the box has started anew', async (t) => {
    const seen_at = tills()[0]!.sighting!.seen_at
    await shop.box.stop()
    clock.pass(60)
    const again = await openBox(t, { data, clock })
    t.match(readTills(again.store, clock.now()), [{ sighting: { seen_at } }])
  })
})

t.test('A device is known by its browser’s own words', async (t) => {
  const words: [string, string][] = [
    [
      'Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/130 Safari/537.36',
      'android-tablet'
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36',
      'android-phone'
    ],
    ['Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15', 'ipad'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)', 'iphone'],
    ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)', 'chromebook'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'mac'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0)', 'linux'],
    ['', 'other']
  ]
  for (const [said, kind] of words) t.equal(deviceKind(said), kind, said)
  t.equal(deviceKind(undefined), 'other')
})
