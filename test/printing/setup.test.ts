import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { findPrinter, listPrinters } from '../../server/printing/find-printer.ts'
import { queueSlip } from '../../server/printing/queue-jobs.ts'
import { findTerminal } from '../../server/terminals/find-terminal.ts'
import { newId } from '../../server/values/id.ts'
import { openCounter, placePrinter, sell, until } from '../counter.ts'
import { decode } from '../printer/decode.ts'

t.test('A printer is set up', async (t) => {
  const { shop, owner, people } = await openCounter(t)
  const { printer_id } = people
  const form = { name: 'Printer depan', transport: 'tcp', address: '192.0.2.7' }
  const known = () => findPrinter(shop.store, printer_id)!

  await t.test('with all that a test page would find out, typed by whoever knows it', async (t) => {
    const all = { columns: '48', code_page: 'wpc1252', cut: 'old-full', drawer_pin: '5', pulse_ms: '200' }
    t.match(await owner.post(`/printers/${printer_id}`, { ...form, language: 'escpos', ...all }), {
      goes: '/printers?saved'
    })
    t.match(known(), { columns: 48, code_page: 'wpc1252', cut: 'old-full', drawer_pin: 5, pulse_ms: 200 })
    t.match(known(), { transport: 'tcp', address: '192.0.2.7:9100' })
  })

  await t.test('and what a form does not say stays as it is', async (t) => {
    await owner.post(`/printers/${printer_id}`, { ...form, name: 'Depan' })
    t.match(known(), { name: 'Depan', columns: 48, cut: 'old-full', pulse_ms: 200 })
  })

  await t.test('on a serial line, whose speed and flow are chosen and not typed', async (t) => {
    const line = { name: 'Depan', transport: 'serial', address: '/dev/ttyUSB0', baud: '19200', flow: 'rts' }
    await owner.post(`/printers/${printer_id}`, line)
    t.equal(known().address, '/dev/ttyUSB0?baud=19200&flow=rts')
    const { text } = await owner.get(`/printers/${printer_id}`)
    t.match(text, /name="address" value="\/dev\/ttyUSB0"/)
    t.match(text, /<option value="19200" selected>/)
    t.match(text, /<option value="rts" selected>/)
    t.match(await owner.post(`/printers/${printer_id}`, { ...line, baud: '12345' }), { status: 422 })
    t.match(await owner.post(`/printers/${printer_id}`, { ...line, flow: 'maybe' }), { status: 422 })
  })

  await t.test('for labels, with the size they have', async (t) => {
    const label = { label_width_mm: '50', label_height_mm: '20', label_gap_mm: '3' }
    const zpl = { ...form, name: 'Label', language: 'zpl', ...label }
    const id = newId()
    t.match(await owner.post('/printers', zpl, { request_id: id }), { goes: `/printers/${id}/test?added` })
    t.match(findPrinter(shop.store, id), { language: 'zpl', label_width_mm: 50, label_gap_mm: 3 })
    t.match(await owner.post('/printers', { ...zpl, name: 'L2', label_width_mm: '111' }), { status: 422 })
    t.match((await owner.get('/printers')).text, 'Printer label ZPL 50 × 20 mm')
  })

  await t.test('but not for labels while a till prints its slips there', async (t) => {
    const { status, text } = await owner.post(`/printers/${printer_id}`, { ...form, language: 'tspl' })
    t.equal(status, 409)
    t.match(text, /masih memakai printer ini/)
    t.equal(known().language, 'escpos')
  })

  await t.test('is asked anew whether it answers once it is somewhere else, and not before', async (t) => {
    shop.store.sqlite.prepare("update printers set answers = 'never' where printer_id = ?").run(printer_id)
    const line = { name: 'Depan', transport: 'serial', address: '/dev/ttyUSB0?baud=9600' }
    await owner.post(`/printers/${printer_id}`, line)
    t.equal(known().answers, 'unknown')
    shop.store.sqlite.prepare("update printers set answers = 'yes' where printer_id = ?").run(printer_id)
    await owner.post(`/printers/${printer_id}`, { ...line, name: 'Lain' })
    t.equal(known().answers, 'yes')
  })

  await t.test('as a link proposes it that was found, unless it is no printer', async (t) => {
    const proposed = async (query: Record<string, string>) => {
      const { text } = await owner.get(`/printers/new?${new URLSearchParams(query)}`)
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]
      const transport = /name="transport" value="([a-z]+)" checked/.exec(text)?.[1]
      return { transport, address: field('address'), name: field('name') }
    }
    t.same(await proposed({ transport: 'device', address: '/dev/usb/lp3', name: 'EPSON TM-T82' }), {
      transport: 'device',
      address: '/dev/usb/lp3',
      name: 'EPSON TM-T82'
    })
    t.match(await proposed({ transport: 'device', address: '/dev/sda' }), {
      transport: 'device',
      address: ''
    })
    t.match(await proposed({ transport: 'fax', address: 'x"><script>' }), { transport: 'tcp', address: '' })
    t.match(await owner.get('/printers/new?name=a&name=b'), { status: 200 })
  })
})

