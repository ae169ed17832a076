import t, { type Test } from 'tap'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { listCounts } from '../../server/shifts/find-counts.ts'
import { findClosing, findOpenShift } from '../../server/shifts/find-shift.ts'
import { newId } from '../../server/values/id.ts'
import { asText } from '../../views/receipts/document.ts'
import { type Counter, openCounter, sell } from '../counter.ts'
import { OWNER } from '../shop.ts'

/** The float of 200.000 and one tea: what nobody is to know before they count. */
const EXPECTED = /203\.700|203,700|203700/
const TAKEN = /\b3[.,]700\b/

t.test('Who counts a drawer does not know what should be in it', async (t) => {
  const counter = await openCounter(t)
  const { till, owner, shop, people } = counter
  await sell(till)
  const { shift_id } = findOpenShift(shop.store, people.terminal_id)!

  await t.test('by no page that a cashier can open while the shift runs', async (t) => {
    const look_id = newId()
    await till.post('/shift/x', {}, { request_id: look_id, htmx: true })
    const pages = ['/shift', '/shift/closing', '/shift/drawer', '/shifts', `/shifts/${shift_id}`]
    for (const url of [...pages, `/shifts/${shift_id}/slip.svg`]) {
      const { status, text } = await till.get(url)
      t.equal(status, 200, url)
      t.notMatch(text, EXPECTED, url)
      t.notMatch(text, TAKEN, `${url} does not tell the cash taken either`)
    }
    t.notMatch(asText(drawSlip(shop.store, { kind: 'x', subject_id: look_id })!), /3\.700/)
    t.notMatch((await till.get('/sales')).text, /<tfoot>\s*<tr>/, 'nor does the list of sales add them up')
    t.equal((await till.get('/today')).status, 403)
  })

  await t.test('nor by trying to take out more than there is: that is asked for first', async (t) => {
    for (const amount of ['203.701', '203.700', '1']) {
      const { status, text } = await till.post(
        '/shift/cash',
        { amount, reason: 'coba', direction: 'out' },
        { htmx: true }
      )
      t.equal(status, 403)
      t.match(text, /mau diambil dari laci/)
    }
  })

  await t.test('but somebody who may see it does, on their page and on their X', async (t) => {
    t.match((await owner.get(`/shifts/${shift_id}`)).text, TAKEN)
    t.match((await owner.get(`/shifts/${shift_id}/slip.svg`)).text, /3\.700/)
  })
})

t.test('A drawer is counted by notes and coins', async (t) => {
  const counter = await openCounter(t)
  const { till, shop, people } = counter
  await sell(till)
  const { shift_id } = findOpenShift(shop.store, people.terminal_id)!
  const counts = () => listCounts(shop.store, shift_id).map(({ counted_minor }) => Number(counted_minor))

  await t.test('which the settings list, and no other money', async (t) => {
    const { text } = await till.get('/shift/closing')
    t.match(text, /name="piece" value="note:100000"/)
    t.match(text, /name="piece" value="coin:100"/)
    await refused(t, counter, { piece: ['note:75000'], pieces: ['1'] }, /Baris ke-1 belum benar/)
    await refused(t, counter, { piece: ['note:1000'], pieces: ['-1'] }, /Baris ke-1 belum benar/)
    await refused(t, counter, { piece: ['note:1000'], pieces: ['1,5'] }, /Baris ke-1 belum benar/)
    await refused(t, counter, { piece: ['note:1000'], pieces: [''], counted: '' }, /Hitung dulu/)
    const both = { piece: ['note:1000'], pieces: ['2'], counted: '3.000' }
    await refused(t, counter, both, /pecahannya Rp\s2\.000, menurut jumlahnya Rp\s3\.000/)
    t.same(counts(), [])
  })

  await t.test('it can’t be closed uncounted by whoever stands there', async (t) => {
    const { status } = await till.post('/shift/closing', { reason: 'malas' }, { htmx: true })
    t.equal(status, 422)
    t.ok(findOpenShift(shop.store, people.terminal_id))
  })

  await t.test('then it is said what should be there, and it may be counted once more', async (t) => {
    await till.post('/shift/count', {
      piece: ['note:100000', 'note:1000', 'coin:1000', 'coin:100'],
      pieces: ['2', '1', '2', '']
    })
    const { text } = await till.get('/shift/closing')
    t.match(text, /203\.700/)
    t.match(text, /kurang/)
    t.match((await till.get('/shift/closing?again')).text, /Hitung sekali lagi/)
    await till.post('/shift/count', { counted: '203.600' })
    t.notMatch((await till.get('/shift/closing')).text, /closing\?again/)
    await refused(t, counter, { counted: '203.700' }, /sudah dihitung dua kali/)
    t.equal((await till.post('/shift/closing', { counted: '203.700' }, { htmx: true })).status, 409)
    t.same(counts(), [203_000, 203_600], 'both are kept')
  })

  await t.test('money that moved since makes a count worthless', async (t) => {
    await sell(till)
    t.match((await till.get('/shift/closing')).text, /uang di laci berubah/)
    t.equal((await till.post('/shift/closing', {}, { htmx: true })).status, 422)
    await till.post('/shift/count', { counted: '207.300' })
    t.same(counts(), [203_000, 203_600, 207_300])
  })

  await t.test('the difference is written down with its reason, on the Z all counts', async (t) => {
    const { goes } = await till.post('/shift/closing', { reason: 'salah kembalian' })
    t.equal(goes, `/shifts/${shift_id}`)
    t.match(findClosing(shop.store, shift_id), {
      counted_minor: 207_300,
      expected_minor: 207_400,
      reason: 'salah kembalian'
    })
    const slip = asText(drawSlip(shop.store, { kind: 'z', subject_id: shift_id })!)
    for (const said of [
      /Hitungan ke-1 +Rp\s203\.000/,
      /Hitungan ke-2 +Rp\s203\.600/,
      /Selisih +-Rp\s100/,
      /Keterangan: salah kembalian/
    ])
      t.match(slip, said)
    t.match((await till.get(`/shifts/${shift_id}`)).text, /2 × Rp\s100\.000/)
    t.equal(listJobs(shop.store, shift_id).filter(({ kind }) => kind === 'z').length, 1)
  })
})

