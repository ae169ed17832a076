import t, { type Test } from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { asText } from '../../views/receipts/document.ts'
import { type Counter, fates, openCounter, sell, TEA, until } from '../counter.ts'
import { OWNER } from '../shop.ts'

const RICE = { barcode: '8990000000013', name: 'Nasi goreng spesial', category: 'Makanan' }
const JUICE = { barcode: '8990000000020', name: 'Es jeruk', category: 'Minuman' }

t.test('What is sold is told to the kitchens whose categories it is of', async (t) => {
  const counter = await openKitchens(t)
  const { shop, till, kitchen_id, bar_id, tell } = counter
  const { store } = shop
  await tell([
    [RICE.category, kitchen_id],
    [JUICE.category, bar_id]
  ])

  await t.test('each with its own lines, in large letters and without prices', async (t) => {
    const { sale_id } = await sell(till, [`2*${RICE.barcode}`, JUICE.barcode, TEA.barcode])
    const kitchen = ticketAt(counter, sale_id, kitchen_id)
    t.match(kitchen, /TIKET[\s\S]*K1-000001[\s\S]*K1 Kasir depan[\s\S]*2 porsi\nNasi goreng/)
    for (const other of ['Es jeruk', TEA.name, 'Rp', '15.000', '30.000']) t.notMatch(kitchen, other)
    t.match(ticketAt(counter, sale_id, bar_id), /1 porsi\nEs jeruk/)
    const large = drawTicket(counter, sale_id, kitchen_id).filter(
      (row) => row.kind === 'line' && row.size === 'double'
    )
    t.match(large.map((row) => row.kind === 'line' && row.text).join(' '), /2 porsi Nasi goreng spesial/)
  })

  await t.test('and nobody is told of goods without a category', async (t) => {
    const { sale_id } = await sell(till, [TEA.barcode])
    t.same(kinds(counter, sale_id), ['pulse', 'sale'])
  })

  await t.test('of one category two printers may be told', async (t) => {
    await tell([
      [RICE.category, kitchen_id],
      [RICE.category, bar_id]
    ])
    const { sale_id } = await sell(till, [RICE.barcode, JUICE.barcode])
    for (const printer_id of [kitchen_id, bar_id]) {
      const ticket = ticketAt(counter, sale_id, printer_id)
      t.match(ticket, 'Nasi goreng')
      t.notMatch(ticket, 'Es jeruk')
    }
  })

  await t.test(
    'a kitchen printer that is off delays neither the receipt nor the other kitchen',
    async (t) => {
      const { sale_id } = await sell(till, [RICE.barcode])
      await until(store, () => fates(store, sale_id).filter((fate) => fate.endsWith('printed')).length === 3)
      t.same(
        fates(store, sale_id)
          .map((fate) => fate.replace(' refused', ''))
          .sort(),
        ['pulse printed', 'sale printed', 'ticket printed', 'ticket waiting']
      )
    }
  )

  await t.test('and once more as a copy', async (t) => {
    const { sale_id } = await sell(till, [RICE.barcode])
    const first = ticketAt(counter, sale_id, kitchen_id)
    t.notMatch(first, 'SALINAN')
    t.match((await till.get(`/sales/${sale_id}`)).text, `action="/sales/${sale_id}/tickets"`)
    await till.post(`/sales/${sale_id}/tickets`)
    const copies = listJobs(store, sale_id).filter(({ kind, copy_no }) => kind === 'ticket' && copy_no > 0)
    t.same(new Set(copies.map(({ printer_id }) => printer_id)), new Set([kitchen_id, bar_id]))
    for (const job of copies) {
      const text = asText(drawSlip(store, { ...job, kind: 'ticket' })!)
      t.match(text, /SALINAN[\s\S]*Nasi goreng/)
    }
  })

  await t.test('a sale that is undone is called off where it was told, and only there', async (t) => {
    await ownerAtTill(counter)
    const { sale_id } = await sell(till, [RICE.barcode])
    const silent = await sell(till, [TEA.barcode])
    for (const id of [sale_id, silent.sale_id]) {
      const refund_id = newId()
      const { goes } = await till.post(
        `/sales/${id}/void`,
        { reason: 'Salah pesan' },
        { request_id: refund_id }
      )
      t.match(goes, '/refunds/')
      const off = listJobs(store, refund_id).filter(({ kind }) => kind === 'ticket')
      t.equal(off.length, id === sale_id ? 2 : 0)
      for (const job of off) {
        const text = asText(drawSlip(store, { ...job, kind: 'ticket' })!)
        t.match(text, /BATAL[\s\S]*Salah pesan[\s\S]*1 porsi[\s\S]*Nasi goreng[\s\S]*BATAL/)
      }
    }
  })
})

