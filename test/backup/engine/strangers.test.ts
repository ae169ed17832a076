import { existsSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { openStranger as openForeign, type Stranger } from './stranger.ts'
import { openWorkbench } from './workbench.ts'

const TRUNCATE = 'pragma wal_checkpoint(truncate)'
const RESTART = 'pragma wal_checkpoint(restart)'

t.test('A log that is followed cannot be thrown away by anybody else', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  const stranger = openStranger(t, bench.database)
  await bench.change(1)
  t.match(await stranger.run(TRUNCATE), [1], 'who tries is told that it is busy')
  t.match(await stranger.run(RESTART), [1])
  engine.flush()
  await bench.change(2)
  t.match(await stranger.run(TRUNCATE), [1])
  engine.flush()
  t.ok(bench.stored().bytes.equals(bench.live()))
  t.notOk(bench.said.some((said) => said.type === 'resumed' && said.found.reason === 'stranger'))
})

t.test('What a stranger writes is recorded as if the box had', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  const stranger = openStranger(t, bench.database)
  for (let round = 0; round < 10; round++) {
    await bench.change(round)
    await stranger.run(`insert into stuff (kind, body) values ('of a stranger', randomblob(9000))`)
    await stranger.run(round % 2 ? TRUNCATE : RESTART)
    if (round % 3 === 0) engine.shortenInPause()
    await stranger.run(`update stuff set kind = 'changed' where n % 3 = 0`)
    await stranger.run(TRUNCATE)
    if (round % 4 === 0) engine.flush()
  }
  await stranger.run('delete from stuff where n % 2 = 0')
  await stranger.run('vacuum')
  await stranger.run(TRUNCATE)
  engine.flush()
  await bench.change(99)
  engine.flush()
  t.ok(bench.stored(true).bytes.equals(bench.live()))
  t.notOk(bench.said.some((said) => said.type === 'resumed' && said.found.reason === 'stranger'))
})

t.test('What a stranger did while the box was off is found and recorded', async (t) => {
  const bench = await openWorkbench(t)
  bench.start()
  for (const [round, deed] of [
    'select count(*) from stuff',
    `insert into stuff (kind, body) values ('of a stranger', randomblob(9000))`,
    'delete from stuff where n % 2 = 0',
    'vacuum',
    TRUNCATE
  ].entries()) {
    await bench.change(round, 30)
    const stranger = openStranger(t, bench.database)
    await bench.reopen()
    await stranger.run(deed)
    await stranger.close()
    const engine = bench.start()
    await bench.change(100 + round)
    engine.flush()
    t.ok(bench.stored(true).bytes.equals(bench.live()), deed)
  }
})

t.test('A database with pages of another size is recorded from its first page', async (t) => {
  const bench = await openWorkbench(t)
  bench.start()
  await bench.change(1, 40)
  await bench.reopen(() => {
    const sqlite = new Database(bench.database)
    sqlite.pragma('journal_mode = delete')
    sqlite.pragma('page_size = 8192')
    sqlite.exec('vacuum')
    sqlite.close()
  })
  const engine = bench.start()
  await bench.change(2)
  engine.flush()
  const { bytes, rebuilt } = bench.stored(true)
  t.equal(rebuilt.meta.z, 8192)
  t.ok(bytes.equals(bench.live()))
})

t.test('A database that is cut back as rows go is recorded as short as it is', async (t) => {
  const bench = await openWorkbench(t)
  await bench.reopen(() => {
    const sqlite = new Database(bench.database)
    sqlite.pragma('auto_vacuum = full')
    sqlite.exec('vacuum')
    sqlite.close()
  })
  const engine = bench.start()
  for (let round = 1; round <= 12; round++) {
    await bench.change(round, 60)
    if (round % 2) engine.flush()
    await bench.store.commit(({ sqlite }) => sqlite.exec(`delete from stuff where n % 3 <> ${round % 3}`))
    if (round % 3) engine.flush()
  }
  engine.flush()
  t.ok(bench.stored(true).bytes.equals(bench.live()))
})

t.test('The log stays short however much is sold', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  let longest = 0
  for (let round = 1; round <= 60; round++) {
    await bench.change(round, 120)
    engine.tick()
    longest = Math.max(longest, statSync(`${bench.database}-wal`).size)
  }
  engine.flush()
  t.ok(longest < 16 << 20, `${longest} bytes at its longest, of ${60 * 120 * 3000} written`)
  t.ok(bench.stored().bytes.equals(bench.live()))
})

t.test('A log that is taken away is told of at once', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  await bench.change(1)
  engine.flush()
  t.ok(existsSync(`${bench.database}-wal`))
  rmSync(`${bench.database}-wal`)
  await bench.change(2)
  engine.tick()
  t.ok(bench.said.some(({ type }) => type === 'log-gone'))
  t.ok(engine.is_blind)
})

function openStranger(t: Test, database: string): Stranger {
  const stranger = openForeign(database)
  t.teardown(() => stranger.kill())
  return stranger
}