t.test('The owner says whose shifts are, which money there is and why cash is moved', async (t) => {
  const { owner, till, shop } = await openCounter(t)
  const form = {
    shift_mode: 'shared',
    notes: '50 20 10',
    coins: '2 1 1',
    reasons_in: '',
    reasons_out: 'Es batu\nEs batu\n'
  }
  t.equal((await owner.post('/settings/shifts', form)).goes, '/settings/shifts?saved')
  const closing = (await till.get('/shift/closing')).text
  t.same(
    Array.from(closing.matchAll(/name="piece" value="([^"]+)"/g), ([, piece]) => piece),
    ['note:50', 'note:20', 'note:10', 'coin:2', 'coin:1'],
    'of any country'
  )
  t.match((await till.get('/shift')).text, /data-fills="[^"]*Es batu/)
  for (const notes of ['lima puluh', '0', '-5']) {
    const { text } = await owner.post('/settings/shifts', { ...form, notes })
    t.match(text, 'bukan nilai uang', notes)
    t.match(text, `value="${notes}"`, 'what was typed stands there to be mended')
  }
  t.match((await owner.post('/settings/shifts', { ...form, notes: '', coins: '' })).text, /sedikitnya satu/)
  t.equal((await till.get('/settings/shifts')).status, 403)
  t.equal((await till.post('/settings/shifts', form)).status, 403)
  t.equal(
    shop.store.sqlite.prepare("select count(*) from settings where name = 'denominations'").pluck().get(),
    1
  )
})

t.test('Cash is put in by anybody who sells, and taken out by leave', async (t) => {
  const { till, shop, people } = await openCounter(t)
  const move = (form: Record<string, string>) => till.post('/shift/cash', { reason: 'es batu', ...form })
  t.equal((await move({ amount: '5.000', direction: 'in' })).goes, '/shift')
  t.equal((await move({ amount: '5.000', direction: 'out' })).status, 403)
  const lent = { approver_id: people.owner_id, approver_pin: OWNER.password }
  t.equal((await move({ amount: '5.000', direction: 'out', ...lent })).goes, '/shift')
  t.equal(
    (await move({ amount: '900.000', direction: 'out', ...lent })).status,
    422,
    'never more than is there'
  )
  const approved = shop.store.sqlite
    .prepare("select approved_by from events where type = 'cash.moved' order by event_id")
    .pluck()
    .all()
  t.same(approved, [null, people.owner_id])
})

async function refused(
  t: Test,
  { till }: Counter,
  form: Record<string, string | string[]>,
  why: RegExp
): Promise<void> {
  const { status, text } = await till.post('/shift/count', form, { htmx: true })
  t.ok(status >= 400 && status < 500, String(status))
  t.match(text, why)
}
