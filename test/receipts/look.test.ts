import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import t from 'tap'
import type { Store } from '../../server/db/store.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { ditherPhoto, drawLines, type Grey, styleOf } from '../../server/receipts/dither.ts'
import { drawLogo } from '../../server/receipts/draw-logo.ts'
import { drawSample, type SampleKind } from '../../server/receipts/draw-sample.ts'
import { findLogo } from '../../server/receipts/find-logo.ts'
import { readSettings, type Settings, type SlipPart } from '../../server/settings/read-settings.ts'
import { asText, type Columns, type Row } from '../../views/receipts/document.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { asPng } from '../../views/receipts/dots/png.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { wordsIn } from '../../views/words/words.ts'
import { type Answer, type Browser, openBox } from '../shop.ts'

const NOW = '2026-11-22T07:05:00.000Z'

/** The form of a shop that collects PPN. */
const TAXED = {
  collects_tax: 'yes',
  prices_include_tax: 'yes',
  collects_pbjt: 'no',
  pbjt_included: 'no',
  service: '',
  service_of: 'net'
}

await t.test('A slip says what the owner wants it to say', async (t) => {
  const { store } = await openBox(t)

  await t.test('under the address and at its end', async (t) => {
    const slip = sample(store, {
      receipt_head: 'Buka 08.00-21.00\nIG @tokomakmur',
      receipt_foot: 'Tukar 3 hari'
    })
    t.match(slip, /Jl\. Raya 17\n +0251-8320045\n +Buka 08\.00-21\.00\n +IG @tokomakmur\n-/)
    t.match(slip, 'Tukar 3 hari')
    t.notMatch(slip, 'Terima kasih')
    t.match(sample(store, { receipt_head: 'Buka 08.00' }, 'refund'), 'Buka 08.00')
  })

  await t.test('with the parts that were not taken out', async (t) => {
    const said: Partial<Record<SlipPart, string>> = {
      address: 'Jl. Raya 17',
      phone: '0251-8320045',
      cashier: 'Kasir Siti',
      customer: 'Pelanggan Bu Tini',
      points: 'Poin Anda',
      savings: 'Anda hemat Rp 500',
      tax: 'NPWP 01.234.567.8-404.000'
    }
    const npwp = '012345678404000'
    const whole = sample(store, { npwp })
    for (const [part, text] of Object.entries(said)) {
      t.match(whole, text, part)
      const without = sample(store, { npwp, ...hiding(store, part as SlipPart) })
      t.notMatch(without, text, `${part} is left out`)
      for (const [other, stays] of Object.entries(said)) if (other !== part) t.match(without, stays)
    }
    t.equal(rowsOf(store, {}).filter(({ kind }) => kind === 'qr').length, 1)
    t.equal(rowsOf(store, hiding(store, 'link')).filter(({ kind }) => kind === 'qr').length, 0)
  })

  await t.test('but what the law asks of a shop that collects PPN stays', async (t) => {
    const hidden = { ...readSettings(store).receipt_shows, address: false, tax: false, phone: false }
    const slip = sample(store, { collects_tax: true, npwp: '012345678404000', receipt_shows: hidden })
    for (const text of ['Jl. Raya 17', 'NPWP 01.234.567.8-404.000', 'DPP', 'Termasuk PPN'])
      t.match(slip, text)
    t.notMatch(slip, '0251-8320045')
  })

  await t.test('and not on the papers of the shop itself', async (t) => {
    t.notMatch(sample(store, { receipt_head: 'Buka 08.00' }, 'z'), 'Buka 08.00')
  })
})

