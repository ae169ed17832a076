import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { CARRIED, LEFT_BEHIND } from '../../server/exports/copy/carried-tables.ts'
import { hashLedger } from '../../server/ledger/hash-ledger.ts'
import { auditShop } from '../audit-shop.ts'
import { OWNER, openBox, type TestBox } from '../shop.ts'
import { asBeforePrinting } from './as-before-printing.ts'
import { openTradedShop, takeOut } from './taking-out.ts'

const PASSWORD = 'kacang panjang 12'
const LACI = join(import.meta.dirname, '../../scripts/laci')

await t.test('A shop comes back from its file', async (t) => {
  const shop = await openTradedShop(t)
  const { bytes, name } = await takeOut(shop.box, shop.owner, { what: 'everything', format: 'json' })
  const copy = JSON.parse(bytes.toString())
  t.match(name, /^Backup_Semua_\d+_\w+_\d{4}\.laci\.json$/)

  await t.test('that holds every table, or says which not', async (t) => {
    const tables = shop.store.sqlite
      .prepare("select name from sqlite_schema where type = 'table' and name not glob 'sqlite_*'")
      .pluck()
      .all() as string[]
    const own = tables.filter((table) => !/^kysely_|^items_search_/.test(table))
    t.same([...CARRIED, ...LEFT_BEHIND].sort(), own.sort())
  })

  await t.test('that holds no key and no password', async (t) => {
    const text = bytes.toString()
    t.notMatch(text, /argon2/)
    for (const secret of secretsOf(shop)) t.notOk(text.includes(secret))
  })

  await t.test('to the last row and the last rupiah, on the first page of a new box', async (t) => {
    const box = await openBox(t)
    const browser = box.browser()
    t.match((await browser.get('/setup')).text, /Saya punya salinan data/)
    // Whoever looked at the first page has answered it, perhaps.
    await browser.post('/setup', { locale: 'en' })
    const { status, text } = await upload(box, bytes)
    t.equal(status, 200)
    t.match(text, /Toko Makmur Jaya (is back|sudah kembali)/)
    t.match(text, hashLedger(shop.store).sha256)
    t.same(hashLedger(box.store), hashLedger(shop.store))
    t.equal(hashLedger(box.store).sha256, copy.ledger.sha256)
    const changed = ['events', 'event_seals', 'requests', 'settings'] // written to by the restoring itself, or counted below
    for (const table of CARRIED.filter((table) => !changed.includes(table))) {
      t.same(rows(box, table), copy.counts[table], table)
    }
    t.equal(rows(box, 'events'), copy.counts.events + 1, 'and writes down that it did')
    const seals = 'select hex(hash) from event_seals where event_id <= ? order by event_id'
    const sealsOf = (box: Pick<TestBox, 'store'>) =>
      box.store.sqlite.prepare(seals).pluck().all(copy.counts.events)
    t.same(sealsOf(box), sealsOf(shop), 'behind the same seals: it is the same chain that goes on')
    t.same(auditShop(box.store.sqlite), [])
    t.throws(() => box.store.sqlite.exec('delete from events'), /never deleted/)

    const { goes } = await browser.post('/sign-in/password', { name: OWNER.name, password: PASSWORD })
    t.equal(goes, '/')
    t.equal(
      (await box.browser().post('/sign-in/password', OWNER)).goes,
      undefined,
      'the old password is of no use'
    )
    t.match((await browser.get('/items?text=teh')).text, /Teh/, 'and its goods are found')

    await t.test('and a device under a till’s old name is that till again', async (t) => {
      await browser.post('/till/pairing', { name: 'Kasir depan', printer_id: '' })
      t.equal(rows(box, 'terminals'), copy.counts.terminals)
      t.match((await browser.get('/till/pairing')).text, /K1/)
      t.match((await browser.post('/till/pairing', { name: 'Kasir depan', printer_id: '' })).status, 409)
    })
  })

  await t.test('and gives the same file again', async (t) => {
    const box = await openBox(t)
    await upload(box, bytes)
    const owner = box.browser()
    await owner.post('/sign-in/password', { name: OWNER.name, password: PASSWORD })
    const again = JSON.parse(
      (await takeOut(box.box, owner, { what: 'everything', format: 'json' })).bytes.toString()
    )
    for (const table of CARRIED.filter(
      (table) => !['events', 'event_seals', 'requests', 'staff'].includes(table)
    )) {
      t.same(again.tables[table], copy.tables[table], table)
    }
  })

  await t.test('from a file of before the tables last changed, too', async (t) => {
    const box = await openBox(t)
    t.equal((await upload(box, sealed(asBeforePrinting(bytes.toString())))).status, 200)
    t.same(hashLedger(box.store), hashLedger(shop.store))
  })

  await t.test('only whole and unchanged: whatever byte of it is another, nothing is restored', async (t) => {
    const box = await openBox(t)
    for (let part = 0; part <= 24; part++) {
      const damaged = Buffer.from(bytes)
      const at = Math.min(Math.floor((part * bytes.length) / 24), bytes.length - 1)
      damaged[at]! ^= 1
      const { status, text } = await upload(box, damaged)
      t.ok(status === 422 || status === 409, `byte ${at} of ${bytes.length}: ${status}`)
      t.match(text, /rusak|bukan salinan data|lebih baru|tidak mungkin benar/)
    }
    for (const length of [0, 1, 1000, bytes.length >> 1, bytes.length - 1]) {
      t.equal((await upload(box, bytes.subarray(0, length))).status, 422, `cut off at ${length}`)
    }
    t.equal(
      (await upload(box, Buffer.concat([bytes, Buffer.from(' ')]))).status,
      422,
      'and nothing stands behind it'
    )
    isUntouched(t, box)
  })

  await t.test('only where it says what is true', async (t) => {
    const box = await openBox(t)
    const refused = async (change: (text: string) => string, why: RegExp) => {
      const { status, text } = await upload(box, sealed(change(bytes.toString())))
      t.ok(status === 422 || status === 409, String(status))
      t.match(text, why)
      isUntouched(t, box)
    }
    await refused((text) => text.replace('"version":1', '"version":2'), /Laci yang lebih baru/)
    await refused(
      (text) => text.replace(/"schema":"[^"]+"/, '"schema":"29991231T0000-later"'),
      /Laci yang lebih baru/
    )
    await refused((text) => text.replace('"laci-backup"', '"other"'), /bukan salinan data/)
    await refused((text) => text.replace('"what":"everything"', '"what":"sales"'), /bukan salinan data/)
    await refused((text) => text.replace(/"sales":\d+/, '"sales":1'), /rusak/)
    await refused(
      (text) =>
        text.replace(/(,"2026-11-22","cash",null,)(\d+),/, (_, before, amount) => `${before}1${amount},`),
      /rusak|tidak mungkin/
    )
    await refused((text) => text.replaceAll('"owner"', '"cashier"'), /tidak ada pemilik/)
    await refused((text) => text.replaceAll(',"pcs",', ',null,'), /tidak mungkin benar/)
    await refused(
      (text) => text.replace(/,\n\["[^"]+","K2"[^\n]*/, '').replace('"terminals":2', '"terminals":1'),
      /tidak mungkin benar \(\w+ → terminals\)/
    )
    await refused(
      (text) =>
        text.replace(
          /("stock_levels":\{"columns":[^\n]*\n\["[^"]+",)(-?\d+)/,
          (_, before, quantity) => `${before}${Number(quantity) + 1}`
        ),
      /tidak mungkin benar/
    )
    await refused(() => 'code,name\n1,Teh\n', /bukan salinan data/)
  })

  await t.test('only into a box that holds no shop', async (t) => {
    const before = hashLedger(shop.store)
    const { status, text } = await upload(shop, bytes)
    t.equal(status, 409)
    t.match(text, /sudah berisi toko/)
    t.same(hashLedger(shop.store), before)
    t.equal((await shop.browser().get('/setup/copy')).goes, '/')
  })

  await t.test('only with a password that is one', async (t) => {
    const box = await openBox(t)
    t.equal((await upload(box, bytes, { password: 'short', password_again: 'short' })).status, 422)
    t.equal((await upload(box, bytes, { password_again: 'another one 99' })).status, 422)
    const form = { password: PASSWORD, password_again: PASSWORD }
    const json = await box.browser().post('/setup/copy', { ...form, file: 'x' })
    t.equal(json.status, 422, 'and only with a file that was sent')
    isUntouched(t, box)
  })

  await t.test('at the box itself, by a command', async (t) => {
    const folder = t.testdir()
    const data = join(folder, 'shop')
    const file = join(folder, 'copy.laci.json')
    writeFileSync(file, bytes)
    const done = laci(data, 'restore-data', file, '--json')
    t.equal(done.status, 0, done.stderr)
    const { rows, ledger, owner_password } = JSON.parse(done.stdout)
    t.equal(
      rows,
      Object.values<number>(copy.counts).reduce((sum, count) => sum + count, 0)
    )
    t.same(ledger, hashLedger(shop.store))
    t.match(owner_password, /^[\w-]{12}$/)
    const again = laci(data, 'restore-data', file)
    t.equal(again.status, 65)
    t.match(again.stderr, /already/)

    const out = laci(data, 'export', '--what', 'sales', '--format', 'csv', '--period', 'all', '--json')
    t.equal(out.status, 0, out.stderr)
    const made = JSON.parse(out.stdout)
    t.match(made, { what: 'sales', format: 'csv', rows: copy.counts.sale_lines })
    t.equal(readFileSync(made.file).length, made.bytes)
    t.equal(laci(data, 'export', '--what', 'nonsense').status, 64)
    t.same(openToOthers(data), [], 'and nobody else on the machine may read any of it')
    t.equal(
      laci(data, 'export', '--out', join(data, 'nowhere', 'x.xlsx')).status,
      0,
      'a folder that is missing is made'
    )
  })
})

/** A file that was changed by somebody who can count. */
function sealed(text: string): Buffer {
  const end = text.lastIndexOf('"sha256":')
  if (end < 0) return Buffer.from(text)
  const body = text.slice(0, end)
  return Buffer.from(`${body}"sha256":"${createHash('sha256').update(body).digest('hex')}"}\n`)
}

function upload(box: Pick<TestBox, 'browser'>, bytes: Buffer, form: Record<string, string> = {}) {
  const file = new File([new Uint8Array(bytes)], 'Backup_Semua.laci.json')
  return box.browser().post('/setup/copy', { password: PASSWORD, password_again: PASSWORD, ...form, file })
}

function isUntouched(t: Test, { store, data }: TestBox): void {
  const tables = ['staff', 'items', 'sales', 'journal', 'events', 'customers']
  t.same(
    tables.map((table) => store.sqlite.prepare(`select count(*) from ${table}`).pluck().get()),
    tables.map(() => 0)
  )
  t.same(
    readdirSync(data).filter((name) => /restoring/.test(name)),
    []
  )
  t.same(
    existsSync(join(data, 'uploads')) ? readdirSync(join(data, 'uploads')) : [],
    [],
    'nothing of it stays'
  )
}

function rows({ store }: TestBox, table: string): number {
  return store.sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number
}

function secretsOf({ store }: Pick<TestBox, 'store'>): string[] {
  return [
    'select token_hash from sessions',
    'select key_hash from terminals',
    'select password_hash from staff where password_hash is not null',
    'select pin_hash from staff where pin_hash is not null'
  ].flatMap((query) => store.sqlite.prepare(query).pluck().all() as string[])
}

function laci(data: string, ...args: string[]) {
  // A shell that would let everybody read and write what is made in it.
  return spawnSync('sh', ['-c', 'umask 0; exec "$@"', 'sh', LACI, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LACI_DATA: data, LANG: 'en_GB.UTF-8' }
  })
}

function openToOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(join(folder, name)).mode & 0o077) !== 0
  )
}
