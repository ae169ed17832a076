import t, { type Test } from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { keepState } from '../../server/printing/printer-states.ts'
import { readDrawerOpenings } from '../../server/shifts/drawer-openings.ts'
import { findOpenShift } from '../../server/shifts/find-shift.ts'
import { listTerminals } from '../../server/terminals/find-terminal.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { type Counter, fates, openCounter, sell, until, wired } from '../counter.ts'
import { decode } from '../printer/decode.ts'
import { type Listener, listenAsPrinter } from '../printer/listener.ts'
import { OWNER } from '../shop.ts'

const SUPERVISOR = { name: 'Pak Budi', pin: '582930' }

t.test('A till’s drawer', async (t) => {
  await t.test('is opened at another printer than its slips come from, on its own wire', async (t) => {
    const counter = await openCounter(t)
    const { shop, till, printer } = counter
    const back = await addPrinter(counter, t, 'Printer belakang')
    await hang(counter, 'K1', { drawer_printer_id: back.printer_id, drawer_pin: '5' })
    const { sale_id } = await sell(till)
    await until(shop.store, () => fates(shop.store, sale_id).every((fate) => fate.endsWith('printed')))

    t.same(fates(shop.store, sale_id), ['pulse printed', 'sale printed'])
    t.match(await heard(back.listener), [{ kind: 'pulse', pin: 5, on_ms: 120 }])
    t.same(await heard(printer), [], 'and the printer of the slips opens nothing')
  })

  await t.test('shares a printer with that of another till, each on a wire of its own', async (t) => {
    const counter = await openCounter(t)
    const { shop, till, people } = counter
    const second = await openSecondTill(counter)
    await hang(counter, 'K2', { drawer_printer_id: '', drawer_pin: '5' })
    const sales = [await sell(till), await sell(second)]
    t.same(
      sales.map(({ sale_id }) => pulses(shop.store, sale_id)),
      [[{ printer_id: people.printer_id, pin: null }], [{ printer_id: people.printer_id, pin: 5 }]]
    )
    t.same(
      sales.map(({ sale_id }) => openings(shop.store, sale_id)[0]?.facts['pin']),
      [2, 5],
      'and which one it was is on the record'
    )
  })

  await t.test('is opened though the till’s slips come out on the screen, or nowhere', async (t) => {
    const counter = await openCounter(t)
    const { shop, till, owner, people } = counter
    const back = await addPrinter(counter, t, 'Printer belakang')
    const screen = { name: 'Layar', transport: 'preview', columns: '32', drawer_pin: '2', pulse_ms: '120' }
    await owner.post('/printers', { ...screen, address: '' }, { request_id: newId() })
    const screen_id = printerNamed(shop.store, 'Layar')
    for (const printer_id of [screen_id, '']) {
      await owner.post(`/tills/${people.terminal_id}/printer`, {
        printer_id,
        drawer_printer_id: back.printer_id,
        drawer_pin: ''
      })
      const { sale_id } = await sell(till)
      t.same(pulses(shop.store, sale_id), [{ printer_id: back.printer_id, pin: null }])
    }
  })

  await t.test('is none where there is no printer, and the till sells all the same', async (t) => {
    const { shop, till, owner, people } = await openCounter(t)
    await owner.post(`/tills/${people.terminal_id}/printer`, { printer_id: '' })
    const { sale_id } = await sell(till)
    t.same(fates(shop.store, sale_id), [])
    const asked = await owner.post(`/tills/${people.terminal_id}/drawer/tests`, {}, { htmx: true })
    t.equal(asked.status, 409)
    t.match(asked.text, 'tidak ada laci')
  })

  await t.test('stays where it hangs when only the printer of the slips is chosen anew', async (t) => {
    const counter = await openCounter(t)
    const { shop, owner, people } = counter
    await hang(counter, 'K1', { drawer_printer_id: people.printer_id, drawer_pin: '5' })
    await owner.post(`/tills/${people.terminal_id}/printer`, { printer_id: '' })
    t.match(listTerminals(shop.store)[0], { drawer_printer_id: people.printer_id, drawer_pin: 5 })
  })

  await t.test('is tried from the printers’ page, and the record says so', async (t) => {
    const { shop, owner, people } = await openCounter(t)
    const { text } = await owner.get('/printers')
    t.match(text, `hx-post="/tills/${people.terminal_id}/drawer/tests"`)
    const asked = await owner.post(`/tills/${people.terminal_id}/drawer/tests`, {}, { htmx: true })
    t.match(asked.text, /hx-get="\/jobs\/[0-9a-f-]+"/)
    t.match(openings(shop.store, people.terminal_id), [{ facts: { why: 'test', pin: 2 } }])
    t.match(withoutSale(shop.store), [{ reason: null, opened_by: OWNER.name }], 'and the shift knows of it')
  })
})

