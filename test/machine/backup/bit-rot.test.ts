import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { proveDatabase } from '../../../server/backup/proof/prove.ts'
import { doStep } from '../../../server/backup/proof/steps.ts'
import { readCatalog } from '../../../server/backup/restore/catalog.ts'
import { folderSource } from '../../../server/backup/restore/folder-source.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { openShelf } from '../../../server/backup/restore/shelf.ts'
import { verifyStore } from '../../../server/backup/restore/verify.ts'
import { dice } from '../../../server/demo/dice.ts'
import { copyTo, openRecordedShop, type RecordedShop, scratch } from '../../backup/restore/recorded-shop.ts'
import { showFigures } from './figures.ts'

/** How often something is harmed, in the backup and in the database. */
const STORED = Number(process.env['LACI_ROT_STORED'] ?? 600)
const LIVE = Number(process.env['LACI_ROT_LIVE'] ?? 400)
/** So many databases are held against their sum alone for one that is proven in every way, which takes longer. */
const PROOF_EACH = 10
/** Every so many harms, a file is cut and not only a bit turned. */
const CUT_EACH = 7

const chance = dice(Number(process.env['LACI_SEED'] ?? 20_261_122))

await t.test(
  'Whatever rots in a stored backup is found, and never restored as if it were good',
  async (t) => {
    const { shop, stick } = await openStick(t)
    const files = readdirSync(stick, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.lac')
    )
    const counts = {
      harmed: 0,
      found: 0,
      'restored whole by another way': 0,
      'restored to before': 0,
      silent: 0
    }
    for (let n = 0; n < STORED; n++) {
      const name = chance.pick(files)
      const path = join(stick, name)
      const sound = readFileSync(path)
      const how = harm(path, sound, n)
      counts.harmed++
      const { faults, gaps } = await verify(stick, shop)
      const is_found = faults.some((fault) => fault.name === name) || gaps.length > 0
      const file = join(stick, 'restored.db')
      const { reached, is_complete, fault } = await restoreTo(
        await openStickShelf(stick, shop),
        'latest',
        file
      )
      const moment = shop.moments.find(({ seq }) => seq === reached?.seq)
      const is_true = reached ? readFileSync(file).equals(moment!.image) : fault !== null
      const is_newest = moment === shop.moments.at(-1)
      if (is_found && is_true && is_complete === is_newest) counts.found++
      else counts.silent++
      if (is_complete) counts['restored whole by another way']++
      else counts['restored to before']++
      if (!is_found || !is_true)
        t.fail(`${name}, ${how}: found ${is_found}, what came out is true ${is_true}`)
      rmSync(file, { force: true })
      writeFileSync(path, sound)
    }
    showFigures('Rot in stored files', [counts])
    t.same({ found: counts.found, silent: counts.silent }, { found: STORED, silent: 0 })
    t.ok(counts['restored whole by another way'] > 0 && counts['restored to before'] > 0, 'both were tried')
  }
)

await t.test(
  'Whatever rots in the database is found by its proof; SQLite alone overlooks some',
  async (t) => {
    const { shop } = await openStick(t)
    const { image } = shop.moments.at(-1)!
    const path = join(scratch(t), 'laci.db')
    writeFileSync(path, image)
    const sum = await provenSum(path)
    t.equal((await proveDatabase(path, expecting(sum))).ok, true, 'as it should be, it is proven')
    const contents = contentsOf(path)
    const by_proof = { harmed: 0, found: 0, silent: 0, 'silent, and other data': 0 }
    const by_sum = { ...by_proof }
    const by_sqlite = { ...by_proof }
    for (let n = 0; n < LIVE; n++) {
      const how = harm(path, image, n)
      const is_found = !isAsSummed(path, sum)
      const is_proven = n % PROOF_EACH === 0 && (await proveDatabase(path, expecting(sum))).ok
      const is_other = contentsOf(path) !== contents
      const note = (counts: typeof by_proof, is_found: boolean): void => {
        counts.harmed++
        if (is_found) counts.found++
        else counts.silent++
        if (!is_found && is_other) counts['silent, and other data']++
      }
      if (!is_found) t.fail(`${how} was not found`)
      note(by_sum, is_found)
      // The control: what a box finds that asks SQLite whether its file is sound, and nothing else.
      note(by_sqlite, !isSoundToSqlite(path))
      if (n % PROOF_EACH === 0) note(by_proof, !is_proven)
      for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true })
    }
    const control = 'integrity_check alone (must miss some)'
    showFigures('Rot in the database', { 'the proof': by_proof, 'its sum': by_sum, [control]: by_sqlite })
    t.same([by_sum.silent, by_proof.silent], [0, 0])
    t.ok(by_sqlite['silent, and other data'] > 0, 'the control misses data that changed')
  }
)

/** A shop with restarts and two pictures, laid out as on a stick. */
async function openStick(t: Test): Promise<{ shop: RecordedShop; stick: string }> {
  const shop = await openRecordedShop(t)
  for (let n = 0; n < 4; n++) await shop.trade()
  await shop.restart()
  await shop.trade()
  shop.takeSnapshot()
  for (let n = 0; n < 4; n++) await shop.trade()
  await shop.crash()
  await shop.trade()
  const stick = join(scratch(t), 'stick')
  await copyTo(shop, stick)
  return { shop, stick }
}

/** Turns a bit, or cuts the end off. @returns what was done */
function harm(path: string, sound: Buffer, n: number): string {
  const at = chance.below(sound.length)
  if (n % CUT_EACH === 0) {
    writeFileSync(path, sound.subarray(0, at))
    return `cut at ${at} of ${sound.length}`
  }
  const bit = chance.below(8)
  const rotten = Buffer.from(sound)
  rotten[at]! ^= 1 << bit
  writeFileSync(path, rotten)
  return `bit ${bit} of byte ${at} turned`
}

async function openStickShelf(stick: string, { key }: RecordedShop) {
  const source = folderSource(stick)
  const { stores } = await readCatalog(source)
  return openShelf(source, stores[0]!, key)
}

async function verify(stick: string, shop: RecordedShop) {
  const { source, store } = await openStickShelf(stick, shop)
  return verifyStore(source, store, null)
}

/** What a proof finds the pages' sum to be. */
async function provenSum(path: string): Promise<string> {
  const { steps } = await proveDatabase(path, expecting(null))
  const pages = steps.find((step) => step.name === 'pages')!
  return (pages.found as { sum: string }).sum
}

/** The one step of the proof that looks at all bytes. */
function isAsSummed(path: string, sum: string): boolean {
  const subject = { path, sqlite: () => assert.fail('the pages are read as bytes') }
  return doStep('pages', subject, expecting(sum)).ok
}

function expecting(sum: string | null) {
  return { sum, counts: null, last_event_id: null, ledger: null }
}

function isSoundToSqlite(path: string): boolean {
  let sqlite: Database.Database | undefined
  try {
    sqlite = new Database(path)
    return sqlite.pragma('integrity_check', { simple: true }) === 'ok'
  } catch {
    return false // it says so itself
  } finally {
    sqlite?.close()
  }
}

/** What all tables hold, as one hash; 'unreadable' when they can't be read. */
function contentsOf(path: string): string {
  const sqlite = new Database(path)
  try {
    const tables = sqlite.prepare("select name from sqlite_schema where type = 'table'").pluck().all()
    const hash = createHash('sha256')
    for (const table of tables) {
      hash.update(JSON.stringify(sqlite.prepare(`select * from "${table}"`).all()))
    }
    return hash.digest('hex')
  } catch {
    return 'unreadable'
  } finally {
    sqlite.close()
  }
}
