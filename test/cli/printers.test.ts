import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { newId } from '../../server/values/id.ts'
import { openCounter, sell, until } from '../counter.ts'
import { decode } from '../printer/decode.ts'
import { openBox } from '../shop.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')

/** Runs `laci` on a shop's folder without holding up the printers of the test. */
async function laci(data: string, args: string[], LANG = 'id_ID.UTF-8') {
  const child = spawn(LACI, args, {
    env: { ...process.env, LC_ALL: '', LANG, LACI_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = (await once(child, 'close')) as [number]
  const [stdout, stderr] = await said
  return { status, stdout, stderr }
}

await t.test('laci printers', async (t) => {
  const { shop, till, people, printer } = await openCounter(t)
  const { data } = shop

  await t.test(
    'says of every printer where it is, what waits and who uses it, while the box runs',
    async (t) => {
      const { sale_id } = await sell(till)
      await printer.waitForJobs(2)
      await until(shop.store, () => lastStates(shop.store, sale_id).every((state) => state === 'printed'))
      const { status, stdout } = await laci(data, ['printers', '--json'])
      t.equal(status, 0)
      t.match(JSON.parse(stdout), [
        {
          printer_id: people.printer_id,
          name: 'Printer depan',
          language: 'escpos',
          transport: 'tcp',
          address: `127.0.0.1:${printer.port}`,
          columns: 32,
          answers: 'never',
          state: { link: 'ok', paper: null },
          waiting: 0,
          uncertain: 0,
          trouble: null,
          last_printed: /^2\d{3}-/,
          tills: ['K1']
        }
      ])
    }
  )

  await t.test('and what is the matter, as a table for people', async (t) => {
    await printer.close()
    const { sale_id } = await sell(till)
    await until(shop.store, () => troubles(shop.store, sale_id).includes('refused'))
    await until(shop.store, () => stateOf(shop.store) === 'refused')
    const { status, stdout } = await laci(data, ['printers'])
    t.equal(status, 0)
    const [head, row] = stdout.split('\n')
    t.match(head, /^PRINTER +SAMBUNGAN +KEADAAN +MENUNGGU/)
    t.match(row, /^Printer depan +Jaringan 127\.0\.0\.1:\d+ +Printer menolak sambungan +1 +0 +2\S+ +K1$/)
    t.match((await laci(data, ['printers'], 'en_GB.UTF-8')).stdout, 'The printer refuses the connection')
  })

  await t.test('tells how it is asked, and that there is no shop', async (t) => {
    t.match(await laci(data, ['printers', '--all']), { status: 64, stderr: 'Pakai: laci printers' })
    t.match(await laci('/nowhere', ['printers']), { status: 66, stderr: /\S/ })
  })
})

await t.test('laci print test', async (t) => {
  await t.test('leaves the printers of a running box to it, and names the page', async (t) => {
    const { shop, people, printer } = await openCounter(t)
    const { status, stderr } = await laci(shop.data, ['print', 'test'])
    t.equal(status, 75)
    t.match(stderr, `/printers/${people.printer_id}/test`)
    t.same(printer.jobs, [])
  })

  await t.test('prints while the box is stopped, and says truthfully what became of it', async (t) => {
    const { shop, owner, people, printer } = await openCounter(t)
    const { data } = shop
    const other = newId()
    await owner.post('/printers', { name: 'Layar', transport: 'preview' }, { request_id: other })
    await shop.box.stop()

    t.match(await laci(data, ['print', 'test']), { status: 66, stderr: 'Printer depan, Layar' })
    t.match(await laci(data, ['print', 'test', 'dapur']), { status: 66, stderr: 'Tidak ada printer dapur' })
    t.match(await laci(data, ['print', 'test', 'layar']), { status: 69, stderr: 'tidak ada yang dicetak' })
    t.match(await laci(data, ['print']), { status: 64, stderr: 'Pakai: laci print test' })

    const sent = await laci(data, ['print', 'test', 'PRINTER DEPAN'])
    t.match(sent, { status: 0, stdout: /terkirim. Printer ini tidak memberi kabar/ })
    const lines = decode(printer.jobs[0]!).flatMap((event) =>
      event.kind === 'line' ? [event.text.trim()] : []
    )
    t.ok(lines.includes('TES PRINTER'))

    await printer.close()
    const refused = await laci(data, ['print', 'test', people.printer_id])
    t.match(refused, { status: 69, stdout: '', stderr: 'tidak ada yang dicetak, printer menolak sambungan' })

    await printer.reopen()
    printer.disconnectAfter(100)
    const broken = await laci(data, ['print', 'test', people.printer_id])
    t.match(broken, { status: 74, stdout: '', stderr: 'Lihat kertasnya' })
    const again = await openBox(t, { data })
    t.equal(
      again.store.sqlite.prepare("select count(*) from print_jobs where kind = 'test'").pluck().get(),
      0
    )
  })
})

type Books = Parameters<typeof until>[0]

function lastStates({ sqlite }: Books, sale_id: string): unknown[] {
  return sqlite.prepare('select state from print_jobs where subject_id = ?').pluck().all(sale_id)
}

function troubles({ sqlite }: Books, sale_id: string): unknown[] {
  return sqlite.prepare('select trouble from print_jobs where subject_id = ?').pluck().all(sale_id)
}

function stateOf({ sqlite }: Books): unknown {
  return sqlite.prepare('select link from printer_states').pluck().get()
}
