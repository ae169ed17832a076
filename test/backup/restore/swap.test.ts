import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { newStoreKey, openStoreKey } from '../../../server/backup/keys/store-key.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { finishSwap, prepareSwap } from '../../../server/backup/restore/swap.ts'
import { claim, TakenError } from '../../../server/db/claim.ts'
import { type Moment, openRecordedShop, type RecordedShop, scratch } from './recorded-shop.ts'

const KEY = newStoreKey()
const AT = Date.parse('2026-11-22T05:00:00.000Z')
const KEPT = 'before-restore-20261122t050000000z.db'
const SWAP_UNTIL = join(import.meta.dirname, 'swap-until.ts')

t.test(
  'Wherever the power goes, the box starts with the old shop whole or the restored one whole',
  async (t) => {
    const made = layOut(t)
    let count = 1
    for (; ; count++) {
      const data = join(scratch(t), 'data')
      cpSync(made, data, { recursive: true })
      // The copy is another file, and so it is said anew which one is to be put in place.
      intend(data)
      const { signal, stdout } = spawnSync(process.execPath, [SWAP_UNTIL, data, String(count)], {
        encoding: 'utf8'
      })
      if (stdout === 'done') break
      t.equal(signal, 'SIGKILL')
      await t.test(`Cut short after ${count} changes to the disk`, async (t) => {
        finishSwap(data)
        isSwapped(t, data)
      })
    }
    t.ok(count > 15, `it was cut short at ${count} places`)
  }
)

t.test('Before it is written down, nothing is moved', async (t) => {
  const data = layOut(t)
  rmSync(join(data, 'restore.json'))
  t.equal(finishSwap(data), undefined)
  t.strictSame(contents(join(data, 'laci.db')), ['old', 'old in the log'])
  t.ok(existsSync(join(data, 'restored.db')))
})

t.test('A restored file that is gone by then leaves the old shop as it is', async (t) => {
  const data = layOut(t)
  rmSync(join(data, 'restored.db'))
  t.equal(finishSwap(data), undefined)
  t.strictSame(contents(join(data, 'laci.db')), ['old', 'old in the log'])
  t.notOk(existsSync(join(data, 'backups/restored.json')), 'and nothing goes on from what is not there')
})

t.test('Under a box that runs nothing is moved', async (t) => {
  const data = layOut(t)
  const taken = claim(join(data, 'laci.db'))
  t.throws(() => finishSwap(data), new TakenError(join(data, 'laci.db')))
  taken.close()
  t.ok(finishSwap(data))
})

t.test('Another shop’s backup is put aside, with the key that opens it', async (t) => {
  const data = layOut(t)
  const own = openStoreKey(join(data, 'backups'))
  mkdirSync(join(data, 'backups/spool/0001-old'), { recursive: true })
  finishSwap(data)
  const aside = join(data, 'backups', KEPT.replace('.db', ''))
  t.strictSame(openStoreKey(aside), own)
  t.ok(existsSync(join(aside, 'spool/0001-old')))
  t.notOk(existsSync(join(data, 'backups/spool')))
})

t.test('A shop that was taken back goes on, and both its histories can be restored', async (t) => {
  const shop = await openRecordedShop(t)
  const first = await shop.trade('a good moment')
  const left = [await shop.trade(), await shop.trade()]
  await shop.rewind({ point_id: 'a good moment' })
  t.ok(shop.store.sqlite.serialize().equals(first.image), 'it is as it was, byte for byte')
  const resumed = shop.said.findLast(({ type }) => type === 'resumed')
  t.match(resumed, { type: 'resumed', found: { reason: 'restore', pages: 0 } })
  const gone_on = [await shop.trade(), await shop.trade()]
  await shop.restart()
  gone_on.push(await shop.trade())
  const folder = scratch(t)

  await t.test('What came after is the newest line', async (t) => {
    t.equal(gone_on[0]!.generation.epoch, 2)
    await restores(t, shop, 'latest', gone_on.at(-1)!, join(folder, 'latest'))
    for (const moment of gone_on) {
      await restores(t, shop, { seq: moment.seq }, moment, join(folder, `seq-${moment.seq}`))
    }
  })

  await t.test('What was left is there by its own name, and by the time it was so', async (t) => {
    for (const moment of left) {
      const { seq, generation, at } = moment
      await restores(t, shop, { generation: generation.generation, seq }, moment, join(folder, `left-${seq}`))
      await restores(t, shop, { time: at }, moment, join(folder, `then-${seq}`))
    }
  })
})

async function restores(
  t: Test,
  shop: RecordedShop,
  target: Parameters<typeof restoreTo>[1],
  { image, seq }: Moment,
  file: string
): Promise<void> {
  const { reached, is_complete } = await restoreTo(await shop.shelf(), target, file)
  t.match({ reached, is_complete }, { reached: { seq }, is_complete: true })
  t.ok(readFileSync(file).equals(image))
}

/** A box that lost its power while its log was full, and a restored shop beside it that is to take its place. */
function layOut(t: Test): string {
  const data = join(scratch(t), 'data')
  const open = join(scratch(t), 'open')
  mkdirSync(open)
  const old = database(open, 'laci.db', 'old')
  old.exec("insert into things values ('old in the log')")
  spawnSync('cp', ['-r', open, data])
  old.close()
  database(data, 'restored.db', 'new').close()
  openStoreKey(join(data, 'backups'))
  intend(data)
  return data
}

function intend(data: string): void {
  const name = { epoch: 1, began: AT, generation: '00'.repeat(16) }
  const from = { ...name, seq: 3, hash: '11'.repeat(32), meta: { t: AT, n: 2, s: '22'.repeat(16), z: 4096 } }
  const file = join(data, 'restored.db')
  prepareSwap(data, { file, restored: { epoch: 2, from }, key: KEY, key_file: null, at: AT })
}

function isSwapped(t: Test, data: string): void {
  t.strictSame(contents(join(data, 'laci.db')), ['new'])
  t.strictSame(contents(join(data, KEPT)), ['old', 'old in the log'], 'the old shop is whole, with its log')
  t.equal(JSON.parse(readFileSync(join(data, 'backups/restored.json'), 'utf8')).epoch, 2)
  t.strictSame(openStoreKey(join(data, 'backups')), KEY)
  t.strictSame(
    readdirSync(data).filter((name) => /restore\.json|restored\.db/.test(name)),
    []
  )
}

function database(folder: string, name: string, thing: string): Database.Database {
  const sqlite = new Database(join(folder, name))
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('wal_autocheckpoint = 0')
  sqlite.exec('create table things (thing text)')
  sqlite.prepare('insert into things values (?)').run(thing)
  sqlite.pragma('wal_checkpoint(truncate)')
  return sqlite
}

function contents(path: string): unknown[] {
  const copy = `${path}.look`
  for (const end of ['', '-wal']) {
    if (existsSync(path + end)) writeFileSync(copy + end, readFileSync(path + end))
  }
  const sqlite = new Database(copy)
  try {
    return sqlite.prepare('select thing from things').pluck().all()
  } finally {
    sqlite.close()
    rmSync(copy)
  }
}
