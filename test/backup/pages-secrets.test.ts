import t from 'tap'
import { read } from '../read.ts'
import { startS3 } from './destinations/s3-peer.ts'
import { openSafeShop, tryPlace, until } from './safe-shop.ts'

const SECRET = 'kunci rahasia 991 milik toko'

t.test('What opens a place is kept sealed and never shown again', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, store } = shop
  const peer = await startS3(t)
  const { endpoint, region, bucket, access_key } = peer.address
  const form = { kind: 's3', name: 'Awan', endpoint, region, bucket, access_key }
  const shown: string[] = []

  await t.test('it does not come back to the form, though the rest does', async (t) => {
    const { text, url } = await tryPlace(owner, { ...form, bucket: 'tidak-ada', password: SECRET })
    t.match(read(text), /Folder atau bucket-nya tidak ada/)
    const { text: again } = await owner.get(`${url}/form`)
    t.match(again, `value="${endpoint}`)
    shown.push(text, again)
    shown.push((await owner.post('/backup/places/tries', { ...form, bucket: 'a/b', password: SECRET })).text)
  })

  await t.test('it opens the place, which is filled at once', async (t) => {
    const { text, url } = await tryPlace(owner, { ...form, password: SECRET })
    t.match(read(text), /Berhasil/)
    t.equal((await owner.post(`${url}/keeping`)).goes, '/backup')
    shown.push(text)
    await until(async () => /Awan Lengkap/.test(read((await owner.get('/backup/standing')).text)))
  })

  const id = store.sqlite.prepare('select destination_id from destinations').pluck().get() as string

  await t.test('left empty, it stays what it was', async (t) => {
    const { url } = await tryPlace(owner, { ...form, name: 'Awan dua', destination_id: id, password: '' })
    t.equal((await owner.post(`${url}/keeping`)).goes, '/backup')
    t.equal(
      store.sqlite.prepare('select destination_id from destinations').pluck().get(),
      id,
      'it is the same place'
    )
  })

  await t.test('it stands on no page, in no event, no answer and no row', async (t) => {
    for (const url of ['/backup', '/backup/standing', `/backup/places/${id}`])
      shown.push((await owner.get(url)).text)
    for (const text of shown) {
      t.notOk(text.includes(SECRET))
      t.notMatch(text, /name="password"[^>]*value/)
    }
    const rows = ['events', 'requests', 'settings'].flatMap((table) =>
      store.sqlite.prepare(`select * from ${table}`).all()
    )
    t.notOk(JSON.stringify(rows).includes(SECRET))
    const { secret } = store.sqlite.prepare('select secret from destinations').get() as { secret: string }
    t.match(secret, /^laci1\./)
    t.notOk(Buffer.from(secret.slice(6), 'base64url').includes(SECRET))
  })
  await t.test('nor is it shown to another host: there it must be typed anew', async (t) => {
    const other = await startS3(t)
    const moved = { ...form, name: 'Awan lain', endpoint: other.address.endpoint, destination_id: id }
    const { url } = await tryPlace(owner, { ...moved, password: '' })
    await owner.post(`${url}/keeping`)
    t.equal(store.sqlite.prepare('select secret from destinations').pluck().get(), null)
  })
})
