import t, { type Test } from 'tap'
import { addUnit } from '../../server/catalog/save-units.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { addPrinter, PLAIN_PRINTER } from '../../server/printing/save-printer.ts'
import type { PrinterLanguage } from '../../server/printing/tables.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { bringItem, openShop } from '../catalog/goods.ts'
import { until } from '../counter.ts'
import { decodeReceiptLabels, decodeTspl, decodeZpl } from '../printer/decode-labels.ts'
import { listenAsPrinter } from '../printer/listener.ts'
import { readPrice, says, scan } from './read-labels.ts'

const MILK = { name: 'Susu Cokelat 1 L', price: 19_900, barcode: '8998009010620' }

t.test('Price labels', async (t) => {
  const shop = await openShop(t)
  const { owner, store } = shop
  const printer = await bringLabelPrinter(t, shop, 'tspl')
  const milk_id = await bringItem(shop, MILK)
  const milk = await keyOf(shop, milk_id)

  await t.test('come out of a label printer as they were seen, once for each copy', async (t) => {
    const { run_id } = await print(shop, printer.printer_id, { g: [milk], n: ['12'] })
    await until(store, () => listJobs(store, run_id)[0]?.state === 'printed')
    await printer.waitForJobs(1)

    const { labels, paper, stray } = decodeTspl(printer.jobs[0]!)
    t.same(stray, [])
    t.same(paper, { width: 40, height: 30, gap: 2 })
    t.equal(labels[0]!.copies, 12)
    t.same(await scan(labels[0]!.picture), [MILK.barcode])
    t.equal(readPrice(labels[0]!.picture), '19900')

    const seen = await owner.get(`/labels/picture.png?of=${milk}&printer_id=${printer.printer_id}`)
    t.equal(seen.headers['content-type'], 'image/png')
    const page = await owner.get(`/labels/${run_id}`)
    t.match(page.text, MILK.name)
    t.match(page.text, '12 × Label rak')
  })

  await t.test('are recorded with who asked, how many and where', async (t) => {
    const { run_id } = await print(shop, printer.printer_id, { g: [milk], n: ['2'] })
    const event = store.sqlite
      .prepare("select * from events where type = 'labels.printed' and subject_id = ?")
      .get(run_id)
    t.match(event, { staff_id: shop.owner_id })
    const facts = JSON.parse((event as { facts: string }).facts)
    t.same(facts, { printer_id: printer.printer_id, layout: 'shelf', labels: 2 })
  })

  await t.test('of a carton have its own price and barcode', async (t) => {
    await store.commit((tx) =>
      addUnit(tx, shop.as_owner(), {
        item_id: milk_id,
        name: 'dus',
        holds_milli: milli(12_000),
        price_minor: minor(228_000),
        barcodes: ['18998009010627']
      })
    )
    const { text } = await owner.get('/labels/goods?text=18998009010627', { htmx: true })
    const carton = /value="(\d+-[0-9a-f]{8})" selected/.exec(text)![1]!
    const { run_id } = await print(shop, printer.printer_id, { g: [carton], n: ['1'] })
    await until(store, () => listJobs(store, run_id)[0]?.state === 'printed')
    const { labels } = decodeTspl(printer.jobs.at(-1)!)
    t.equal(readPrice(labels[0]!.picture), '228000')
    for (const word of ['/dus', '19.000/pcs']) t.ok(says(labels[0]!.picture, word), word)
    t.same(await scan(labels[0]!.picture), ['18998009010627'])
  })

  await t.test(
    'are chosen by scanning: the same again is one more, and a name that means several asks which',
    async (t) => {
      await bringItem(shop, { name: 'Susu Stroberi 1 L', price: 20_100 })
      const again = await owner.get(`/labels/goods?text=${MILK.barcode}&g=${milk}&n=2`, { htmx: true })
      t.match(again.text, /name="n" value="3"/)
      const counted = await owner.get(`/labels/goods?text=5*${MILK.barcode}`, { htmx: true })
      t.match(counted.text, /name="n" value="5"/)
      const several = await owner.get('/labels/goods?text=susu', { htmx: true })
      t.match(several.text, 'Susu Stroberi 1 L')
      t.notMatch(several.text, 'name="n"')
      const nothing = await owner.get('/labels/goods?text=tidak+ada+ini', { htmx: true })
      t.match(nothing.text, 'Tidak ada barang yang cocok')
    }
  )

  await t.test('that say another price than now are found at once', async (t) => {
    const before = await owner.get('/labels')
    t.notMatch(before.text, 'harganya sudah lain')
    await bringItem(shop, { ...MILK, item_id: milk_id, price: 21_000 })
    const after = await owner.get('/labels')
    t.match(after.text, '1 barang harganya sudah lain')
    const { text } = await owner.get('/labels/goods?add=outdated', { htmx: true })
    t.match(text, new RegExp(`value="${milk}"`))
  })

  await t.test('printed again have the price of now', async (t) => {
    const run_id = (
      store.sqlite.prepare('select run_id from label_runs order by run_id').get() as { run_id: string }
    ).run_id
    const { text } = await owner.get(`/labels?run=${run_id}`)
    t.match(text, /name="n" value="12"/)
    t.match(text, '21.000')
  })

  await t.test('are chosen by category, and by the day since when they changed', async (t) => {
    await bringItem(shop, { name: 'Sapu Ijuk', price: 15_000, category: 'Rumah' })
    const { category_id } = store.sqlite
      .prepare("select category_id from categories where name = 'Rumah'")
      .get() as {
      category_id: string
    }
    const home = await owner.get(`/labels/goods?add=category&category=${category_id}`, { htmx: true })
    t.match(home.text, 'Sapu Ijuk')
    t.notMatch(home.text, MILK.name)
    const today = new Date().toISOString().slice(0, 10)
    const changed = await owner.get(`/labels/goods?add=since&since=2020-01-01`, { htmx: true })
    t.match(changed.text, MILK.name)
    const tomorrow = new Date(Date.parse(today) + 2 * 86_400_000).toISOString().slice(0, 10)
    const none = await owner.get(`/labels/goods?add=since&since=${tomorrow}`, { htmx: true })
    t.match(none.text, 'Tidak ada barang seperti itu')
  })

  await t.test('are refused where nobody can have meant it', async (t) => {
    const ask = (form: Record<string, string | string[]>) =>
      owner.post('/labels', { layout: 'shelf', printer_id: printer.printer_id, ...form }, { htmx: true })
    t.match((await ask({})).text, 'Pilih dulu barang')
    t.match((await ask({ g: [milk], n: ['0'] })).text, 'Pilih dulu barang')
    t.match((await ask({ g: [milk], n: ['51'] })).text, 'Centang dulu')
    t.match((await ask({ g: [milk, milk], n: ['400', '101'] })).status, 409)
    const other = await keyOf(shop, await bringItem(shop, { name: 'Roti Tawar', price: 14_000 }))
    t.match((await ask({ g: [milk, other], n: ['400', '101'], sure: 'yes' })).text, 'terlalu banyak')
    t.match((await ask({ g: ['999999'], n: ['1'] })).text, 'sudah tidak dijual')
    t.match((await ask({ g: [milk], n: ['1'], printer_id: newId() })).text, 'Printer ini tidak ada')
    t.ok((await ask({ g: [milk], n: ['51'], sure: 'yes' })).goes)
  })

  await t.test('are nothing for a cashier', async (t) => {
    t.equal((await shop.till.get('/labels')).status, 403)
  })
})