await t.test('A picture becomes dots', async (t) => {
  await t.test('as dark as it was, in every grey, and always the same', async (t) => {
    for (const grey of [16, 64, 100, 128, 180, 240]) {
      const dots = ditherPhoto(patch(200, 100, () => grey))
      t.ok(Math.abs(inkOf(dots) - (1 - grey / 255)) < 0.02, `grey ${grey}: ${inkOf(dots)}`)
    }
    const ramp = patch(256, 64, (x) => x)
    const dots = ditherPhoto(ramp)
    for (let from = 0; from < 256; from += 64) {
      const ink = inkOf(dots, from, from + 64)
      t.ok(Math.abs(ink - (1 - (from + 31.5) / 255)) < 0.03, `from ${from}: ${ink}`)
    }
    t.same(ditherPhoto(ramp).bytes, dots.bytes)
  })

  await t.test('a light drawing on white is found as well as a black one', async (t) => {
    const yellow = patch(100, 100, (x) => (x < 30 ? 210 : 255))
    t.equal(inkOf(drawLines(yellow)), 0.3)
    t.equal(styleOf(yellow), 'drawing')
    t.equal(styleOf(patch(256, 64, (x) => x)), 'photo')
  })

  await t.test(
    'for both papers, without the white border, no wider and no longer than there is room',
    async (t) => {
      const { logos, style } = await drawLogo(await badge())
      t.equal(style, 'drawing')
      t.equal(logos.length, 12)
      for (const { columns, size, bitmap } of logos) {
        const room = { small: 0.4, middle: 0.7, full: 1 }[size]
        t.ok(bitmap.width <= columns * 12 * room && bitmap.height <= 240, `${columns} ${size}`)
      }
      const full = logos.find(
        (logo) => logo.columns === 32 && logo.size === 'full' && logo.style === 'drawing'
      )!
      t.match(full.bitmap, { width: 384, height: 96 }, '4 to 1, as the black box in it')
      t.ok(inkOf(full.bitmap) > 0.99)
    }
  )

  await t.test('is shown small, and by any program', async (t) => {
    const noise = ditherPhoto(patch(576, 240, (x, y) => (x * 31 + y * 17) % 256))
    const png = asPng(noise)
    t.ok(png.length < 20_000, `${png.length} bytes`)
    const { data } = await sharp(png)
      .flatten({ background: '#ffffff' })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true })
    for (const [x, y] of [
      [0, 0],
      [575, 239],
      [300, 100],
      [301, 100]
    ] as const) {
      t.equal(data[y * 576 + x] === 0, noise.at(x, y))
    }
  })
})

