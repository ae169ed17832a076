import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { decode } from '../printer/decode.ts'
import { readSlip } from '../printer/read-slip.ts'
import { print } from '../printer/second-decoder.ts'
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

  await t.test('dot for dot, and reads there what the text says', async (t) => {
    for (const columns of ['32', '48']) {
      const png = laci('K1-000001', '--as', 'png', '--columns', columns).stdout
      const { bitsPerSample, width } = await sharp(png).metadata()
      t.match({ bitsPerSample, width }, { bitsPerSample: 1, width: Number(columns) * 12 })
      const text = laci('K1-000001', '--columns', columns).stdout.toString()
      const seen = (lines: string[]): string[] => lines.map((line) => line.trim()).filter(Boolean)
      t.same(seen(await readPng(png)), seen(text.split('\n')))
    }
  })

  await t.test('for another printer’s letters', async (t) => {
    const bytes = laci('K1-000001', '--as', 'escpos', '--columns', '48', '--page', 'drawn').stdout
    const { said, faults } = print(bytes, 48)
    t.same(faults, [])
    t.same([...new Set(said.map(({ kind }) => kind))], ['dots', 'cut'], 'all of it is a picture')
  })

  await t.test('and is told when there is no such number', async (t) => {
    const { status, stderr } = laci('K9-000001')
    t.equal(status, 1)
    t.match(stderr.toString(), 'Tidak ada penjualan K9-000001')
    t.equal(laci('--bogus').status, 64, 'EX_USAGE')
    for (const wrong of [
      ['--as', 'pdf'],
      ['--columns', '40'],
      ['--page', 'utf8']
    ])
      t.equal(laci('K1-000001', ...wrong).status, 64)
  })
})

/** The lines of a picture, by its letters alone. */
async function readPng(png: Buffer): Promise<string[]> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const rows = Array.from({ length: height }, (_, y) =>
    Uint8Array.from({ length: width }, (_, x) => (data[(y * width + x) * channels]! < 128 ? 1 : 0))
  )
  const said = [{ kind: 'dots', y: 0, x: 0, width, height } as const]
  return readSlip({ width, rows, said, out_of_turn: [], faults: [] })
}