t.test('Who is told of what is ticked in a grid', async (t) => {
  const counter = await openKitchens(t)
  const { owner, till, shop, kitchen_id, bar_id, tell } = counter

  await t.test('that holds each category and each printer of slips', async (t) => {
    const { text } = await owner.get('/printers/tickets')
    for (const said of ['Makanan', 'Minuman', 'Dapur', 'Bar', 'Printer depan']) t.match(text, said)
    t.equal(text.match(/type="checkbox" name="cell"/g)?.length, 6)
  })

  await t.test('and is kept as it was ticked last', async (t) => {
    await tell([
      [RICE.category, kitchen_id],
      [JUICE.category, bar_id]
    ])
    await tell([[JUICE.category, kitchen_id]])
    const ticked = (await owner.get('/printers/tickets?saved')).text.match(/value="[^"]*"\s+checked/g)
    t.equal(ticked?.length, 1)
    await tell([])
    const { sale_id } = await sell(till, [RICE.barcode])
    t.same(kinds(counter, sale_id), ['pulse', 'sale'])
  })

  await t.test('but by no cashier', async (t) => {
    t.equal((await till.get('/printers/tickets')).status, 403)
    t.equal((await till.post('/printers/tickets', {})).status, 403)
  })

  await t.test('a printer that was removed is told nothing more', async (t) => {
    await tell([[RICE.category, kitchen_id]])
    const now = new Date().toISOString()
    shop.store.sqlite.prepare('update printers set removed_at = ? where printer_id = ?').run(now, kitchen_id)
    const { sale_id } = await sell(till, [RICE.barcode])
    t.same(kinds(counter, sale_id), ['pulse', 'sale'])
  })
})

type Kitchens = Awaited<ReturnType<typeof openKitchens>>

/** A counter with something to eat and to drink, a kitchen whose printer is off, and a bar whose slips come on the screen. */
async function openKitchens(t: Test) {
  const counter = await openCounter(t)
  const { shop, owner } = counter
  const { store } = shop
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  await store.commit((tx) => {
    for (const { barcode, name, category } of [RICE, JUICE]) {
      saveItem(tx, by, {
        ...{ item_id: newId(), code: null, barcodes: [barcode], name, category, unit: 'porsi' },
        ...{ price_minor: minor(15_000), cost_minor: null, minimum_milli: milli(0), favourite: 0 }
      })
    }
  })
  const plain = { columns: '32', drawer_pin: '2', pulse_ms: '120' }
  await owner.post('/printers', { ...plain, name: 'Dapur', transport: 'tcp', address: '127.0.0.1:9' })
  await owner.post('/printers', { ...plain, name: 'Bar', transport: 'preview', address: '' })
  const id = (table: string, name: string) =>
    store.sqlite
      .prepare(`select ${table}_id from ${table === 'category' ? 'categories' : 'printers'} where name = ?`)
      .pluck()
      .get(name) as string
  const [kitchen_id, bar_id] = [id('printer', 'Dapur'), id('printer', 'Bar')]
  const tell = async (places: [category: string, printer_id: string][]): Promise<void> => {
    const cell = places.map(([category, printer_id]) => `${id('category', category)}:${printer_id}`)
    const { goes, text } = await owner.post('/printers/tickets', { cell })
    t.equal(goes, '/printers/tickets?saved', text.slice(0, 300))
  }
  return { ...counter, kitchen_id, bar_id, tell }
}

function kinds({ shop: { store } }: Counter, subject_id: string): string[] {
  return listJobs(store, subject_id).map(({ kind }) => kind)
}

function drawTicket({ shop: { store } }: Counter, sale_id: string, printer_id: string) {
  const job = listJobs(store, sale_id).find((one) => one.kind === 'ticket' && one.printer_id === printer_id)!
  return drawSlip(store, { ...job, kind: 'ticket' }, { columns: 32 })!
}

function ticketAt(counter: Counter, sale_id: string, printer_id: string): string {
  return asText(drawTicket(counter, sale_id, printer_id))
}

/** The owner takes over at the till, who may undo a sale. */
async function ownerAtTill({ till }: Kitchens): Promise<void> {
  await till.post('/sign-out')
  await till.post('/sign-in/password', OWNER)
}