t.test('A printer that understands ZPL gets the same labels', async (t) => {
  const shop = await openShop(t)
  const printer = await bringLabelPrinter(t, shop, 'zpl')
  const key = await keyOf(shop, await bringItem(shop, MILK))
  const { run_id } = await print(shop, printer.printer_id, { g: [key], n: ['3'], layout: 'sticker' })
  await until(shop.store, () => listJobs(shop.store, run_id)[0]?.state === 'printed')
  const { labels, stray } = decodeZpl(printer.jobs[0]!)
  t.same(stray, [])
  t.equal(labels[0]!.copies, 3)
  t.same(await scan(labels[0]!.picture), [MILK.barcode])
})

t.test('A receipt printer prints labels too, each on its own piece of paper', async (t) => {
  const shop = await openShop(t)
  const printer = await bringLabelPrinter(t, shop, 'escpos')
  const key = await keyOf(shop, await bringItem(shop, MILK))
  const { run_id } = await print(shop, printer.printer_id, { g: [key], n: ['2'] })
  await until(shop.store, () => listJobs(shop.store, run_id)[0]?.state === 'printed')
  const { labels, stray } = decodeReceiptLabels(printer.jobs[0]!, 384)
  t.same(stray, [])
  t.equal(labels.length, 2)
  for (const { picture } of labels) {
    t.same(await scan(picture), [MILK.barcode])
    t.equal(readPrice(picture), '19900')
  }
})

