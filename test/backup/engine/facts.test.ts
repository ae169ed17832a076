import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { openStranger } from './stranger.ts'
import { openWorkbench } from './workbench.ts'

// What the recording rests on and no manual promises; if SQLite or Node changes it, this is where it shows.

function openLogged(t: Test): { path: string; sqlite: Database.Database } {
  const folder = mkdtempSync(join(tmpdir(), 'laci-facts-'))
  const path = join(folder, 'shop.db')
  const sqlite = new Database(path)
  t.teardown(() => {
    sqlite.close()
    rmSync(folder, { recursive: true })
  })
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('wal_autocheckpoint = 0')
  sqlite.exec('create table a (b blob); insert into a values (randomblob(20000))')
  return { path, sqlite }
}

/** A technician looks, and leaves. */
async function visit(path: string): Promise<void> {
  const stranger = openStranger(path)
  await stranger.run('select count(*) from sqlite_schema')
  await stranger.close()
}

t.test(
  'A log that was left by a read-only connection stays; else the last to close takes it away',
  async (t) => {
    const { path, sqlite } = openLogged(t)
    const reader = new Database(path, { readonly: true })
    reader.prepare('select count(*) from a').get()
    sqlite.close()
    t.ok(existsSync(`${path}-wal`))
    reader.close()
    t.ok(existsSync(`${path}-wal`))
    await visit(path)
    t.notOk(existsSync(`${path}-wal`))
  }
)

t.test('A handle on the database that is closed drops all locks of its process', async (t) => {
  const { path, sqlite } = openLogged(t)
  sqlite.prepare('select count(*) from a').get()
  const { ino } = statSync(path)
  const locks = () => readFileSync('/proc/locks', 'utf8').match(new RegExp(`:${ino} `, 'g'))?.length ?? 0
  const handle = openSync(path, 'r')
  t.equal(locks(), 1, 'open, it does no harm')
  closeSync(handle)
  t.equal(locks(), 0, 'closed, every older sqlite3 takes the log for its own, and deletes it')
})

t.test('Reading the log itself drops none', async (t) => {
  const { path, sqlite } = openLogged(t)
  sqlite.prepare('select count(*) from a').get()
  readFileSync(`${path}-wal`)
  await visit(path)
  t.ok(existsSync(`${path}-wal`))
})

t.test('Whatever the engine does, a stranger who leaves does not take the log with him', async (t) => {
  const bench = await openWorkbench(t)
  for (let round = 0; round < 3; round++) {
    const engine = bench.start()
    await bench.change(round)
    engine.flush()
    engine.beginSnapshot()
    bench.stored()
    engine.shortenInPause()
    await bench.change(round + 10)
    await visit(bench.database)
    t.ok(existsSync(`${bench.database}-wal`), 'while it runs')
    engine.stop()
    await bench.change(round + 20)
    await visit(bench.database)
    t.ok(existsSync(`${bench.database}-wal`), 'and when it has ended')
  }
})

t.test('How far the log is said to be is never further than what was committed', async (t) => {
  const { path, sqlite } = openLogged(t)
  const asker = new Database(path, { readonly: true })
  t.teardown(() => asker.close())
  const frames = () => (asker.prepare('pragma wal_checkpoint(noop)').get() as { log: number }).log
  const before = frames()
  t.ok(before > 0)
  sqlite.exec('begin; insert into a values (randomblob(9000000))')
  t.equal(frames(), before, 'a change that is not committed does not count, though some of it is in the file')
  sqlite.exec('commit')
  t.ok(frames() > before + 2000)
})
