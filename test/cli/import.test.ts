import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { importCommand } from '../../server/cli/import.ts'
import { openBox } from '../shop.ts'

const MESSY = join(import.meta.dirname, '../data/products-messy.csv')
const PRODUCTS = join(import.meta.dirname, '../../server/demo/data/products-id.csv')

/** Runs `laci import` on a folder of data. */
async function run(
  data: string,
  ...args: string[]
): Promise<{ code: number; said: string; refused: string }> {
  const said: string[] = []
  const refused: string[] = []
  const env = { LACI_DATA: data, LANG: 'id_ID.UTF-8' }
  const code = await importCommand(args, {
    out: (text) => said.push(text),
    err: (text) => refused.push(text),
    env
  })
  return { code, said: said.join('\n'), refused: refused.join('\n') }
}

function newFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'laci-import-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  return folder
}

await t.test('laci import', async (t) => {
  await t.test('looks at a list without writing anything, not even a database', async (t) => {
    const folder = newFolder(t)
    const { code, said } = await run(folder, MESSY, '--dry-run')

    t.equal(code, 0)
    t.match(said, 'Baris 12: Harga jual “gratis”: bukan angka')
    t.match(said, '7 barang baru, 0 berubah, 0 tetap sama, 13 baris ditolak.')
    t.match(said, 'Hanya diperiksa')
    t.notOk(existsSync(join(folder, 'laci.db')))
  })

  await t.test('brings a list in, and finds it all there the second time', async (t) => {
    const folder = newFolder(t)
    await run(folder, PRODUCTS)
    const { said } = await run(folder, PRODUCTS, '--json')

    const { counts, faults, mapping } = JSON.parse(said)
    t.same(counts, { added: 0, changed: 0, unchanged: 3_130, refused: 0, empty: 0 })
    t.same(faults, [])
    t.equal(mapping.price, 6)
  })

  await t.test('refuses in words while the box runs, but still looks', async (t) => {
    const { data, store } = await openBox(t)
    const { code, refused } = await run(data, MESSY)

    t.not(code, 0)
    t.match(refused, 'Kotak sedang berjalan')
    t.equal((await run(data, MESSY, '--dry-run')).code, 0)
    t.equal(store.sqlite.prepare('select count(*) from items').pluck().get(), 0)
  })

  await t.test('refuses what it cannot read', async (t) => {
    const folder = newFolder(t)
    t.match(await run(folder), { code: 64, refused: /^Pakai: laci import/ })
    t.match(await run(folder, MESSY, '--everything'), { code: 64 })
    t.match(await run(folder, join(folder, 'nothing.csv')), { code: 66, refused: /tidak bisa dibaca/ })
    t.match(await run(folder, process.execPath), { code: 65 })
    t.notOk(existsSync(join(folder, 'laci.db')))
  })
})
