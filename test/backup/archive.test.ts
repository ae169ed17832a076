import { createHash, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { openSealedArchive } from '../../server/backup/archive/sealed.ts'
import { newStoreKey } from '../../server/backup/keys/store-key.ts'
import { folderSource } from '../../server/backup/restore/folder-source.ts'
import { backupCommand } from '../../server/cli/backup.ts'
import { OWNER } from '../shop.ts'
import { archivedShop } from './archived-shop.ts'
import { filesIn, openBackedUpShop } from './backed-up-shop.ts'
import { unpack } from './unpack.ts'

const YEAR = String(new Date().getFullYear())

t.test('A year is written as one file that opens without Laci, and proves itself', async (t) => {
  const shop = await archivedShop(t)
  const { code, said } = await shop.run(YEAR)
  t.equal(code, 0, said)
  t.match(said, /tidak dikunci/)
  const [name] = readdirSync(shop.out)
  t.equal(name, `Arsip_Toko-Makmur-Jaya_${YEAR}.zip`)
  const files = unpack(readFileSync(join(shop.out, name!)))

  await t.test('Every file is what the signed list says', async (t) => {
    const sums = files.get('SHA256SUMS')!
    const lines = sums.toString().trim().split('\n')
    t.equal(lines.length, files.size - 2, 'all but the list and its signature')
    for (const line of lines) {
      const [sum, file] = line.split('  ')
      t.equal(createHash('sha256').update(files.get(file!)!).digest('hex'), sum, String(file))
    }
    const key = files.get('kunci-toko.pem')!.toString()
    t.ok(verify(null, sums, key, files.get('SHA256SUMS.sig')!))
    t.notOk(verify(null, Buffer.concat([sums, Buffer.from(' ')]), key, files.get('SHA256SUMS.sig')!))
  })

  await t.test('The page says what is there in both languages, without a script', async (t) => {
    const page = files.get('index.html')!.toString()
    t.match(page, /Arsip Toko Makmur Jaya/)
    t.match(page, /Archive of Toko Makmur Jaya/)
    t.match(page, /TIDAK dikunci/)
    t.match(page, /15\.000/, 'what the five sales came to')
    t.notMatch(page, /<script|src=|undefined/)
    for (const [, href] of page.matchAll(/href="([^"]+)"/g)) t.ok(files.has(href!), String(href))
  })

  await t.test('The tables hold the year, and the database all of the shop', async (t) => {
    const sales = parse(files.get('csv/sales.csv')!, { columns: true }) as { total_minor: string }[]
    t.same(
      sales.map(({ total_minor }) => Number(total_minor)).toSorted((a, b) => a - b),
      [1000, 2000, 3000, 4000, 5000]
    )
    const sqlite = new Database(files.get('toko.sqlite')!)
    t.equal(sqlite.prepare('select count(*) from sales').pluck().get(), 5)
    t.same(sqlite.pragma('integrity_check'), [{ integrity_check: 'ok' }])
    sqlite.close()
  })

  await t.test('Nothing in it lets anybody in', async (t) => {
    const { sqlite } = shop.store
    const secrets = [
      ...(sqlite
        .prepare('select password_hash from staff union select pin_hash from staff')
        .pluck()
        .all() as string[]),
      ...(sqlite.prepare('select key_hash from terminals').pluck().all() as string[]),
      ...(sqlite.prepare('select token_hash from sessions').pluck().all() as string[])
    ].filter(Boolean)
    t.ok(secrets.length >= 4)
    const all = Buffer.concat([...files.values()])
    for (const secret of [...secrets, OWNER.password]) t.notOk(all.includes(secret))
    t.notOk(all.includes(shop.box.shop.backup.key.key))
  })

  await t.test('It is not written over', async (t) => {
    t.match(await shop.run(YEAR), { code: 73, said: /sudah ada/ })
  })
})

t.test('Another year holds none of the sales', async (t) => {
  const shop = await archivedShop(t)
  t.equal((await shop.run('2019')).code, 0)
  const files = unpack(readFileSync(join(shop.out, readdirSync(shop.out)[0]!)))
  t.same(parse(files.get('csv/sales.csv')!, { columns: true }), [])
  t.ok((parse(files.get('csv/items.csv')!, { columns: true }) as unknown[]).length >= 5)
})

t.test('A backup that does not prove makes no archive', async (t) => {
  const shop = await archivedShop(t)
  await shop.store.commit(({ sqlite }) => sqlite.exec('delete from sale_lines'))
  await shop.box.shop.backup.engine.flush()
  t.match(await shop.run(YEAR), { code: 73, said: /belum terbukti/ })
  t.same(readdirSync(shop.out), [])
})

t.test('What is asked for wrongly is told how to ask', async (t) => {
  const said: string[] = []
  const io = { out: () => {}, err: (text: string) => void said.push(text), env: {} }
  t.equal(await backupCommand(['archive', '--year', 'all'], io), 64)
  t.match(said[0], /laci backup archive --year/)
})

t.test('The archive goes to every destination sealed, and comes back whole', async (t) => {
  const shop = await openBackedUpShop(t)
  const { backup, schedule } = shop.box.shop
  const nas = await shop.addFolder('NAS')
  await shop.sellSome(2)
  await shop.takeSnapshot()
  await schedule!.run('archive')
  const event = shop.store.sqlite
    .prepare("select facts from events where type = 'backup.archived'")
    .pluck()
    .get()
  t.same(JSON.parse(event as string), { places: 1, of: 1 })
  const year = String(Number(YEAR) - 1)
  const stored = filesIn(nas.path).filter((file) => file.includes('/archive/'))
  t.ok(stored.length > 0)
  for (const file of stored) t.notMatch(readFileSync(file, 'latin1'), /Makmur|index\.html/)
  const source = folderSource(nas.path)
  const pieces: Buffer[] = []
  for await (const piece of openSealedArchive(source, backup.key, year)) pieces.push(piece)
  const files = unpack(Buffer.concat(pieces))
  t.match(files.get('index.html')!.toString(), new RegExp(`tahun ${year}`))
  await t.rejects(async () => {
    for await (const _ of openSealedArchive(source, newStoreKey(), year)) t.fail('another key opened it')
  })
})
