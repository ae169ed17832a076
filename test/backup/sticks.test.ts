import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { read } from '../read.ts'
import { holds, openSafeShop, until } from './safe-shop.ts'

t.test('A stick is taken by one press and kept up to date from then on', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, backup, store } = shop
  const panel = async () => read((await owner.get('/backup/standing')).text)
  const shows = (text: RegExp) => until(async () => text.test(await panel()))
  /** This stick may be taken; the machine may have others of its own. */
  const offers = (stick: string) =>
    until(async () => (await owner.get('/backup/standing')).text.includes(`name="path" value="${stick}"`))
  const path = shop.plugIn('A')
  writeFileSync(join(path, 'foto.jpg'), 'lama')

  await t.test('it shows by itself, and what is on it is left alone', async (t) => {
    await offers(path)
    t.match(await panel(), /Flashdisk .* terpasang Ruang kosong .* Pakai untuk cadangan/)
    t.equal((await shop.till.post('/backup/sticks', { path })).status, 403, 'by no cashier')
    t.equal((await owner.post('/backup/sticks', { path: shop.data })).status, 409, 'only what is plugged in')
    t.equal((await owner.post('/backup/sticks', { path })).goes, '/backup')
    t.equal(readFileSync(join(path, 'foto.jpg'), 'utf8'), 'lama')
  })

  await t.test('and says when it may be pulled: then all is there', async (t) => {
    await shows(/Flashdisk .* boleh dicabut/)
    const files = readdirSync(path, { recursive: true }).map(String)
    t.ok(files.some((file) => /snapshot\/.*-end-/.test(file)))
    t.ok(
      files.some((file) => /\/keys\//.test(file)),
      'with what opens it'
    )
  })

  await t.test('on it lies what it is, for whoever finds it, in both languages', async (t) => {
    for (const [file, sentence] of [
      ['BACA-DULU.txt', /Isinya terkunci/],
      ['READ-ME-FIRST.txt', /It is locked/]
    ] as const) {
      const bytes = readFileSync(join(path, file))
      t.same([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'Notepad takes it for UTF-8')
      const text = bytes.toString('utf8')
      t.match(text, sentence)
      t.match(text, /laci restore --from/)
      t.match(text, backup.key.store_id.toString('hex'))
      t.notMatch(text, /[^\r]\n/, 'lines end as on Windows')
      t.notMatch(text, /Makmur|Ratna|Rp/, 'nothing of the shop')
    }
  })

  await t.test('pulled and plugged in elsewhere, it is known and brought what is new', async (t) => {
    const elsewhere = join(shop.slots, 'B')
    renameSync(path, join(shop.outside, 'in-a-pocket'))
    await shop.till.post('/shift', { float: '1000' })
    const seq = await backup.engine.flush()
    await shows(/Flashdisk .* Tidak terpasang/)
    t.notMatch(await panel(), /dicabut sebelum selesai/, 'it was done')
    renameSync(join(shop.outside, 'in-a-pocket'), elsewhere)
    await until(() => holds(elsewhere, seq))
    await shows(/boleh dicabut/)
    rmSync(elsewhere, { recursive: true })
    await shows(/Tidak terpasang/)
  })

  await t.test('given up, it may be taken again; one of another shop may not', async (t) => {
    const again = shop.plugIn('C')
    await offers(again)
    t.equal((await owner.post('/backup/sticks', { path: again })).goes, '/backup')
    const id = store.sqlite
      .prepare('select destination_id from destinations order by added_at desc')
      .pluck()
      .get()
    t.equal((await owner.post(`/backup/places/${id}/removal`)).goes, '/backup')
    await shows(/Flashdisk cadangan toko ini terpasang lagi/)
    t.equal((await owner.post('/backup/sticks', { path: again })).goes, '/backup')
    const foreign = join(shop.slots, 'D')
    mkdirSync(foreign)
    writeFileSync(join(foreign, 'laci-stick.json'), JSON.stringify({ stick_id: 'x', store_id: 'y' }))
    await shows(/milik toko lain/)
    t.equal((await owner.post('/backup/sticks', { path: foreign })).status, 409)
    t.same(readdirSync(foreign), ['laci-stick.json'])
  })
})