await t.test('The owner designs the slip', async (t) => {
  const { store, setUp, browser } = await openBox(t)
  const shop = await setUp()
  const { owner, till, printer_id } = shop
  const page = '/settings/slip'

  await t.test('and nobody else', async (t) => {
    t.match(await till.get(page), { status: 403 })
    t.match(await till.post(page, form()), { status: 403 })
    t.match(await browser().get(`${page}/sample?${query(form())}`), { status: 303 })
  })

  await t.test('seeing it before it is kept, line for line as it would be printed', async (t) => {
    t.match((await owner.get(page)).text, 'Begini struk tercetak sekarang.')
    for (const kind of ['sale', 'refund', 'gift', 'z'] as SampleKind[]) {
      const { status, text } = await owner.get(
        `${page}/sample?${query({ ...form(), receipt_head: 'Buka 08.00', kind })}`
      )
      t.equal(status, 200)
      t.match(text, 'Belum disimpan')
      t.equal(text.match(/<svg [^>]*role="img"/g)?.length, 2, 'both papers')
      t.equal(/Buka 08\.00/.test(text), kind !== 'z')
    }
    t.equal(readSettings(store).receipt_head, '')
  })

  await t.test('keeping it, and bringing back what was before', async (t) => {
    const typed = { ...form(), receipt_head: ' Buka 08.00\r\nIG @toko\x1b@  \r\n', columns: '48' }
    t.match(await owner.post(page, typed), { goes: `${page}?saved` })
    t.match(readSettings(store), { receipt_head: ' Buka 08.00\nIG @toko@', columns: 48 })
    t.match(await owner.post(`${page}/earlier`), { goes: `${page}?saved` })
    t.match(readSettings(store), { receipt_head: '', columns: 32 })
    await owner.post(`${page}/earlier`)
    t.match(readSettings(store), { receipt_head: ' Buka 08.00\nIG @toko@', columns: 48 })
    const saves = happenings(store, 'setting.changed')
    await owner.post(page, typed)
    t.equal(happenings(store, 'setting.changed'), saves, 'what is so already is not written down')
  })

  await t.test('within the room there is', async (t) => {
    const long = { ...form(), receipt_foot: Array.from({ length: 9 }, (_, i) => `baris ${i}`).join('\r\n') }
    const refused = await owner.post(page, long, { htmx: true })
    t.match(refused, { status: 422, text: 'Tulisannya 9 baris' })
    t.match((await owner.get(`${page}/sample?${query({ ...long, kind: 'sale' })}`)).text, 'Sudah 9 baris')
    t.equal(readSettings(store).receipt_foot, '')
  })

  await t.test('with what the law asks for told apart, and remembered for when it does not', async (t) => {
    await owner.post(page, { ...form(), show_address: [] })
    t.equal(readSettings(store).receipt_shows.address, false)
    await owner.post('/settings/tax', TAXED)
    t.match((await owner.get(page)).text, /name="show_address" value="yes"\s+checked disabled/)
    t.match((await owner.get(page)).text, 'PER-11/PJ/2025')
    const { show_address, show_tax, ...unbound } = form()
    await owner.post(page, unbound)
    t.match(readSettings(store).receipt_shows, { address: false, tax: true })
  })

  await t.test('with a logo', async (t) => {
    const { text, status } = await bring(owner, picture(await badge()))
    t.equal(status, 200, text)
    const logo_id = /name="logo_id"[^>]*value="([^"]+)"/.exec(text)![1]!
    t.match(text, /value="drawing"\s+checked/)
    t.equal(readSettings(store).receipt_logo, null, 'on no slip before it is saved')
    t.match((await owner.get(`${page}/sample?${query({ ...form(), logo_id, kind: 'sale' })}`)).text, '<image')

    await owner.post(page, { ...form(), logo_id, logo_style: 'photo', logo_size: 'full' })
    t.same(readSettings(store).receipt_logo, { logo_id, style: 'photo', size: 'full' })
    t.ok(happenings(store, 'logo.changed') >= 2)
    const printed = drawSlip(store, { kind: 'test', subject_id: printer_id }, { columns: 48 })!
    const [head] = printed
    t.match(head, { kind: 'image', says: readSettings(store).name, bitmap: { width: 576 } })
    t.equal(
      findLogo(store, readSettings(store).receipt_logo, 48),
      (head as { bitmap: Bitmap }).bitmap,
      'kept as it was read'
    )

    await owner.post(page, form())
    t.equal(readSettings(store).receipt_logo, null)
    await owner.post(`${page}/earlier`)
    t.match(readSettings(store).receipt_logo, { logo_id })
    t.match(drawSlip(store, { kind: 'test', subject_id: printer_id })![0], { kind: 'image' })
    t.match(await owner.post(page, { ...form(), logo_id: printer_id }, { htmx: true }), { status: 404 })
  })

  await t.test('of which only those are kept that a slip may still show', async (t) => {
    for (let i = 0; i < 3; i++) await bring(owner, picture(await badge()))
    const { logos } = store.sqlite.prepare('select count(distinct logo_id) logos from logos').get() as {
      logos: number
    }
    t.equal(logos, 2, 'the one in use, and the one just brought')
  })

  await t.test('and tries it on paper, where it says that it is a sample', async (t) => {
    const form_ = { ...form(), receipt_head: 'Hanya dicoba', kind: 'sale', printer_id }
    t.match(await owner.post(`${page}/samples`, form_, { htmx: true }), { status: 200, text: '/jobs/' })
    t.not(readSettings(store).receipt_head, 'Hanya dicoba')
    const rows = drawSlip(store, { kind: 'test', subject_id: 'sample-sale', asked_at: NOW })!
    const printed = asText(rows)
    t.match(printed, 'Hanya dicoba')
    t.equal(printed.match(/CONTOH/g)?.length, 2)
    t.equal(rows.at(-1)?.kind, 'cut')
    t.equal(drawSlip(store, { kind: 'test', subject_id: 'sample-none', asked_at: NOW }), undefined)
  })
})

