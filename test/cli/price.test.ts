import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { priceCommand } from '../../server/cli/price.ts'

const EXAMPLE = join(import.meta.dirname, '../../docs/basket-example.json')

/** Runs `laci price` in a terminal that speaks a language. */
async function run(language: 'id' | 'en', ...args: string[]) {
  const said: string[] = []
  const refused: string[] = []
  const code = await priceCommand(args, {
    out: (text) => said.push(text),
    err: (text) => refused.push(text),
    env: { LANG: `${language}.UTF-8` }
  })
  return { code, said: said.join('\n').replaceAll('\u00a0', ' '), refused: refused.join('\n') }
}

await t.test('Somebody asks what a basket costs', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'laci-price-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const priced = (basket: unknown, ...args: string[]) => {
    const file = join(folder, 'basket.json')
    writeFileSync(file, typeof basket === 'string' ? basket : JSON.stringify(basket))
    return run('en', file, ...args)
  }

  await t.test('and is told of each line why', async (t) => {
    const { code, said } = await run('id', EXAMPLE)
    t.equal(code, 0)
    t.match(said, /13 pcs Indomie Goreng +Rp 37\.490/)
    t.match(said, 'Harga grosir mulai 12 pcs: Rp 2.950, hemat Rp 1.950')
    t.match(said, 'Promo “Beli 2 gratis 1” untuk 3 btl: potong Rp 4.000')
    t.match(said, 'Promo “Jam senang” untuk 1 btl: potong Rp 800')
    t.match(said, /0,25 kg Telur Ayam +Rp 6\.843/)
    t.match(said, 'Diskon barang ini: potong Rp 18.500')
    t.match(said, 'Bagiannya dari promo “Potongan anggota”: potong Rp 3.732')
    t.match(said, /Termasuk PPN, DPP Rp 174\.420 +Rp 20\.930/)
    t.match(said, /TOTAL +Rp 218\.050/)
  })

  await t.test('in the language of the terminal', async (t) => {
    const { said } = await run('en', EXAMPLE)
    t.match(said, 'Wholesale price from 12 pcs: Rp 2.950, saves Rp 1.950')
    t.match(said, '“Beli 2 gratis 1” on 3 btl: Rp 4.000 off')
    t.match(said, 'Its share of “Potongan anggota”: Rp 3.732 off')
  })

  await t.test('with a word for every reason', async (t) => {
    const { said } = await priced({
      group: 'grosir',
      discount: '10%',
      lines: [
        { item: 'Sate', quantity: 1, price: 20_000, own_price: 18_000, class: 'served' },
        { item: 'Ayam', quantity: 1, price: 30_000, label: 25_000 },
        { item: 'Kue', quantity: 1, price: 30_000, order: 20_000 },
        {
          item: 'Gula',
          quantity: 2,
          unit: 'kg',
          price: 17_000,
          tiers: [{ from: 1, price: 16_000, group: 'grosir' }]
        }
      ],
      promotions: [{ name: 'Manis', kind: 'price-off', target: { all: true }, off: { percent: '1%' } }],
      taxes: [{ label: 'PBJT', percent: 10, included: false, for: ['served'] }],
      service: { percent: '5%' }
    })
    t.match(said, 'Price changed at the till to Rp 18.000')
    t.match(said, 'Price from the scale’s label: Rp 25.000')
    t.match(said, 'Price as ordered: Rp 20.000')
    t.match(said, 'This customer’s price from 1 kg: Rp 16.000, saves Rp 2.000')
    t.match(said, '“Manis” is not used')
    t.match(said, 'Its share of the basket’s discount: Rp 1.800 off')
    t.match(said, 'Its share of the service charge: Rp 810')
    t.match(said, 'Plus Rp 1.701 of PBJT')
    t.match(said, /TOTAL +Rp 88\.011/) // (18.000 + 25.000 + 20.000 + 32.000) × 90 % + 810 + 1.701
  })

  await t.test('as JSON, to the last reason', async (t) => {
    const { said } = await run('en', EXAMPLE, '--json')
    const basket = JSON.parse(said)
    t.equal(basket.total_minor, 218_050)
    t.equal(basket.lines[1].reductions[0].name, 'Beli 2 gratis 1')
  })

  await t.test('and without a clock in the file, as things are now', async (t) => {
    const { lines, promotions } = JSON.parse(readFileSync(EXAMPLE, 'utf8'))
    const { code, said } = await priced({ lines, promotions: promotions.slice(0, 1) })
    t.equal(code, 0)
    t.match(said, '“Beli 2 gratis 1” on 3 btl: Rp 4.000 off')
  })

  await t.test('and is told what is wrong with the file, and where', async (t) => {
    const line = { item: 'Teh', quantity: 1, price: 4000 }
    const deal = {
      name: 'Paket',
      kind: 'bundle',
      parts: [{ target: { item: 'Teh' }, count: 2 }],
      price: 7000
    }
    const faults: [basket: unknown, sentence: string][] = [
      ['{"lines": [', 'This file is not JSON.'],
      [[], 'What the file holds cannot be used: []'],
      [{}, 'lines is missing.'],
      [{ lines: [line, { ...line, price: 1.5 }] }, 'lines.2.price cannot be used: 1.5'],
      [{ lines: [{ ...line, price: -1 }] }, 'lines.1.price cannot be used: -1'],
      [{ lines: [{ ...line, quantity: 0.0005 }] }, 'lines.1.quantity cannot be used: 0.0005'],
      [{ lines: [{ item: 'Teh', quantity: 1, prize: 3 }] }, 'lines.1.prize is not known'],
      [{ lines: [{ ...line, discount: '101%' }] }, 'lines.1.discount cannot be used: "101%"'],
      [{ lines: [line], at: '2026-02-31 10:00' }, 'at cannot be used: 2026-02-31 10:00'],
      [
        { lines: [line], promotions: [{ ...deal, kind: 'bundel' }] },
        'promotions.1.kind cannot be used: "bundel"'
      ],
      [
        { lines: [line], promotions: [deal, { ...deal, price: undefined }] },
        'promotions.2.price is missing.'
      ],
      [{ lines: [line], promotions: [{ ...deal, weekday: 1 }] }, 'promotions.1.weekday is not known']
    ]
    for (const [basket, sentence] of faults) {
      const { code, said, refused } = await priced(basket)
      t.equal(code, 65, 'EX_DATAERR')
      t.match(refused, sentence)
      t.equal(said, '')
    }
  })

  await t.test('and what a slip of the hand was', async (t) => {
    t.match(await run('en'), { code: 64, refused: 'Usage: laci price FILE' })
    t.match(await run('id', EXAMPLE, EXAMPLE), { code: 64, refused: 'Pakai: laci price BERKAS' })
    t.match(await run('en', EXAMPLE, '--bogus'), { code: 64 })
    t.match(await run('en', join(folder, 'nothing.json')), { code: 66, refused: 'cannot be read' })
  })
})