t.test('A label printer', async (t) => {
  const shop = await openShop(t)
  const printer = await bringLabelPrinter(t, shop, 'tspl')

  await t.test('is no till’s printer', async (t) => {
    const { terminal_id, owner } = shop
    const refused = await owner.post(
      `/tills/${terminal_id}/printer`,
      { printer_id: printer.printer_id },
      { htmx: true }
    )
    t.equal(refused.status, 409)
    t.match(refused.text, 'hanya mencetak label')
    t.notMatch((await owner.get('/printers')).text, `<option value="${printer.printer_id}"`)
  })

  await t.test('tests itself with a frame to all edges, its size and bars', async (t) => {
    await shop.owner.post(`/printers/${printer.printer_id}/tests`, { of: 'slip' }, { htmx: true })
    await printer.waitForJobs(1)
    const { labels, stray } = decodeTspl(printer.jobs[0]!)
    const { picture } = labels[0]!
    t.same(stray, [])
    for (let x = 0; x < picture.width; x++)
      if (!picture.at(x, 0) || !picture.at(x, picture.height - 1)) t.fail(`column ${x}`)
    for (let y = 0; y < picture.height; y++)
      if (!picture.at(0, y) || !picture.at(picture.width - 1, y)) t.fail(`row ${y}`)
    t.ok(says(picture, '40'))
    t.same(await scan(picture), ['2012345678903'])
  })
})

type Shop = Awaited<ReturnType<typeof openShop>>

/** A printer on the network that the shop knows by its language. */
async function bringLabelPrinter(t: Test, { store, as_owner }: Shop, language: PrinterLanguage) {
  const listener = await listenAsPrinter(t)
  const printer_id = newId()
  await store.commit((tx) =>
    addPrinter(tx, as_owner(), {
      ...PLAIN_PRINTER,
      printer_id,
      name: `Printer ${language}`,
      language,
      answers: 'never',
      transport: 'tcp',
      address: `127.0.0.1:${listener.port}`
    })
  )
  return { ...listener, printer_id }
}

/** What the page calls an item. */
async function keyOf({ owner }: Shop, item_id: string): Promise<string> {
  const { text } = await owner.get(`/labels?item=${item_id}`)
  return /name="g" value="(\d+)"/.exec(text)![1]!
}

async function print(
  { owner }: Shop,
  printer_id: string,
  form: { g: string[]; n: string[]; layout?: string }
): Promise<{ run_id: string }> {
  const { goes, text } = await owner.post('/labels', { layout: 'shelf', printer_id, ...form })
  if (!goes) throw new Error(/<main[\s\S]*/.exec(text)?.[0].slice(0, 600) ?? text)
  return { run_id: goes.split('/').at(-1)! }
}
