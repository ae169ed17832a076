import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { readLight } from '../../server/backup/light/read-light.ts'
import { readAnchors } from '../../server/chain/anchor-file.ts'
import { readLinks } from '../../server/chain/verify-piece.ts'
import type { Verification } from '../../server/chain/watch-ledger.ts'
import { EVENT_LINE } from '../../server/db/seal/hash-event.ts'
import { findHead, findHeadOf } from '../../server/events/find-head.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { headCode, readHead } from '../../server/values/head-code.ts'
import { asText } from '../../views/receipts/document.ts'
import { openBackedUpShop } from '../backup/backed-up-shop.ts'
import { CASHIER, openBox, type TestBox } from '../shop.ts'
import { sell } from '../trade.ts'
import { tamper, verify } from './verify-command.ts'

const AT = '2026-11-22T05:00:00.000Z'

async function openTradingBox(t: Test) {
  const box = await openBox(t)
  const shop = await box.setUp()
  await sell(box.store, shop, { at: AT, amounts: [10_000, 25_000] })
  return { ...box, shop }
}

function lastShift({ store }: Pick<TestBox, 'store'>): string {
  return store.sqlite.prepare('select shift_id from shift_closings limit 1').pluck().get() as string
}

await t.test('A head is typed in as it stands on the slip, however it is typed', async (t) => {
  const hash = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
  const code = headCode(hash)
  t.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  const noted = { event_id: 1842, hash: hash.slice(0, 20) }
  t.same(readHead(`1842 ${code}`), noted)
  t.same(
    readHead(`1.842: ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`),
    noted
  )
  t.same(readHead(`1842 ${hash.toUpperCase()}`), { event_id: 1842, hash })
  for (const none of [
    '',
    '1842',
    code,
    '1842 ABCD',
    `0 ${code}`,
    `1842 ${code}U`,
    '1842 UUUU-UUUU-UUUU-UUUU'
  ])
    t.equal(readHead(none), undefined, none)
})

await t.test(
  'A Z slip says how far the ledger had come, and the box notes it beside the database',
  async (t) => {
    const box = await openTradingBox(t)
    const shift_id = lastShift(box)
    const head = findHeadOf(box.store, shift_id)!
    const slip = asText(drawSlip(box.store, { kind: 'z', subject_id: shift_id })!)
    t.match(slip, `Segel buku besar no. ${head.event_id}`)
    t.match(slip, headCode(head.hash))
    const anchors = readAnchors(join(box.data, 'ledger-anchors.jsonl'))
    t.match(anchors, [{ event_id: head.event_id, hash: head.hash }])
    appendFileSync(join(box.data, 'ledger-anchors.jsonl'), '{"at":"2026-')
    t.equal(
      readAnchors(join(box.data, 'ledger-anchors.jsonl')).length,
      1,
      'a line that the power cut is passed over'
    )
    await sell(box.store, box.shop, { at: AT, amounts: [7000] })
    t.equal(
      readAnchors(join(box.data, 'ledger-anchors.jsonl')).length,
      2,
      'and what is noted after it stands on a line of its own'
    )
  }
)

await t.test('The command says whether the ledger is whole, while the box runs', async (t) => {
  const { data, store } = await openTradingBox(t)
  const { event_id, hash } = findHead(store)!
  const whole = await verify(data, '--from', `${event_id} ${headCode(hash)}`)
  t.equal(whole.code, 0, whole.said)
  t.match(whole.said, /Buku besar utuh/)
  const [, last = ''] = /Segel terakhir: (\d+)/.exec(whole.said) ?? []
  const [link] = readLinks(store.sqlite, { from: Number(last) - 1, to: Number(last) })
  t.match(whole.said, `Segel terakhir: ${last} ${headCode(link!.hash.toString('hex'))}`)
  t.equal((await verify(data, '--from', '1 AAAA-AAAA-AAAA-AAAA')).code, 1)
  t.equal((await verify(data, '--from', 'AAAA')).code, 64)
  t.equal((await verify(data, '--nonsense')).code, 64)
  t.equal((await verify('/nowhere')).code, 66)
  t.equal((await verify(data, '--against', '/nowhere')).code, 66)
})

await t.test('A sale that somebody made smaller is named, in words and as data', async (t) => {
  const { data } = await openTradingBox(t)
  const { event_id } = tamper(data, { rehash: false })
  const { code, said } = await verify(data)
  t.equal(code, 1)
  t.match(said, `Catatan penjualan pada kejadian ${event_id} (sale.completed, 22/11/2026`)
  t.match(said, 'Jangan ubah apa pun')
  const verdict = JSON.parse((await verify(data, '--json')).said)
  t.match(verdict, { ok: false, harm: { kind: 'row-altered', table: 'sales', event_id } })
})

await t.test('Somebody who hashed everything anew is found by what the box had noted', async (t) => {
  const { data, store } = await openTradingBox(t)
  const head = findHeadOf(store, lastShift({ store }))!
  tamper(data, { rehash: true })
  const { code, said } = await verify(data)
  t.equal(code, 1)
  t.match(said, `Segel kejadian ${head.event_id} lain dari yang dicatat di`)
})

