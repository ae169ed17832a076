import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { read } from '../read.ts'
import { addFolder, holds, openSafeShop, tryPlace, until, whole } from './safe-shop.ts'

t.test('A shop that is new is led to safety in three steps', async (t) => {
  const shop = await openSafeShop(t, { passphrase: false })
  const { owner } = shop
  const { text } = await owner.get('/backup')
  t.match(read(text), /kalau kotak hilang sekarang, semuanya hilang/)
  t.match(read(text), /Tiga langkah, 0 selesai/)
  t.match(text, /href="\/backup\/passphrase"/)

  await t.test('of which the first is the passphrase: no place is chosen before it', async (t) => {
    t.equal((await owner.get('/backup/places/new?kind=folder')).goes, '/backup/passphrase')
    const tried = await tryPlace(owner, { kind: 'folder', path: join(shop.outside, 'nas') })
    t.equal(tried.status, 409)
    t.match(read(tried.text), /Belum ada frasa sandi/)
    t.same(readdirSync(shop.outside), ['sticks'], 'nothing was made')
    const path = shop.plugIn('A')
    await shop.backup.sticks.look()
    t.equal((await owner.post('/backup/sticks', { path })).status, 409)
    t.same(readdirSync(path), [])
  })
})

t.test('The owner chooses a folder', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, store, backup } = shop
  const path = join(shop.outside, 'nas')

  await t.test('but none that is no whole path, or would be lost with the box', async (t) => {
    mkdirSync(join(shop.outside, 'real'))
    for (const [typed, sentence] of [
      ['nas', /mulai dengan garis miring/],
      ['', /mulai dengan garis miring/],
      [shop.data, /di dalam data kotak ini sendiri/],
      [join(shop.data, 'backups/x'), /di dalam data kotak ini sendiri/],
      [`${shop.outside}/../${shop.data.split('/').at(-1)}`, /di dalam data kotak ini sendiri/]
    ] as const) {
      const answer = await tryPlace(owner, { kind: 'folder', path: typed })
      t.equal(answer.status, 422, typed)
      t.match(read(answer.text), sentence, typed)
      t.ok(answer.text.includes(`value="${typed}"`.replaceAll('&', '&amp;')), 'what was typed stands there')
    }
  })

  await t.test('nor one that can’t be written to, which is said step by step', async (t) => {
    const { text, url } = await tryPlace(owner, {
      kind: 'folder',
      path: join(shop.outside, 'no', 'such', 'folder')
    })
    t.match(read(text), /Belum berhasil/)
    t.match(read(text), /Folder atau bucket-nya tidak ada/)
    t.notMatch(text, /keeping/, 'there is nothing to keep')
    t.equal((await owner.post(`${url}/keeping`)).status, 409, 'and it is not kept')
    t.equal(store.sqlite.prepare('select count(*) from destinations').pluck().get(), 0)
  })

  await t.test('which is written, read and cleaned before it is kept', async (t) => {
    const { text, url } = await tryPlace(owner, { kind: 'folder', name: 'NAS toko', path })
    for (const step of ['Menjangkau', 'Menulis', 'Membacanya lagi', 'Menemukannya', 'Menghapusnya'])
      t.match(read(text), step)
    t.match(read(text), /Berhasil\. Tempat ini bisa dipakai/)
    t.match(read(text), /disk yang sama dengan data toko/, 'one disk is no second place')
    t.notOk(readdirSync(path, { recursive: true }).some((file) => String(file).endsWith('.bin')))
    t.equal(store.sqlite.prepare('select count(*) from destinations').pluck().get(), 0, 'a try keeps nothing')
    t.equal((await owner.post(`${url}/keeping`)).goes, '/backup')
    const event = store.sqlite.prepare("select * from events where type = 'destination.added'").get()
    t.match(event, { staff_id: shop.owner_id, facts: JSON.stringify({ name: 'NAS toko', kind: 'folder' }) })
  })

  const id = store.sqlite.prepare('select destination_id from destinations').pluck().get() as string

  await t.test('and sees that everything is there', async (t) => {
    const { reached_at } = await whole(shop, id)
    t.ok(reached_at)
    // What the box notes of it is carried there, too.
    const panel = await until(async () => {
      const text = read((await owner.get('/backup/standing')).text)
      return /NAS toko Lengkap Semua sudah sampai, /.test(text) && text
    })
    t.match(panel, /yang hilang 0 penjualan/)
    t.match(panel, /Tiga langkah, 2 selesai/, 'the sheet is still to be put away')
  })

  await t.test('once only, by one name only', async (t) => {
    const again = await tryPlace(owner, { kind: 'folder', name: 'Lain', path: `${path}/` })
    t.match(read((await owner.post(`${again.url}/keeping`)).text), /sudah dipakai, namanya NAS toko/)
    const other = await tryPlace(owner, { kind: 'folder', name: 'nas TOKO', path: join(shop.outside, 'b') })
    t.match(read((await owner.post(`${other.url}/keeping`)).text), /Sudah ada tempat bernama NAS toko/)
  })

  await t.test(
    'which may be away for a while: it says since when, and goes on when it is back',
    async (t) => {
      renameSync(path, `${path}-unplugged`)
      await owner.post(`/backup/places/${id}/sending`, {}, { htmx: true })
      const panel = await until(async () => {
        const text = read((await owner.get('/backup/standing')).text)
        return /Tidak terjangkau sejak \d\d\.\d\d; dicoba lagi \d\d\.\d\d/.test(text) && text
      })
      t.match(panel, /Perlu dilihat/)
      renameSync(`${path}-unplugged`, path)
      await owner.post(`/backup/places/${id}/sending`, {}, { htmx: true })
      await whole(shop, id)
    }
  )

  await t.test('pauses it, and lets it go on', async (t) => {
    const { text } = await owner.post(`/backup/places/${id}/pause`, { to: 'off' }, { htmx: true })
    t.match(read(text), /Dijeda/)
    await shop.till.post('/shift', { float: '1000' })
    const seq = await backup.engine.flush()
    const has = () => holds(path, seq)
    t.notOk(has(), 'what is new waits on the box')
    await owner.post(`/backup/places/${id}/pause`, { to: 'on' }, { htmx: true })
    await until(has)
    t.pass('and gets there')
  })

  await t.test('calls it otherwise', async (t) => {
    t.equal((await owner.post(`/backup/places/${id}/name`, { name: ' ' })).status, 422)
    t.equal(
      (await owner.post(`/backup/places/${id}/name`, { name: 'NAS gudang' })).goes,
      `/backup/places/${id}?saved`
    )
    t.match(read((await owner.get(`/backup/places/${id}?saved`)).text), /NAS gudang/)
  })

  await t.test('moves it: the new folder gets everything, the old one keeps what it has', async (t) => {
    const moved = join(shop.outside, 'nas2')
    const { url } = await tryPlace(owner, {
      kind: 'folder',
      name: 'NAS gudang',
      path: moved,
      destination_id: id
    })
    await owner.post(`${url}/keeping`)
    const now = store.sqlite.prepare('select destination_id from destinations').pluck().all() as string[]
    t.equal(now.length, 1)
    t.not(now[0], id, 'it is not taken for what lies at the old place')
    await whole(shop, now[0]!)
    t.ok(readdirSync(moved, { recursive: true }).some((file) => /snapshot\/.*-end-/.test(String(file))))
  })

  await t.test('gives it up after being told that what lies there stays', async (t) => {
    const last = store.sqlite.prepare('select destination_id from destinations').pluck().get() as string
    const { text } = await owner.get(`/backup/places/${last}`)
    t.match(read(text), /Yang sudah tersimpan di sana tetap di sana/)
    t.equal((await owner.post(`/backup/places/${last}/removal`)).goes, '/backup')
    t.ok(readdirSync(join(shop.outside, 'nas2')).includes('laci'))
    t.equal((await owner.get(`/backup/places/${last}`)).status, 404)
    t.equal((await owner.post(`/backup/places/${last}/sending`)).status, 404)
    t.equal(
      store.sqlite.prepare("select count(*) from events where type = 'destination.removed'").pluck().get(),
      1
    )
  })
})

