import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { decode } from '../printer/decode.ts'
import { openBox } from '../shop.ts'
import { sell } from '../trade.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')

await t.test('A technician asks for the slip of a sale', async (t) => {
  const shop = await openBox(t)
  const { cashier_id, terminal_id } = await shop.setUp()
  await sell(shop.store, { cashier_id, terminal_id }, { at: '2026-11-22T05:00:00.000Z', amounts: [12_500] })
  const laci = (...args: string[]) =>
    spawnSync(LACI, ['slip', ...args], { env: { ...process.env, LACI_DATA: shop.data, LANG: 'id_ID.UTF-8' } })

  await t.test('and reads it as text, while the box runs', async (t) => {
    const text = laci('K1-000001').stdout.toString()
    t.match(text, /Toko Makmur Jaya/)
    t.match(text, /No K1-000001\s+22\/11\/2026, 12\.00/)
    t.match(text, /TOTAL +Rp 12\.500/)
  })

  await t.test('as the very bytes that are printed', async (t) => {
    const events = decode(laci('K1-000001', '--as', 'escpos').stdout)
    const lines = events.flatMap((event) => (event.kind === 'line' ? [event.text.trim()] : []))
    t.ok(lines.some((line) => /^TOTAL +Rp 12\.500$/.test(line)))
    t.equal(events.filter(({ kind }) => kind === 'cut').length, 1)
    t.same(
      events.filter(({ kind }) => kind === 'stray'),
      []
    )
  })

  await t.test('as a picture', async (t) => {
    t.match(laci('K1-000001', '--as', 'svg').stdout.toString(), /^<svg .*<\/svg>\s*$/s)
  })

  await t.test('and is told when there is no such number', async (t) => {
    const { status, stderr } = laci('K9-000001')
    t.equal(status, 1)
    t.match(stderr.toString(), 'Tidak ada penjualan K9-000001')
    t.equal(laci('--bogus').status, 64, 'EX_USAGE')
    t.equal(laci('K1-000001', '--as', 'pdf').status, 64)
  })
})