t.test('A printer is let go of', async (t) => {
  await t.test('with every till, drawer and ticket that used it, and comes back to them', async (t) => {
    const { shop, owner, people } = await openCounter(t)
    const { printer_id, terminal_id } = people
    const category_id = addCategory(shop.store)
    shop.store.sqlite
      .prepare('insert into ticket_printers (category_id, printer_id) values (?, ?)')
      .run(category_id, printer_id)
    await owner.post(`/tills/${terminal_id}/printer`, {
      printer_id,
      drawer_printer_id: printer_id,
      drawer_pin: '5'
    })
    const used = () => findTerminal(shop.store, terminal_id)!
    const tickets = () => shop.store.sqlite.prepare('select category_id from ticket_printers').pluck().all()

    t.match(await owner.post(`/printers/${printer_id}/removal`), { goes: `/printers?removed=${printer_id}` })
    t.match(used(), { printer_id: null, drawer_printer_id: null, drawer_pin: null })
    t.same(tickets(), [])
    t.same(listPrinters(shop.store), [])
    t.equal(lastEvent(shop.store), 'printer.removed')
    const { text } = await owner.get(`/printers?removed=${printer_id}`)
    t.match(text, /Printer depan sudah dilepas.*Kembalikan/s)
    t.match(await owner.get(`/printers/${printer_id}`), { status: 404 })
    t.match(await owner.post(`/tills/${terminal_id}/printer`, { printer_id }), { status: 404 })
    t.match(await owner.post(`/printers/${printer_id}/removal`), { status: 404 })

    await owner.post(`/printers/${printer_id}/return`)
    t.match(used(), { printer_id, drawer_printer_id: printer_id, drawer_pin: 5 })
    t.same(tickets(), [category_id])
    t.match(await owner.post(`/printers/${printer_id}/return`), { status: 404 })
  })

  await t.test('and does not come back to a till that has another meanwhile', async (t) => {
    const { shop, owner, people, printer } = await openCounter(t)
    const { printer_id, terminal_id } = people
    await owner.post(`/printers/${printer_id}/removal`)
    const other = newId()
    const form = { name: 'Printer depan', transport: 'tcp', address: `127.0.0.1:${printer.port}` }
    await owner.post('/printers', form, { request_id: other })
    await owner.post(`/tills/${terminal_id}/printer`, { printer_id: other })
    t.match(await owner.post(`/printers/${printer_id}/return`), { status: 409 }, 'its name is taken')
    await placePrinter(owner, other, { port: printer.port, name: 'Printer baru' })
    await owner.post(`/printers/${printer_id}/return`)
    t.equal(findTerminal(shop.store, terminal_id)!.printer_id, other)
  })

  await t.test('not while a slip waits for it, though while only a test does; a till sells on', async (t) => {
    const { shop, owner, till, people, printer } = await openCounter(t)
    const { printer_id } = people
    await printer.close()
    await owner.post(`/printers/${printer_id}/tests`, { of: 'slip' }, { htmx: true })
    const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
    const job_id = await shop.store.commit((tx) =>
      queueSlip(tx, by, { printer_id, kind: 'sale', subject_id: newId() })
    )
    const refused = await owner.post(`/printers/${printer_id}/removal`, {}, { htmx: true })
    t.match(refused, { status: 409, text: /Masih ada 1 struk.*href="\/printing"/s })
    await till.post(`/jobs/${job_id}`, { verdict: 'drop' })
    t.match(await owner.post(`/printers/${printer_id}/removal`), { status: 303 })
    const open = 'select count(*) from print_jobs where settled_at is null'
    t.equal(shop.store.sqlite.prepare(open).pluck().get(), 0, 'the test is dropped with it')
    await sell(till)
  })

  await t.test('by nobody who may not', async (t) => {
    const { till, people } = await openCounter(t)
    for (const deed of ['removal', 'return', 'looks'])
      t.match(await till.post(`/printers/${people.printer_id}/${deed}`), { status: 403 }, deed)
  })
})