await t.test('and by the backup that went out of the shop before', async (t) => {
  const shop = await openBackedUpShop(t)
  const { destination_id, path } = await shop.addFolder('rumah')
  await shop.sellSome(3)
  await shop.takeSnapshot()
  await shop.ship(destination_id)
  const whole = await verify(shop.data, '--against', path)
  t.equal(whole.code, 0, whole.said)
  t.match(whole.said, /Dicocokkan dengan [1-9]/)
  const sound = await verify(shop.data, '--against', 'rumah')
  t.equal(sound.code, 0, 'a place is also known by its name')
  tamper(shop.data, { rehash: true })
  t.equal((await verify(shop.data)).code, 0, 'from within nothing is to be seen')
  const { code, said } = await verify(shop.data, '--against', path)
  t.equal(code, 1)
  t.match(said, `lain dari yang dicatat di ${path}`)
})

await t.test('The owner has it verified on a page, and is told in red on all of them', async (t) => {
  const box = await openTradingBox(t)
  const { owner, till } = box.shop
  const { ledger } = box.box.shop
  const by = { at: AT, staff_id: null, terminal_id: null, request_id: null }
  t.match((await owner.get('/ledger')).text, headCode(findHead(box.store)!.hash))
  t.equal((await till.get('/ledger')).status, 403, `${CASHIER.name} has no business there`)
  t.equal((await till.post('/ledger/verifications', {})).status, 403)
  t.equal((await owner.post('/ledger/verifications', { noted: 'x' })).status, 422)

  const { goes } = await owner.post('/ledger/verifications', { noted: '' })
  t.equal(goes, '/ledger')
  await ledger.verify('all', by)
  const { text } = await owner.get('/ledger')
  t.match(text, /Buku besar utuh/)
  t.match(text, /Ibu Ratna/, 'and who asked for it')
  const told = box.store.sqlite
    .prepare("select facts from events where type = 'ledger.verified'")
    .pluck()
    .get()
  t.match(JSON.parse(told as string), { ok: 1, from: 0, harm: null })

  await box.box.shop.schedule!.run('verify-ledger')
  t.match(ledger.newest()?.verdict, { ok: true }, 'by night only what is new')
  t.ok(ledger.newest()!.verdict!.from > 0)

  tamper(box.data, { rehash: false })
  await box.box.shop.schedule!.run('verify-all')
  t.match(ledger.newest()?.verdict?.harm, { kind: 'row-altered' })
  t.equal(readLight(box.box.shop).reminders[0]?.code, 'ledger-altered')
  t.match((await owner.get('/today')).text, /mengubah buku besar dari luar Laci/)
  t.match((await owner.get('/ledger')).text, /Buku besar diubah/)
  await box.box.shop.schedule!.run('verify-ledger')
  t.equal(
    readLight(box.box.shop).reminders[0]?.code,
    'ledger-altered',
    'nothing new is wrong, and it is not forgotten'
  )
})

await t.test('A verification that takes too long is stopped, and says nothing of the ledger', async (t) => {
  const box = await openTradingBox(t)
  const { owner, till } = box.shop
  const { ledger } = box.box.shop
  t.equal((await till.post('/ledger/verifications/ending')).status, 403)
  const by = { at: AT, staff_id: null, terminal_id: null, request_id: null }
  // Begun as the asking to end it is written down: it is not done before that is answered.
  let running: Promise<Verification> | undefined
  const forget = box.store.onCommit(() => {
    running ??= ledger.verify('all', by)
  })
  t.equal((await owner.post('/ledger/verifications/ending')).goes, '/ledger')
  forget()
  t.match(await running, { state: 'ended', verdict: null })
  t.match((await owner.get('/ledger')).text, /Pemeriksaan dihentikan sebelum selesai/)
  t.equal(box.store.sqlite.prepare("select 1 from events where type = 'ledger.verified'").get(), undefined)
  const { state } = await ledger.verify('all', by)
  t.equal(state, 'done', 'and may be begun anew')
})

await t.test('Where the newest events were taken away the shop goes on, and it shows', async (t) => {
  const { store, data, shop } = await openTradingBox(t)
  const { event_id } = findHead(store)!
  store.sqlite.exec(`drop trigger events_are_kept; delete from events where event_id = ${event_id}`)
  await sell(store, shop, { at: AT, amounts: [5000] })
  const { code, said } = await verify(data)
  t.equal(code, 1)
  t.match(said, `Kejadian ${event_id} dihapus.`)
})

await t.test('What SQLite writes as a line of JSON is what everybody else does', async (t) => {
  const sqlite = new Database(':memory:')
  const line = sqlite.prepare('select json_array(?, ?, ?)').pluck()
  const texts = ['', '"\\/', '\u0000\u0001\b\t\n\f\r\u001f\u007f', 'é 😀 \u2028', '{"a":"b"}']
  for (const text of texts) t.equal(line.get(text, 12n, null), JSON.stringify([text, 12, null]))
  t.match(EVENT_LINE, /^json_array\(events\.event_id, at, /)
  sqlite.close()
})
