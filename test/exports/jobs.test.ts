import { existsSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import t from 'tap'
import type { Store } from '../../server/db/store.ts'
import { newId } from '../../server/values/id.ts'
import { plugIn } from '../process.ts'
import { answerWizard, OWNER } from '../shop.ts'
import { fetchFile, openTradedShop, takeOut, untilReady } from './taking-out.ts'

/** So many moves of one item that writing them takes a while. */
const MOVES = `
  insert into stock_moves (item_id, quantity_milli, reason, source_id, moved_at)
  with recursive count (n) as (select 1 union all select n + 1 from count where n < 400000)
  select (select item_id from items limit 1), 1000, 'correction', 'n' || n, '2026-11-22T05:00:00.000Z' from count`

const ASKED = { what: 'stock', format: 'xlsx', period: 'all' }

await t.test('While a file is written', async (t) => {
  const shop = await openTradedShop(t, 30)
  const { owner, store, data } = shop
  makeLong(store)
  const folder = join(data, 'exports')
  const files = () => (existsSync(folder) ? readdirSync(folder) : [])

  await t.test('its page says how far it is, to whoever comes back', async (t) => {
    await owner.post('/export', ASKED, { htmx: true })
    const { text } = await owner.get('/export')
    t.match(text, /<progress/)
    t.match(text, /Kasir tetap bisa berjualan/)
    t.same(
      files().filter((name) => name.startsWith('Backup')),
      [],
      'and nothing has its name yet'
    )
  })

  await t.test('another has to wait for it', async (t) => {
    const { status, text } = await owner.post('/export', ASKED, { htmx: true })
    t.equal(status, 409)
    t.match(text, /Masih ada berkas yang sedang ditulis/)
  })

  await t.test('it can be stopped, and leaves nothing', async (t) => {
    const { text } = await owner.get('/export/now', { htmx: true })
    const [, url = ''] = /action="(\/export\/[^"]+\/cancelling)"/.exec(text) ?? []
    await owner.post(url)
    await until(async () => (await owner.get('/export/now', { htmx: true })).text.includes('Dihentikan'))
    t.same(files(), [])
    t.equal(store.sqlite.prepare("select count(*) from events where type = 'data.exported'").pluck().get(), 0)
  })

  await t.test('asked for twice by a browser that lost the answer, it is written once', async (t) => {
    const request_id = newId()
    await owner.post('/export', { ...ASKED, what: 'items' }, { htmx: true, request_id })
    await untilReady(owner)
    const again = await owner.post('/export', { ...ASKED, what: 'items' }, { htmx: true, request_id })
    t.equal(again.status, 200)
    t.equal(files().length, 1)
  })

  await t.test('a second of the same name stands beside the first', async (t) => {
    const { name } = await takeOut(shop.box, owner, { what: 'items', format: 'xlsx' })
    t.match(name, /_2\.xlsx$/)
    t.equal(files().length, 2)
  })

  await t.test('it can be deleted, and is gone then', async (t) => {
    const [name = ''] = files()
    t.match((await owner.get('/export')).text, new RegExp(name.replaceAll('_', '_(<wbr>)?')))
    await owner.post(`/export/files/${name}/deletion`)
    t.equal(files().length, 1)
    t.equal((await fetchFile(shop.box, owner, `/export/files/${name}`)).status, 404)
  })

  await t.test('a full disk is said, and leaves nothing', async (t) => {
    const request_id = newId()
    symlinkSync('/dev/full', join(folder, `.laci-${request_id}.part`))
    await owner.post('/export', ASKED, { htmx: true, request_id })
    await until(async () =>
      (await owner.get('/export/now', { htmx: true })).text.includes('penyimpanannya penuh')
    )
    t.equal(files().length, 1)
  })

  await t.test('nobody fetches what lies elsewhere', async (t) => {
    writeFileSync(join(folder, 'other.txt'), 'x')
    for (const name of ['other.txt', '..%2Flaci.db', '%2e%2e%2flaci.db', 'Backup_%2F..%2F..%2Flaci.db']) {
      t.equal((await fetchFile(shop.box, owner, `/export/files/${name}`)).status, 404, name)
    }
  })
})

t.test('Only the owner takes data out', async (t) => {
  const shop = await openTradedShop(t, 0)
  const { name } = await takeOut(shop.box, shop.owner, { what: 'items', format: 'csv' })
  for (const url of ['/export', '/export/now', `/export/files/${name}`]) {
    t.equal((await shop.till.get(url)).status, 403, url)
  }
  t.equal((await shop.till.post('/export', ASKED)).status, 403)
  t.equal((await shop.browser().get(`/export/files/${name}`)).goes, '/sign-in')
  t.notMatch((await shop.till.get('/till')).text, /href="\/export"/)
  t.match((await shop.owner.get('/settings')).text, /href="\/export"/)
})

t.test('Pulling the plug in the middle leaves no half file', async (t) => {
  const data = t.testdir()
  const box = await plugIn(t, data)
  const owner = box.browser()
  await answerWizard(owner)
  await box.close()
  fillFile(data)

  const again = await plugIn(t, data)
  const back = again.browser()
  await back.post('/sign-in/password', OWNER)
  await back.post('/export', ASKED, { htmx: true })
  const folder = join(data, 'exports')
  const unfinished = () => readdirSync(folder).find((name) => name.endsWith('.part'))
  await until(async () => {
    const name = existsSync(folder) && unfinished()
    return Boolean(name && statSync(join(folder, name)).size > 100_000)
  })
  await again.kill()
  t.ok(unfinished(), 'it was in the middle')
  t.notOk(readdirSync(folder).some((name) => name.startsWith('Backup')))

  const old = join(folder, 'Backup_Stok_1_November_2026.xlsx')
  writeFileSync(old, 'x')
  utimesSync(old, new Date(0), Date.now() / 1000 - 8 * 86_400)
  const third = await plugIn(t, data)
  t.same(readdirSync(folder), [], 'and a box that starts tidies up, what is a week old too')
  await third.close()
})

function makeLong({ sqlite }: Pick<Store, 'sqlite'>): void {
  sqlite.exec(MOVES)
}

function fillFile(data: string): void {
  const sqlite = new Database(join(data, 'laci.db'))
  sqlite.exec(`insert into items (item_id, code, name, unit, price_minor, changed_at)
    values ('i', 'I', 'Barang', 'pcs', 1, '2026-11-22T05:00:00.000Z')`)
  makeLong({ sqlite })
  sqlite.close()
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20)
}