t.test('Every opening is on the record with who, where, and why', async (t) => {
  const { shop, till, people } = await openCounter(t)
  const { store } = shop
  const { sale_id } = await sell(till)
  const [move, closing] = [newId(), newId()]
  await till.post(
    '/shift/cash',
    {
      amount: '5.000',
      reason: 'plastik',
      direction: 'out',
      approver_id: people.owner_id,
      approver_pin: OWNER.password
    },
    { request_id: move }
  )
  const { shift_id } = findOpenShift(store, people.terminal_id)!
  await till.post('/shift/closing', { counted: '198.700' }, { request_id: closing })
  const whys = [sale_id, move, shift_id].map((id) => openings(store, id)[0])
  t.match(whys, [
    { staff_id: people.cashier_id, terminal_id: people.terminal_id, facts: { why: 'sale' } },
    { staff_id: people.cashier_id, terminal_id: people.terminal_id, facts: { why: 'cash-move' } },
    { staff_id: people.cashier_id, terminal_id: people.terminal_id, facts: { why: 'shift-closed' } }
  ])
  for (const { facts } of whys.map((opening) => opening!))
    t.match(facts, { printer_id: people.printer_id, pin: 2, job_id: /^[0-9a-f-]{36}$/ })
})

t.test('A drawer that is opened though nothing is sold', async (t) => {
  const counter = await openCounter(t)
  const { shop, till, owner, people, printer } = counter
  const { store } = shop
  await owner.post('/staff', { ...SUPERVISOR, role: 'supervisor' })
  const approver_id = listStaff(store).find(({ name }) => name === SUPERVISOR.name)!.staff_id
  const allowed = { approver_id, approver_pin: SUPERVISOR.pin }

  await t.test('is asked of somebody who may, and stays shut without them', async (t) => {
    const { status, text } = await till.post('/till/drawer', { reason: 'change' }, { htmx: true })
    t.equal(status, 403)
    t.match(text, 'Laci mau dibuka tanpa penjualan.')
    t.match(text, SUPERVISOR.name)
    t.same(withoutSale(store), [])
  })

  await t.test('opens once, however often it is asked for, and says what became of it', async (t) => {
    const request_id = newId()
    const ask = () => till.post('/till/drawer', { reason: 'change', ...allowed }, { request_id, htmx: true })
    const answers = await Promise.all([ask(), ask(), ask()])
    t.same(new Set(answers.map(({ status }) => status)), new Set([200]))
    t.same(new Set(answers.map(({ text }) => /\/jobs\/[0-9a-f-]+/.exec(text)?.[0])).size, 1)
    await until(store, () => fates(store, request_id).includes('pulse printed'))
    t.same(fates(store, request_id), ['pulse printed'])
    t.match(await heard(printer), [{ kind: 'pulse', pin: 2, on_ms: 120 }])
    const job = /\/jobs\/[0-9a-f-]+/.exec(answers[0]!.text)![0]
    t.match((await till.get(job, { htmx: true })).text, 'Laci dibuka')
    t.match(openings(store, request_id), [
      { staff_id: people.cashier_id, approved_by: approver_id, facts: { why: 'no-sale', reason: 'change' } }
    ])
  })

  await t.test('needs a reason: one of the shop’s, or in words', async (t) => {
    const silent = await till.post(
      '/till/drawer',
      { reason: 'other', note: '  ', ...allowed },
      { htmx: true }
    )
    t.equal(silent.status, 422)
    t.match(silent.text, 'Tulis dulu alasannya.')
    t.equal((await till.post('/till/drawer', { reason: 'bored', ...allowed }, { htmx: true })).status, 422)
    const note = 'ambil kunci gudang'
    await till.post('/till/drawer', { reason: 'other', note, ...allowed }, { htmx: true })
    t.match(withoutSale(store), [
      { reason: 'change', opened_by: /Siti/, approved_by: SUPERVISOR.name },
      { reason: 'other', note }
    ])
  })

  await t.test('is told on the shift’s page with its reason, and counted on X and Z', async (t) => {
    const { text } = await till.get('/shift')
    t.match(text, /Dibuka tanpa penjualan: <b>2 kali<\/b>/)
    for (const said of ['Tukar uang kecil', 'ambil kunci gudang', `izin ${SUPERVISOR.name}`])
      t.match(text, said)
    t.notMatch(text, 'tanpa diminta')
  })

  await t.test(
    'is not counted where it never opened, as nothing reached it in its ten seconds',
    async (t) => {
      const before = withoutSale(store).length
      const request_id = newId()
      await till.post('/till/drawer', { reason: 'count', ...allowed }, { request_id, htmx: true })
      await until(store, () => fates(store, request_id).includes('pulse printed'))
      t.equal(withoutSale(store).length, before + 1)
      store.sqlite.prepare("update print_jobs set state = 'expired' where subject_id = ?").run(request_id)
      t.equal(withoutSale(store).length, before)
    }
  )

  await t.test(
    'is opened by its key alone, and the shift’s page says that nobody asked for it',
    async (t) => {
      const { printer_id } = people
      const at = later(systemClock.now(), 120_000) // long after the last pulse
      const by = { at, staff_id: null, terminal_id: null, request_id: null }
      const see = (drawer: 'open' | 'closed') =>
        store.commit((tx) => keepState(tx, by, { printer_id, link: 'ok', status: { ...QUIET, drawer } }))
      for (const drawer of ['closed', 'open', 'closed', 'open'] as const) await see(drawer)
      t.match((await till.get('/shift')).text, 'Laci terbuka tanpa diminta, 2 kali')
    }
  )

  await t.test('opens without a shift, too', async (t) => {
    await till.post('/shift/closing', { counted: '200.000' })
    const request_id = newId()
    const { status } = await till.post(
      '/till/drawer',
      { reason: 'count', ...allowed },
      { request_id, htmx: true }
    )
    t.equal(status, 200)
    await until(store, () => fates(store, request_id).includes('pulse printed'))
  })
})

