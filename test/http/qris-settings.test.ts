import t from 'tap'
import { readSettings } from '../../server/settings/read-settings.ts'
import { newId } from '../../server/values/id.ts'
import { DYNAMIC, field, national, STATIC, variant } from '../qris/payloads.ts'
import { openBox } from '../shop.ts'

const STRANGER = variant({ 51: national('ID2000000000002'), 59: 'TOKO LAIN' })
const BORROWED = variant({ 26: field('00', 'ID.CO.LAIN.WWW') })

await t.test('The shop’s QRIS code', async (t) => {
  const { store, browser, setUp } = await openBox(t)
  const { owner, till, owner_id } = await setUp()
  const kept = () => readSettings(store)
  const happened = (type: string) =>
    store.sqlite.prepare('select subject_id, staff_id, facts from events where type = ?').all(type)
  const save = (payload: string, mode = 'dynamic') => owner.post('/settings/qris', { payload, mode })

  await t.test('is the owner’s business alone', async (t) => {
    const form = { payload: STATIC, mode: 'dynamic' }
    for (const url of ['', '/check', '/removal']) {
      t.match(await till.post(`/settings/qris${url}`, form), { status: 403 })
      t.match(await browser().post(`/settings/qris${url}`, form), { goes: '/sign-in' })
    }
    t.match(await till.get('/settings/qris'), { status: 403 })
    t.match(await till.get(`/settings/qris/reading?payload=${STATIC}`), { status: 403 })
    t.equal(kept().qris_static, null)
  })

  await t.test('is asked for until it is there, and there is nothing to check before', async (t) => {
    t.match((await owner.get('/settings')).text, 'Belum dipasang')
    t.notMatch((await owner.get('/settings/qris')).text, 'id="sticker"')
    t.match(await owner.post('/settings/qris/check', { payload: STATIC }), { status: 409 })
  })

  await t.test('says while it is put in whom it pays, or what is wrong with it', async (t) => {
    const reading = async (payload: string) =>
      (await owner.get(`/settings/qris/reading?${new URLSearchParams({ payload })}`)).text
    for (const fact of ['TOKO CONTOH', 'BANDUNG', 'ID1000000000001', 'UMI, usaha mikro']) {
      t.match(await reading(` ${STATIC}\r\n`), fact)
    }
    t.match(await reading(''), 'Begitu kodenya masuk')
    t.match(
      await reading(STATIC.replace('CONTOH', 'CONTOK')),
      /tidak cocok \(seharusnya .{4}, tertulis BF9F\)/
    )
    t.match(await reading(DYNAMIC), 'hanya untuk satu pembayaran')
    t.match(await reading('<script>'), 'baru 8 huruf')
    t.match(await reading(`000201<b>${' '.repeat(20)}`), 'terlalu pendek')
    t.equal(kept().qris_static, null, 'nothing is kept')
  })

  await t.test('is refused when it is not whole, and nothing changes', async (t) => {
    t.match(await save(STATIC.slice(0, -8)), { status: 422, text: 'kodenya terpotong' })
    t.match(await save(DYNAMIC), { status: 422, text: 'hanya untuk satu pembayaran' })
    t.match(await save(''), { status: 422 })
    t.equal(kept().qris_static, null)
  })

  await t.test('is kept as issued, without what was pasted around it', async (t) => {
    t.match(await save(`\n ${STATIC}\r\n`), { goes: '/settings/qris?saved' })
    t.equal(kept().qris_static, STATIC)
    t.equal(happened('setting.changed').filter(isAbout('qris_static')).length, 1)
    await save(STATIC)
    t.equal(happened('setting.changed').filter(isAbout('qris_static')).length, 1, 'once')
    t.match((await owner.get('/settings')).text, 'TOKO CONTOH · ID1000000000001')
  })

  await t.test('is shown as an example with an amount in it, or as it is', async (t) => {
    t.match((await owner.get('/settings/qris')).text, 'aria-label="Kode QRIS TOKO CONTOH, Rp\u00a050.000"')
    await save(STATIC, 'original')
    t.equal(kept().qris_dynamic, false)
    t.match((await owner.get('/settings/qris')).text, 'aria-label="Kode QRIS TOKO CONTOH, tanpa jumlah"')
    await save(STATIC, 'dynamic')
  })

  await t.test('comes with a warning that the till knows nothing of the payment', async (t) => {
    t.match((await owner.get('/settings/qris')).text, 'tidak tahu apakah pembayarannya masuk')
  })

  await t.test('is compared with a sticker: the shop’s own is written down with its day', async (t) => {
    t.match((await owner.get('/settings/qris')).text, 'Belum ada stiker')
    const request_id = newId()
    const scan = () => owner.post('/settings/qris/check', { payload: `${STATIC}\n` }, { request_id })
    t.match(await scan(), { status: 200, text: 'stiker ini membayar toko Anda' })
    t.match(await scan(), { status: 200, text: 'stiker ini membayar toko Anda' }, 'asked again')
    t.same(happened('qris.checked'), [
      { subject_id: 'ID1000000000001', staff_id: owner_id, facts: '{"same":1}' }
    ])
    t.match(kept().qris_checked_at, /^\d{4}-.*Z$/)
    t.match((await owner.get('/settings/qris')).text, /Terakhir cocok: \d\d\//)
  })

  await t.test('is compared with a sticker: a stranger’s is shouted at, with both ids', async (t) => {
    const before = kept().qris_checked_at
    const { text } = await owner.post('/settings/qris/check', { payload: STRANGER })
    t.match(text, /class="notice verdict refused" role="alert"/)
    for (const fact of ['TOKO LAIN!', 'TOKO CONTOH · ID1000000000001', 'TOKO LAIN · ID2000000000002']) {
      t.match(text, fact)
    }
    t.equal(kept().qris_checked_at, before)
    t.match(happened('qris.checked').at(-1), { subject_id: 'ID2000000000002', facts: '{"same":0}' })
  })

  await t.test('is compared with a sticker: one that borrows our id is doubted', async (t) => {
    const { text } = await owner.post('/settings/qris/check', { payload: BORROWED })
    t.match(text, /verdict waiting/)
    t.match(text, 'rekeningnya lain')
    t.match(happened('qris.checked').at(-1), { facts: '{"same":0}' })
  })

  await t.test('is compared with a sticker: what cannot be read is no check', async (t) => {
    const before = happened('qris.checked').length
    const answer = await owner.post('/settings/qris/check', { payload: 'https://contoh.example' })
    t.match(answer, { status: 422, text: 'bukan kode pembayaran' })
    t.equal(happened('qris.checked').length, before)
  })

  await t.test('once changed, has not been checked; once taken out, is gone', async (t) => {
    await owner.post('/settings/qris/check', { payload: STATIC })
    await save(STRANGER)
    t.match(kept(), { qris_static: STRANGER, qris_checked_at: null })
    t.match(await owner.post('/settings/qris/removal'), { goes: '/settings/qris?saved' })
    t.match(kept(), { qris_static: null, qris_dynamic: true })
    t.match((await owner.get('/settings')).text, 'Belum dipasang')
  })
})

function isAbout(subject: string) {
  return (event: unknown) => (event as { subject_id: string }).subject_id === subject
}
