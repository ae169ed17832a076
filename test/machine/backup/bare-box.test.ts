import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { answerFile, askFile, asksFolder } from '../../../server/backup/asks/answer-asks.ts'
import type { Address, Secret } from '../../../server/backup/destinations/destination.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { claimStick } from '../../../server/backup/destinations/stick.ts'
import { restoredFile } from '../../../server/backup/engine/resume.ts'
import { sealSecret } from '../../../server/backup/keys/seal-secret.ts'
import { openStoreKey } from '../../../server/backup/keys/store-key.ts'
import { highestEpoch, readCatalog } from '../../../server/backup/restore/catalog.ts'
import { openSource } from '../../../server/backup/restore/open-source.ts'
import type { SourceAt } from '../../../server/backup/restore/run-restore.ts'
import { openReader } from '../../../server/db/open.ts'
import { newId } from '../../../server/values/id.ts'
import { SECRET } from '../../backup/destinations/rules.ts'
import { startS3 } from '../../backup/destinations/s3-peer.ts'
import { PASSPHRASE, until } from '../../backup/safe-shop.ts'
import { sell, wired } from '../../counter.ts'
import { type PluggedBox, plugIn } from '../../process.ts'
import { type Browser, CASHIER } from '../../shop.ts'
import { showFigures } from './figures.ts'
import { startSshd, startWebdav } from './peers.ts'
import { openShopWithPast } from './shop-with-past.ts'
import { tempFolder } from './sticks.ts'

const LACI = join(import.meta.dirname, '../../../scripts/laci')
/** Sales of the past: a quarter of this many is made, for the shop has one till of four. */
const HISTORY = Number(process.env['LACI_HISTORY'] ?? 20_000)
/** What was sold so long before the box is lost is not lost with it, where a place is near. */
const NEAR_LOSES_MS = 5000
/** Until the first sale on a bare box. */
const MOST_SECONDS = 300

/** A place the backup goes to, and how it is typed on a bare box. */
interface Place {
  address: Address
  secret: Secret
  source: SourceAt
  from: string
  /** What the box must know besides. */
  env: Record<string, string>
  /** Whether it gets everything as it happens, and not when the minute is full. */
  is_near: boolean
}

const { data, till, owner, cashier_id } = await openShopWithPast(t, HISTORY)

const PLACES: Record<string, (t: Test) => Promise<Place>> = {
  'A stick': openStick,
  'An SFTP host': async (t) => {
    const { address, private_key } = await startSshd(t, tempFolder(t))
    return placeAt(t, address, { private_key })
  },
  'A WebDAV server': async (t) => {
    const url = `http://127.0.0.1:${await startWebdav(t, tempFolder(t))}/cadangan`
    return placeAt(t, { kind: 'webdav', url, user: 'toko' }, { password: SECRET })
  },
  'An S3 server': async (t) => {
    const { address, secret } = await startS3(t)
    return placeAt(t, address, secret)
  }
}