await t.test('What is no logo is refused in words, and the box goes on', async (t) => {
  const { store, setUp } = await openBox(t)
  const { owner } = await setUp()
  const words = wordsIn('id').refusals
  const photo = await sharp({
    create: {
      width: 800,
      height: 600,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 30 }
    }
  })
    .jpeg()
    .toBuffer()
  const hostile: [what: string, bytes: Uint8Array, sentence: unknown][] = [
    ['a text called .png', Buffer.from('<p>hello</p>'), words['logo/not-a-picture']],
    ['nothing', Buffer.alloc(0), words['logo/not-a-picture']],
    ['a TIFF', await sharp(photo).tiff().toBuffer(), words['logo/not-a-picture']],
    ['an SVG that names a file', Buffer.from(svg('<image href="file:///etc/passwd"/>')), words['logo/drawn']],
    ['a JPEG cut short', photo.subarray(0, photo.length >> 1), words['logo/broken']],
    [
      'a PNG with rubbish in it',
      Buffer.concat([(await badge()).subarray(0, 60), Buffer.alloc(500, 7)]),
      words['logo/broken']
    ],
    ['a header of 20,000 by 20,000 dots', hugePng(20_000), words['logo/too-large']],
    ['six megabytes', Buffer.concat([photo, Buffer.alloc(6_000_000)]), words['logo/too-large']],
    ['white on nothing', await white(), words['logo/blank']]
  ]
  for (const [what, bytes, sentence] of hostile) {
    const { status, text } = await bring(owner, picture(bytes))
    t.equal(status, 422, what)
    t.match(text, sentence, what)
  }
  t.equal(store.sqlite.prepare('select count(*) from logos').pluck().get(), 0)
  t.match(await owner.get('/settings/slip'), { status: 200 })
})

/** The designer's form as it comes, all parts shown. */
function form(): Record<string, string> {
  const parts: SlipPart[] = [
    'logo',
    'address',
    'phone',
    'cashier',
    'customer',
    'tax',
    'points',
    'savings',
    'link'
  ]
  const shown = Object.fromEntries(parts.map((part) => [`show_${part}`, 'yes']))
  return { columns: '32', receipt_head: '', receipt_foot: '', ...shown }
}

function query(form: Record<string, string>): string {
  return new URLSearchParams(form).toString()
}

function picture(bytes: Uint8Array): File {
  return new File([new Uint8Array(bytes)], 'logo.png')
}

function bring(owner: Browser, picture: File): Promise<Answer> {
  return owner.post('/settings/slip/logo', { picture }, { htmx: true })
}

function happenings(store: Store, type: string): number {
  return store.sqlite.prepare('select count(*) from events where type = ?').pluck().get(type) as number
}

function hiding(store: Store, part: SlipPart): Partial<Settings> {
  return { receipt_shows: { ...readSettings(store).receipt_shows, [part]: false } }
}

function rowsOf(
  store: Store,
  decided: Partial<Settings>,
  kind: SampleKind = 'sale',
  columns: Columns = 48
): Row[] {
  const shop = { name: 'Toko Makmur', address: 'Jl. Raya 17', phone: '0251-8320045' }
  const settings = { ...readSettings(store), ...shop, ...decided }
  return drawSample(store, { settings, kind, columns, now: NOW })
}

function sample(store: Store, decided: Partial<Settings>, kind?: SampleKind): string {
  const rows = rowsOf(store, decided, kind)
  t.match(asPicture(rows, 48), '<svg')
  return asText(rows)
}

function patch(width: number, height: number, grey: (x: number, y: number) => number): Grey {
  const bytes = Uint8Array.from({ length: width * height }, (_, i) => grey(i % width, Math.floor(i / width)))
  return { width, height, bytes }
}

/** Which part of a picture is ink, between two columns of dots. */
function inkOf(dots: Bitmap, from = 0, to = dots.width): number {
  let inked = 0
  for (let y = 0; y < dots.height; y++) for (let x = from; x < to; x++) if (dots.at(x, y)) inked++
  return inked / ((to - from) * dots.height)
}

/** A black box, 4 to 1, with much white about it and nothing behind it. */
function badge(): Promise<Buffer> {
  const box = { create: { width: 400, height: 100, channels: 4, background: '#000000' } } as const
  const around = { top: 150, bottom: 50, left: 120, right: 80, background: '#ffffff00' }
  return sharp(box).extend(around).png().toBuffer()
}

/** A white badge on nothing: fine on a dark page, nothing on paper. */
function white(): Promise<Buffer> {
  const box = { create: { width: 400, height: 100, channels: 4, background: '#ffffff' } } as const
  return sharp(box).extend({ top: 9, bottom: 9, left: 9, right: 9, background: '#ffffff00' }).png().toBuffer()
}

function svg(inside: string): string {
  return `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">${inside}</svg>`
}

/** A small file that says it is a huge picture. */
function hugePng(side: number): Buffer {
  const png = asPng(new Bitmap(8, 8))
  png.writeUInt32BE(side, 16)
  png.writeUInt32BE(side, 20)
  return Buffer.concat([png, deflateSync(Buffer.alloc(1000))])
}