t.test('A supervisor opens the drawer alone', async (t) => {
  const { shop, till, owner } = await openCounter(t)
  await owner.post('/staff', { ...SUPERVISOR, role: 'supervisor' })
  const { staff_id } = listStaff(shop.store).find(({ name }) => name === SUPERVISOR.name)!
  await till.post('/sign-out')
  await till.post('/sign-in/pin', { staff_id, pin: SUPERVISOR.pin })
  t.equal((await till.post('/till/drawer', { reason: 'try' }, { htmx: true })).status, 200)
  t.match(withoutSale(shop.store), [{ opened_by: SUPERVISOR.name, approved_by: null, reason: 'try' }])
})

t.test('A till whose only printer is a picture has no drawer to open', async (t) => {
  const { till, owner, people } = await openCounter(t)
  const screen = { name: 'Layar', transport: 'preview', columns: '32', drawer_pin: '2', pulse_ms: '120' }
  await owner.post(`/printers/${people.printer_id}`, { ...screen, address: '' })
  const { status, text } = await till.post('/till/drawer', { reason: 'try' }, { htmx: true })
  t.equal(status, 409)
  t.match(text, 'tidak ada laci')
})

const QUIET = { is_online: true, paper: 'ok', cover: 'closed', fault: null } as const

type Books = Counter['shop']['store']

interface Opening {
  staff_id: string | null
  terminal_id: string | null
  approved_by: string | null
  facts: Record<string, string | number | null>
}

/** What the record says of the drawer for one sale, move, or other reason. */
function openings({ sqlite }: Books, subject_id: string): Opening[] {
  const rows = sqlite
    .prepare("select * from events where type = 'drawer.opened' and subject_id = ? order by event_id")
    .all(subject_id) as (Omit<Opening, 'facts'> & { facts: string })[]
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) }))
}

function pulses({ sqlite }: Books, subject_id: string): unknown[] {
  return sqlite
    .prepare("select printer_id, pin from print_jobs where kind = 'pulse' and subject_id = ?")
    .all(subject_id)
}

/** What the running shift at the first till knows of its drawer. */
function withoutSale(store: Books) {
  const { terminal_id } = listTerminals(store)[0]!
  const { shift_id } = findOpenShift(store, terminal_id)!
  return readDrawerOpenings(store, { shift_id, terminal_id }).without_sale
}

/** What a printer's drawers did, once the line to it has come to rest. */
async function heard(listener: Listener): Promise<unknown[]> {
  await listener.waitForJobs(1)
  return decode(Buffer.concat(listener.jobs)).filter(({ kind }) => kind === 'pulse')
}

function printerNamed({ sqlite }: Books, name: string): string {
  return sqlite.prepare('select printer_id from printers where name = ?').pluck().get(name) as string
}

async function addPrinter({ owner, shop }: Counter, t: Test, name: string) {
  const listener = await listenAsPrinter(t)
  const address = `127.0.0.1:${listener.port}`
  await owner.post('/printers', {
    ...{ name, transport: 'tcp', address, columns: '32', cutter: 'yes' },
    ...{ drawer_pin: '2', pulse_ms: '120' }
  })
  return { listener, printer_id: printerNamed(shop.store, name) }
}

/** Says on the printers' page where a till's drawer hangs. */
async function hang(
  { owner, shop: { store } }: Counter,
  code: string,
  drawer: { drawer_printer_id: string; drawer_pin: string }
): Promise<void> {
  const till = listTerminals(store).find((one) => one.code === code)!
  await owner.post(`/tills/${till.terminal_id}/printer`, { printer_id: till.printer_id ?? '', ...drawer })
}

async function openSecondTill({ shop, people }: Counter) {
  const second = wired(shop.box.url, { cookies: new Map() })
  await second.post('/sign-in/password', OWNER)
  await second.post('/till/pairing', { name: 'Kasir belakang', printer_id: people.printer_id })
  await second.post('/shift', { float: '100.000' })
  return second
}
