import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pino from 'pino'
import t, { type Test } from 'tap'
import { endedFile, spoolFolder } from '../../../server/backup/engine/resume.ts'
import type { Said } from '../../../server/backup/engine/said.ts'
import { type BackupEngine, startEngine } from '../../../server/backup/engine/start-engine.ts'
import { rebuild } from './rebuild.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

/** The engine as the box has it, in a worker. */
async function startBeside(
  t: Test,
  segment_ms = 50
): Promise<Workbench & { engine: BackupEngine; heard: Said[] }> {
  const bench = await openWorkbench(t)
  const handle = openSync(bench.database, 'r')
  const engine = startEngine({
    store: bench.store,
    database: bench.database,
    handle,
    folder: join(bench.folder, 'backups'),
    key: bench.key,
    app_version: 'test',
    log: pino({ level: 'silent' }),
    segment_ms
  })
  const heard: Said[] = []
  engine.onSaid((said) => heard.push(said))
  t.teardown(async () => {
    await engine.stop()
    closeSync(handle)
  })
  return Object.assign(bench, { engine, heard })
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 10))
}

t.test('The worker records while the box sells, and ends well', async (t) => {
  const { change, engine, heard, folder, key, live } = await startBeside(t)
  for (let seed = 1; seed <= 30; seed++) await change(seed)
  await engine.takeSnapshot()
  await until(() => heard.some(({ type }) => type === 'snapshot-made'))
  await change(31)
  const point = await engine.makePoint({ point_id: 'p', reason: 'by-hand', label: 'Sebelum impor' })
  t.equal(point?.seq, await engine.flush())
  t.match(engine.standing, { last: point!, trouble: undefined, snapshot_progress: undefined })
  await engine.stop()
  const into = join(folder, 'rebuilt.db')
  const { meta, seq } = rebuild(spoolFolder(join(folder, 'backups')), key, into)
  t.equal(seq, point?.seq)
  t.match(meta.p, { label: 'Sebelum impor' })
  t.ok(readFileSync(into).equals(live()))
  t.ok(statSync(endedFile(join(folder, 'backups'))))
  await engine.stop()
  t.equal(await engine.flush(), seq, 'asked afterwards, it says where it ended')
})

t.test('Sixteen tills cannot make the log longer than 64 MB', async (t) => {
  const { store, engine, database, folder, key, live } = await startBeside(t, 1000)
  let longest = 0
  let is_open = true
  const till = async (number: number): Promise<void> => {
    for (let sale = 0; is_open; sale++) {
      await store.commit(({ sqlite }) => {
        const add = sqlite.prepare('insert into stuff (kind, body) values (?, randomblob(900))')
        for (let line = 0; line < 8; line++) add.run(`till ${number} sale ${sale}`)
        sqlite
          .prepare('update stuff set body = randomblob(900) where n % 997 = ?')
          .run((sale * 16 + number) % 997)
      })
      longest = Math.max(longest, statSync(`${database}-wal`).size)
    }
  }
  const tills = Array.from({ length: 16 }, (_, number) => till(number))
  let written = 0
  for (const started = performance.now(); performance.now() - started < 5000; ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    written = store.sqlite.prepare('select count(*) from stuff').pluck().get() as number
  }
  is_open = false
  await Promise.all(tills)
  t.ok(written > 5000, `${written} rows`)
  t.ok(longest < 64 << 20, `${longest} bytes`)
  await engine.flush()
  await engine.stop()
  const into = join(folder, 'rebuilt.db')
  rebuild(spoolFolder(join(folder, 'backups')), key, into)
  t.ok(readFileSync(into).equals(live()))
})

t.test('A box whose log is deleted stops selling, and what it sold is in its database', async (t) => {
  const { change, engine, store, database } = await startBeside(t)
  await engine.flush()
  const halted = new Promise<Error>((resolve) => store.onHalt(resolve))
  rmSync(`${database}-wal`)
  let sold = 0
  const selling = (async () => {
    for (;;) {
      await change(sold + 1)
      sold++
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
  })()
  await t.rejects(selling, { code: 'box/halted' })
  t.match(await halted, { message: /taken away/ })
  const other = new Database(database, { readonly: true })
  t.teardown(() => other.close())
  t.ok(sold > 0)
  t.equal(other.prepare('select count(*) from events').pluck().get(), sold)
  t.equal(other.pragma('integrity_check', { simple: true }), 'ok')
})