const figures: Record<string, object> = {}
for (const [name, open] of Object.entries(PLACES)) {
  await t.test(`${name}: a box that is lost stands again from it on a bare one`, async (t) => {
    const place = await open(t)
    const old = await startOld(t, place)
    await carry(old.data)
    const sold = await sellUntilLost(old, place)
    const was_lost_at = Date.now()

    const bare = join(tempFolder(t), 'bare')
    const began = performance.now()
    const { code, said } = await laci(['restore', '--from', place.from, '--to', 'latest', '--into', bare])
    t.equal(code, 0, said)
    const restored_s = (performance.now() - began) / 1000
    const kept = receiptsIn(bare)
    const box = await plugIn(t, bare, place.env)
    const first = await sellAt(box)
    const first_sale_s = (performance.now() - began) / 1000

    const safe = sold.filter(({ is_carried, at }) =>
      place.is_near ? was_lost_at - at >= NEAR_LOSES_MS : is_carried
    )
    const lost = sold.filter(({ sale_id }) => !kept.some((one) => one.sale_id === sale_id))
    t.ok(safe.length > 0, 'there was something to lose')
    t.same(
      safe.filter((one) => lost.includes(one)),
      [],
      'what was safe is there'
    )
    const again = receiptsIn(bare)
    t.equal(again.at(-1)?.sale_id, first)
    t.same(
      again.map(({ receipt_number }) => receipt_number),
      again.map((_, n) => again[0]!.receipt_number + n),
      'receipts go on without a gap'
    )
    t.ok(first_sale_s <= MOST_SECONDS)
    figures[name] = {
      'MB of database': Math.round(statSync(join(bare, 'laci.db')).size / 1e6),
      sales: again.length,
      'restored and proven, s': round(restored_s),
      'until the first sale, s': round(first_sale_s),
      'sold before': sold.length,
      lost: lost.length,
      'oldest lost, ms': Math.max(0, ...lost.map(({ at }) => was_lost_at - at))
    }

    await untilQuiet(bare)
    await carry(bare)
    t.equal(await epochAt(place), 2, 'the new box writes in an epoch of its own')

    await t.test('and when the old box wakes, it sees that it was replaced', async (t) => {
      const before = await newestEpochFiles(place)
      const woken = await plugIn(t, old.data, place.env)
      await sell(wired(woken.url, till))
      t.same(await carry(old.data), ['fenced'])
      t.equal(reachIn(old.data), 'fenced', 'it knows')
      const page = await wired(woken.url, owner).get('/backup')
      t.match(page.text, /Kotak lain sudah menggantikan kotak ini/, 'and says so')
      t.same(await newestEpochFiles(place), before, 'it writes nothing where the new one does')
      await sellAt(box)
      t.same(await carry(bare), [null], 'the new one goes on')
      await Promise.all([box.kill(), woken.kill()])
      const last = join(tempFolder(t), 'last')
      const { code, said } = await laci(['restore', '--from', place.from, '--into', last])
      t.equal(code, 0, said)
      t.same(receiptsIn(last), receiptsIn(bare), 'what is restored from then on is the new one')
    })
  })
}
showFigures('From nothing but the backup, by script', figures)

await t.test('The control: a new box that does not outrank the old one is told that two write', async (t) => {
  const place = await openStick(t)
  const old = await startOld(t, place)
  await carry(old.data)
  await old.box.kill()
  const bare = join(tempFolder(t), 'bare')
  t.equal((await laci(['restore', '--from', place.from, '--into', bare])).code, 0)
  const path = restoredFile(join(bare, 'backups'))
  const restored = JSON.parse(readFileSync(path, 'utf8')) as { epoch: number; from: { epoch: number } }
  t.equal(restored.epoch, restored.from.epoch + 1)
  writeFileSync(path, JSON.stringify({ ...restored, epoch: restored.from.epoch }))
  const box = await plugIn(t, bare, place.env)
  await sellAt(box)
  await carry(bare)
  await plugIn(t, old.data, place.env)
  const said = await carry(old.data)
  showFigures('The control: the old box is told', said)
  t.same(said, ['foreign-writer'], 'it is not fenced, and it is not silent')
})

async function openStick(t: Test): Promise<Place> {
  const slots = tempFolder(t)
  const path = join(slots, 'stick')
  mkdirSync(path)
  const stick_id = randomUUID()
  const store_id = openStoreKey(join(data, 'backups')).store_id.toString('hex')
  await claimStick(path, { stick_id, store_id })
  const address = { kind: 'stick', stick_id } as const
  const env = { LACI_STICKS: slots }
  return { address, secret: {}, source: { kind: 'path', path }, from: path, env, is_near: true }
}

async function placeAt(t: Test, address: Address, secret: Secret): Promise<Place> {
  const place = openDestination(address, secret)
  await place.prepare()
  await place.close()
  const from = join(tempFolder(t), 'place.json')
  writeFileSync(from, JSON.stringify({ address, secret }))
  const source = { kind: 'destination', address, secret } as const
  return { address, secret, source, from, env: {}, is_near: false }
}

interface OldBox {
  data: string
  box: PluggedBox
}