t.test('Somebody else’s try is nobody’s business, and cannot be kept', async (t) => {
  const shop = await openSafeShop(t)
  const { owner } = shop
  const { url } = await tryPlace(owner, { kind: 'folder', path: join(shop.outside, 'nas') })
  await owner.post('/staff', { name: 'Pak Budi', role: 'owner', password: 'kunci gudang 99' })
  const other = shop.browser()
  await other.post('/sign-in/password', { name: 'Pak Budi', password: 'kunci gudang 99' })
  if ((await other.get('/backup')).status === 200) {
    t.equal((await other.get(url!)).status, 410)
    t.equal((await other.post(`${url}/keeping`)).status, 410)
  }
  t.equal((await shop.till.get(url!)).status, 403, 'a cashier comes nowhere near')
})

t.test('Two places are two: one that fails holds up nobody', async (t) => {
  const shop = await openSafeShop(t)
  const first = await addFolder(shop, 'satu')
  const second = await addFolder(shop, 'dua')
  await Promise.all([whole(shop, first), whole(shop, second)])
  t.match(read((await shop.owner.get('/backup/standing')).text), /yang hilang 0 penjualan/)
  renameSync(join(shop.outside, 'satu'), join(shop.outside, 'gone'))
  await shop.till.post('/shift', { float: '1000' })
  const seq = await shop.backup.engine.flush()
  await until(() => holds(join(shop.outside, 'dua'), seq))
  const panel = await until(async () => {
    const text = read((await shop.owner.get('/backup/standing')).text)
    return /satu .*Tidak terjangkau sejak/.test(text) && /dua Lengkap/.test(text) && text
  })
  t.ok(panel, 'the one is away, and the other has everything')
})

t.test('A job can be run beside its times, by the owner', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, till } = shop
  t.match(read((await owner.get('/backup')).text), /Buat gambar lengkap belum pernah/)
  t.equal((await owner.post('/backup/jobs/snapshot')).goes, '/backup')
  await until(() =>
    shop.backup.state.sqlite
      .prepare("select 1 from backup_jobs where name = 'snapshot' and result = 'ok'")
      .get()
  )
  t.match(read((await owner.get('/backup')).text), /Buat gambar lengkap .*Beres/)
  t.equal((await owner.post('/backup/jobs/nonsense')).status, 404)
  t.equal((await till.post('/backup/jobs/snapshot')).status, 403)
})