t.test('The test page', async (t) => {
  const { shop, owner, people, printer } = await openCounter(t)
  const { printer_id } = people
  const known = () => findPrinter(shop.store, printer_id)!
  const learn = (step: string, answer: string, more: Record<string, string> = {}) =>
    owner.post(`/printers/${printer_id}/lessons`, { step, answer, ...more }, { htmx: true })

  await t.test('tries both widths, every page of letters, codes and each way to cut', async (t) => {
    await owner.post(`/printers/${printer_id}/tests`, { of: 'slip' }, { htmx: true })
    await printer.waitForJobs(1)
    const bytes = printer.jobs[0]!
    const events = decode(bytes)
    const lines = events.flatMap((event) => (event.kind === 'line' ? [event.text] : []))
    for (const columns of [32, 48])
      t.ok(lines.some((line) => line.endsWith(`<${columns}`) && line.length === columns))
    const cafe = (name: string, accents: string) => Buffer.from(`${name}${accents}`, 'latin1')
    t.ok(bytes.includes(cafe('A PC858   ', 'Caf\x82 \x82 \x8a \x81 \xa4 \xd5\n')), 'PC858 by its own table')
    t.ok(bytes.includes(cafe('B WPC1252 ', 'Caf\xe9 \xe9 \xe8 \xfc \xf1 \x80\n')), 'WPC1252 by its own')
    t.ok(bytes.includes(cafe('C PC437   ', 'Caf\x82 \x82 \x8a \x81 \xa4\n')), 'PC437, which has no euro')
    t.ok(bytes.indexOf('\x1bt\x10') < bytes.indexOf('B WPC1252'), 'the page is chosen before its line')
    const cuts = ['\x1dVB\x03', '\x1dVA\x03', '\x1bm', '\x1bi'].map((cut) => bytes.indexOf(cut))
    const numbers = [1, 2, 3, 4].map((number) => bytes.indexOf(`POTONGAN NOMOR ${number}`))
    t.same(
      [...numbers, ...cuts].toSorted((a, b) => a - b),
      numbers.flatMap((at, i) => [at, cuts[i]!])
    )
    t.match(
      events.filter(({ kind }) => kind === 'qr' || kind === 'barcode'),
      [{ data: /kode QR terbaca/ }, { symbology: 'ean13' }]
    )
  })

  await t.test('asks one thing after another, and keeps what it is told', async (t) => {
    t.match((await learn('width', '48')).text, 'Baris mana yang hurufnya benar?')
    t.match((await learn('letters', 'wpc1252', { learnt: 'width' })).text, 'Di bawah nomor berapa')
    t.match((await learn('cut', 'old-full', { learnt: 'width,letters' })).text, 'kamera ponsel')
    const { text } = await learn('qr', 'yes', { learnt: 'width,letters,cut' })
    t.match(text, 'Apakah laci uang tersambung')
    t.match(known(), { columns: 48, code_page: 'wpc1252', cut: 'old-full' })
    t.equal(lastEvent(shop.store), 'printer.changed')
  })

  await t.test(
    'sends all as pictures to a printer without the right letters, or without codes',
    async (t) => {
      await learn('letters', 'drawn')
      t.equal(known().code_page, 'drawn')
      await learn('letters', 'ascii')
      await learn('qr', 'faint')
      t.equal(known().code_page, 'ascii')
      await learn('qr', 'missing')
      t.equal(known().code_page, 'drawn')
    }
  )

  await t.test('refuses what is no answer, and says nothing changed when all was skipped', async (t) => {
    const before = known()
    for (const [step, answer] of [
      ['width', '64'],
      ['letters', 'toString'],
      ['drawer', '3-100'],
      ['drawer', '2-900'],
      ['drawer', 'none']
    ] as const) {
      t.match(await learn(step, answer), { status: 422 }, `${step} ${answer}`)
    }
    t.match(await learn('logo', 'yes'), { status: 422 })
    t.same(known(), before)
    t.match((await owner.get(`/printers/${printer_id}/test/end`)).text, 'Tidak ada yang diubah')
    t.match(await owner.get(`/printers/${printer_id}/test/nonsense`), { status: 404 })
  })

  await t.test(
    'opens the drawer by one wire, by the other, and longer, until somebody says yes',
    async (t) => {
      const tried = async (trial: number) => {
        const already = printer.jobs.length
        const form = { trial: String(trial), before: '2-120', learnt: 'width' }
        const { text } = await owner.post(`/printers/${printer_id}/drawer-trials`, form, { htmx: true })
        await printer.waitForJobs(already + 1)
        const pulse = decode(printer.jobs.at(-1)!).find((event) => event.kind === 'pulse')
        return { pulse, text }
      }
      t.match(await tried(0), { pulse: { pin: 2, on_ms: 100 }, text: 'Tidak, coba cara lain' })
      t.match(await tried(1), { pulse: { pin: 5, on_ms: 100 } })
      t.match(await tried(2), { pulse: { pin: 2, on_ms: 200 } })
      t.match(await tried(5), { pulse: { pin: 5, on_ms: 400 }, text: 'Ini cara terakhir' })

      t.match((await learn('drawer', 'none', { before: '2-120' })).text, 'Tidak ada yang diubah')
      t.match(known(), { drawer_pin: 2, pulse_ms: 120 })
      const { text } = await learn('drawer', '5-200', { before: '2-120', learnt: 'width' })
      t.match(known(), { drawer_pin: 5, pulse_ms: 200 })
      t.match(text, /pin 5, 200 milidetik.*tersimpan/s)
    }
  )

  await t.test('says of a printer that never answered what that means', async (t) => {
    await until(shop.store, () => known().answers === 'never')
    t.match((await owner.get(`/printers/${printer_id}/test/end`)).text, 'tidak pernah memberi kabar')
  })
})