/** The shop in a process of its own, with one place for its backup. */
async function startOld(t: Test, { address, secret, env }: Place): Promise<OldBox> {
  const own = tempFolder(t)
  execFileSync('cp', ['-r', `${data}/.`, own])
  const sqlite = new Database(join(own, 'laci.db'))
  const key = openStoreKey(join(own, 'backups'))
  const sealed = Object.keys(secret).length > 0 ? sealSecret(key, secret) : null
  sqlite
    .prepare('insert into destinations values (?, ?, ?, ?, ?, 0, ?, null)')
    .run(newId(), 'Cadangan', address.kind, JSON.stringify(address), sealed, new Date().toISOString())
  sqlite.close()
  return { data: own, box: await plugIn(t, own, env) }
}

interface Sold {
  sale_id: string
  at: number
  is_carried: boolean
}

/** Sells, and loses the box right after a sale; what is far is brought what was sold until shortly before. */
async function sellUntilLost({ data, box }: OldBox, { is_near }: Place): Promise<Sold[]> {
  const sold: Sold[] = []
  const device = wired(box.url, till)
  const selling = async (count: number, is_carried: boolean): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const { sale_id } = await sell(device)
      sold.push({ sale_id, at: Date.now(), is_carried })
      if (is_near) await pause(250)
    }
  }
  await selling(is_near ? 22 : 4, true)
  if (!is_near) await carry(data)
  await selling(3, false)
  await box.kill()
  return sold
}

/** Asks a box to bring its places what they lack, as the command line does. @returns what each came to */
async function carry(data: string): Promise<(string | null)[]> {
  const asks = asksFolder(join(data, 'backups'))
  for (;;) {
    const id = randomUUID()
    await until(() => existsSync(asks))
    writeFileSync(join(asks, askFile(id)), '')
    const answer = join(asks, answerFile(id))
    await until(() => existsSync(answer))
    const { places } = JSON.parse(readFileSync(answer, 'utf8')) as {
      places: { ok: boolean; fault: string | null }[]
    }
    // A picture may still be made, without which nothing can be brought.
    if (places.length > 0 && places.every(({ fault, ok }) => ok || (fault !== null && fault !== 'gap')))
      return places.map(({ fault }) => fault)
    await pause(300)
  }
}

/** A sale on a box where everybody signs in anew. */
async function sellAt({ url }: PluggedBox): Promise<string> {
  const device: Browser = wired(url, till)
  await device.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
  return (await sell(device)).sale_id
}

async function laci(args: string[]): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, LACI_PASSPHRASE: PASSPHRASE, LACI_DATA: '/nonexistent', LANG: 'id_ID.UTF-8' }
  const child = spawn(LACI, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, said: out + err }
}

/** The receipts of the till, in the order of their numbers. */
function receiptsIn(data: string): { sale_id: string; receipt_number: number }[] {
  const sqlite = openReader(join(data, 'laci.db'))
  try {
    return sqlite
      .prepare('select sale_id, receipt_number from sales order by receipt_number')
      .all() as ReturnType<typeof receiptsIn>
  } finally {
    sqlite.close()
  }
}

function reachIn(data: string): string | null {
  const sqlite = openReader(join(data, 'backups/state.db'))
  try {
    return sqlite.prepare('select fault from backup_reach').pluck().get() as string | null
  } finally {
    sqlite.close()
  }
}

async function epochAt({ source }: Place): Promise<number> {
  const opened = openSource(source, '')
  try {
    return highestEpoch((await readCatalog(opened)).stores[0]!)
  } finally {
    await opened.close()
  }
}

/** The files of the newest epoch, by name and length. */
/** That its slips are printed, and how its printers are, a box writes down a moment after a sale. */
async function untilQuiet(data: string): Promise<void> {
  const sqlite = openReader(join(data, 'laci.db'))
  try {
    const changes = sqlite.prepare('pragma data_version').pluck()
    for (let before: unknown; before !== changes.get(); await pause(1500)) before = changes.get()
  } finally {
    sqlite.close()
  }
}

async function newestEpochFiles({ source }: Place) {
  const opened = openSource(source, '')
  try {
    const [store] = (await readCatalog(opened)).stores
    return store!.generations
      .filter(({ name }) => name.epoch === highestEpoch(store!))
      .map(({ name, packs, parts }) => ({ name, packs, parts }))
  } finally {
    await opened.close()
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
