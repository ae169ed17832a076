import sharp from 'sharp'
import t, { type Test } from 'tap'
import { newId } from '../../server/values/id.ts'
import { type Counter, openCounter } from '../counter.ts'

/** A picture as a telephone makes it: large, lying on its side, with the place and the telephone in it. */
async function photo(options: { noisy?: boolean } = {}): Promise<Buffer<ArrayBuffer>> {
  const create = { width: 2400, height: 1800, channels: 3 as const, background: '#f4efe5' }
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const made = await sharp({ create: options.noisy ? { ...create, noise } : create })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Telepon Rahasia' },
      IFD3: { GPSLatitude: '6/1 35/1 0/1', GPSLatitudeRef: 'S' }
    })
    .jpeg({ quality: 95 })
    .toBuffer()
  return Buffer.from(made)
}

const file = (bytes: Buffer<ArrayBuffer>, name = 'nota.jpg') =>
  new File([bytes], name, { type: 'image/jpeg' })

async function bring({ till }: Counter, picture: File) {
  const picture_id = newId()
  const answer = await till.post('/shift/bills', { picture }, { request_id: picture_id, htmx: true })
  return { ...answer, picture_id }
}

const kept = ({ shop }: Counter, picture_id: string) =>
  shop.store.sqlite
    .prepare('select jpeg from bill_pictures where picture_id = ?')
    .pluck()
    .get(picture_id) as Buffer

t.test('The picture of a bill', async (t) => {
  const counter = await openCounter(t)
  const { till, shop } = counter
  const cash = (form: Record<string, string>) =>
    till.post('/shift/cash', { amount: '5.000', reason: 'es batu', direction: 'in', ...form }, { htmx: true })

  await t.test('is kept small, upright, and without what a telephone tells', async (t) => {
    for (const noisy of [false, true]) {
      const bytes = await photo({ noisy })
      const { status, text, picture_id } = await bring(counter, file(bytes))
      t.equal(status, 200)
      t.match(text, `name="picture_id" form="cash-move" value="${picture_id}"`)
      const jpeg = kept(counter, picture_id)
      t.ok(jpeg.length <= 200_000, `${bytes.length} bytes became ${jpeg.length}`)
      t.notMatch(jpeg.toString('latin1'), /Telepon Rahasia|Exif/)
      const { format, width, height, exif } = await sharp(jpeg).metadata()
      t.match(
        { format, exif, is_upright: height > width },
        { format: 'jpeg', exif: undefined, is_upright: true }
      )
    }
  })

  await t.test('stands beside its cash move, once', async (t) => {
    const { picture_id } = await bring(counter, file(await photo()))
    t.equal((await cash({ picture_id })).goes, '/shift')
    t.match((await till.get('/shift')).text, `src="/shift/bills/${picture_id}"`)
    const { status, headers } = await till.get(`/shift/bills/${picture_id}`)
    t.equal(status, 200)
    t.match(headers, { 'content-type': /^image\/jpeg/, 'x-content-type-options': 'nosniff' })
    t.equal((await cash({ picture_id })).status, 404, 'of another move it is not')
    t.equal((await cash({ picture_id: newId() })).status, 404)
  })

  await t.test('is nowhere else: not in what is kept of requests, not in the record', async (t) => {
    for (const [table, column] of [
      ['events', 'facts'],
      ['requests', 'outcome']
    ] as const) {
      const length = shop.store.sqlite.prepare(`select max(length(${column})) from ${table}`).pluck().get()
      t.ok((length as number) < 5000, table)
    }
    t.equal(shop.store.sqlite.prepare('select max(length(content)) from requests').pluck().get(), 16)
  })

  await t.test('is what its bytes say, whatever it is called', async (t) => {
    const wrong: [Buffer<ArrayBuffer>, RegExp][] = [
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /bukan foto/],
      [Buffer.from('%PDF-1.7'), /bukan foto/],
      [Buffer.from(''), /bukan foto/],
      [Buffer.from([0xff, 0xd8, 0xff, ...Buffer.from('not a picture')]), /rusak atau terpotong/],
      [Buffer.from((await photo()).subarray(0, 3000)), /rusak atau terpotong/]
    ]
    for (const [bytes, why] of wrong) {
      const { text, picture_id } = await bring(counter, file(bytes))
      t.match(text, why)
      t.equal(kept(counter, picture_id), undefined)
    }
    t.equal((await cash({})).goes, '/shift', 'and the move goes on without one')
  })

  await stranger(t, counter)
})

async function stranger(t: Test, counter: Counter): Promise<void> {
  await t.test('is shown to nobody else before it is of a move, and to nobody outside', async (t) => {
    const { picture_id } = await bring(counter, file(await photo()))
    t.equal((await counter.owner.get(`/shift/bills/${picture_id}`)).status, 404)
    await counter.till.post('/sign-out')
    t.not((await counter.till.get(`/shift/bills/${picture_id}`)).status, 200)
  })
}