t.test('A printer says how it is', async (t) => {
  const { shop, owner, people, printer } = await openCounter(t)
  const { printer_id } = people
  const ask = async (): Promise<string> => {
    const { text } = await owner.post(`/printers/${printer_id}/looks`, {}, { htmx: true })
    t.match(text, `hx-get="/printers/${printer_id}/look"`)
    return (await owner.get(`/printers/${printer_id}/look`, { htmx: true })).text
  }

  await t.test('or does not, and is asked anew when somebody wishes it', async (t) => {
    t.match(await ask(), /Tersambung.*tidak pernah memberi kabar/s)
    t.equal(findPrinter(shop.store, printer_id)!.answers, 'never')
    await printer.close()
    const talking = await answeringPrinter(t, printer.port)
    t.match(await ask(), /Siap mencetak.*Printer ini memberi kabar/s)
    t.match((await owner.get('/printers/cards')).text, /condition good.*Siap mencetak/s)

    talking.says({ paper: 0x1e }) // near its end
    t.match(await ask(), 'Kertas hampir habis')
    t.match((await owner.get('/printers/cards')).text, /condition warn.*Kertas hampir habis/s)
    talking.says({ offline: 0x36, paper: 0x72 }) // cover open, paper out
    t.match(await ask(), 'Tutup printer terbuka')
    await talking.close()
    t.match(await ask(), 'Printer menolak sambungan')
    t.match((await owner.get('/printers/cards')).text, /condition bad.*Printer menolak sambungan/s)
  })
})

type Books = Parameters<typeof until>[0]

function lastEvent({ sqlite }: Books): unknown {
  return sqlite
    .prepare("select type from events where type like 'printer.%' order by event_id desc")
    .pluck()
    .get()
}

function addCategory({ sqlite }: Books): string {
  const category_id = newId()
  sqlite.prepare('insert into categories (category_id, name) values (?, ?)').run(category_id, 'Minuman')
  return category_id
}

/** A printer that answers each of the four questions about its status. */
async function answeringPrinter(t: Test, port: number) {
  const answers = { printer: 0x16, offline: 0x12, error: 0x12, paper: 0x12 }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const said = [...bytes].flatMap((byte, i) =>
        byte === 0x10 && bytes[i + 1] === 4 ? [Object.values(answers)[Number(bytes[i + 2]) - 1]!] : []
      )
      if (said.length > 0) socket.write(Buffer.from(said))
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  t.teardown(close)
  return {
    port: (server.address() as AddressInfo).port,
    says: (said: Partial<typeof answers>) => Object.assign(answers, said),
    close
  }
}
