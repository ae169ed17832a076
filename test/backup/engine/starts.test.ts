import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { readHead } from '../../../server/backup/engine/head.ts'
import { Mirror } from '../../../server/backup/engine/mirror.ts'
import {
  endedFile,
  type Found,
  type Restored,
  restoredFile,
  spoolFolder
} from '../../../server/backup/engine/resume.ts'
import { listGenerations } from '../../../server/backup/engine/spool.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

function lastFound({ said }: Workbench): Found | undefined {
  return said.findLast((one) => one.type === 'resumed')?.found
}

t.test('A box that ended well goes on where it was, and says so', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  await bench.change(1)
  bench.stored()
  engine.stop()
  const backups = join(bench.folder, 'backups')
  t.ok(existsSync(endedFile(backups)))
  await bench.reopen()
  const next = bench.start()
  t.match(lastFound(bench), { reason: 'start', pages: 0 })
  t.notOk(existsSync(endedFile(backups)), 'which speaks for one end alone')
  await bench.change(2)
  next.flush()
  t.ok(bench.stored(true).bytes.equals(bench.live()))
})

t.test('What was sold and not recorded when the engine broke is in the next segment', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  await bench.change(1)
  engine.flush()
  bench.stored()
  const { seq } = engine
  await bench.change(2)
  // The box sells on while nobody records.
  const next = bench.start()
  t.match(lastFound(bench), { reason: 'crash' })
  t.ok(lastFound(bench)!.pages > 0)
  t.equal(next.seq, seq + 1)
  t.ok(bench.stored(true).bytes.equals(bench.live()))
})

t.test('Without its mirror, its redo, or with wrong ones, it records on from the right state', async (t) => {
  const bench = await openWorkbench(t)
  let engine = bench.start()
  const at = (name: string) => join(bench.folder, 'backups', name)
  const harms: [string, () => void][] = [
    ['no mirror', () => rmSync(at('mirror'))],
    ['a mirror that is cut short', () => truncateSync(at('mirror'), 40_960)],
    ['a mirror with a wrong page', () => bend(at('mirror'), 50_000)],
    ['no redo', () => rmSync(at('mirror.redo'))],
    ['a redo that is cut short', () => truncateSync(at('mirror.redo'), 30)],
    ['a wrong redo', () => bend(at('mirror.redo'), 200)],
    ['neither', () => [rmSync(at('mirror')), rmSync(at('mirror.redo'))]],
    ['no spool', () => rmSync(at('spool'), { recursive: true })]
  ]
  for (const [index, [harm, work]] of harms.entries()) {
    await bench.change(index * 3 + 1)
    engine.flush()
    bench.stored()
    await bench.change(index * 3 + 2)
    work()
    engine = bench.start()
    await bench.change(index * 3 + 3)
    engine.flush()
    t.ok(bench.stored(true).bytes.equals(bench.live()), harm)
  }
})

t.test('A stop between a segment and the mirror that follows it is made up for', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  await bench.change(1)
  bench.stored()
  const { apply } = Mirror.prototype
  t.teardown(() => {
    Mirror.prototype.apply = apply
  })
  await bench.change(2)
  Mirror.prototype.apply = () => {
    throw new Error('the plug is pulled')
  }
  engine.flush()
  Mirror.prototype.apply = apply
  t.ok(engine.is_blind)
  await bench.change(3)
  const next = bench.start()
  await bench.change(4)
  next.flush()
  const { bytes, rebuilt } = bench.stored(true)
  t.ok(bytes.equals(bench.live()))
  t.equal(rebuilt.seq, 5, 'the segment counts, and is written once')
  t.equal(bench.said.filter(({ type }) => type === 'snapshot-made').length, 1, 'nothing had to begin anew')
})

t.test('A database that was put back to an older copy is told of, and recorded as it is', async (t) => {
  const bench = await openWorkbench(t)
  bench.start()
  const older = join(bench.folder, 'older.db')
  await bench.change(1)
  await bench.reopen(() => copyFileSync(bench.database, older))
  bench.start()
  await bench.change(2)
  await bench.change(3)
  await bench.reopen(() => copyFileSync(older, bench.database))
  const next = bench.start()
  t.match(lastFound(bench), { reason: 'fork', fork: { has: 1, had: 3 } })
  await bench.change(4)
  next.flush()
  t.ok(bench.stored(true).bytes.equals(bench.live()))
})

t.test('Of a damaged database nothing is recorded, and the backup stays sound', async (t) => {
  const bench = await openWorkbench(t)
  bench.start()
  await bench.change(1, 40)
  bench.stored()
  const right = bench.live()
  const asked = bench.store.sqlite.prepare("select rootpage from sqlite_schema where name = 'stuff'")
  const root = asked.pluck().get() as number
  await bench.reopen(() => {
    rmSync(endedFile(join(bench.folder, 'backups')))
    const page = Buffer.alloc(4096, 7)
    const bytes = readFileSync(bench.database)
    page.copy(bytes, (root - 1) * 4096)
    writeFileSync(bench.database, bytes)
  })
  const engine = bench.start()
  t.ok(engine.is_blind)
  t.match(bench.said.at(-1), { type: 'trouble', trouble: 'database-damaged' })
  engine.tick()
  t.ok(bench.stored(true).bytes.equals(right))
})

t.test(
  'A restored shop goes on in its own epoch, even if nothing was sold before the next start',
  async (t) => {
    const bench = await openWorkbench(t)
    bench.start()
    await bench.change(1)
    await bench.reopen()
    const backups = join(bench.folder, 'backups')
    const head = readHead(join(backups, 'spool'), bench.key)!
    const restored: Restored = {
      epoch: 5,
      from: { ...head.name, seq: head.seq, hash: head.hash.toString('hex'), meta: head.meta }
    }
    writeFileSync(restoredFile(backups), JSON.stringify(restored))
    bench.start()
    t.match(lastFound(bench), { reason: 'restore' })
    t.notOk(existsSync(restoredFile(backups)))
    await bench.reopen()
    const engine = bench.start()
    t.equal(lastFound(bench)?.reason, 'start')
    await bench.change(2)
    engine.flush()
    t.equal(listGenerations(join(backups, 'spool')).at(-1)?.epoch, 5)
    t.ok(bench.stored(true).bytes.equals(bench.live()))
  }
)

t.test('Whatever the clock shows, what comes later is later', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  const DAY = 86_400_000
  const times: number[] = []
  for (const [index, jump] of [0, 400 * DAY, -800 * DAY, DAY / 24, -5, 0].entries()) {
    bench.clock.ms += jump
    await bench.change(index)
    engine.tick()
    times.push(engine.flush({ point_id: `${index}`, reason: 'by-hand', label: '' })!.at)
  }
  t.same(
    times.toSorted((one, other) => one - other),
    times
  )
  t.equal(bench.said.filter(({ type }) => type === 'clock-jumped').length, 3)
  bench.start()
  bench.start()
  t.ok(bench.stored(true).bytes.equals(bench.live()))
})

t.test(
  'A picture is made anew when it was cut short, and told of again when nothing was sold since',
  async (t) => {
    const bench = await openWorkbench(t)
    await bench.change(1, 900)
    bench.start()
    const engine = bench.start()
    t.equal(engine.snapshot_progress, 0)
    bench.stored()
    const made = () => bench.said.filter(({ type }) => type === 'snapshot-made')
    t.equal(made().length, 1)
    engine.beginSnapshot()
    t.same(made()[1], made()[0])
    await bench.change(2)
    engine.beginSnapshot()
    for (let seed = 3; engine.snapshot_progress !== undefined; seed++) {
      await bench.change(seed, 5)
      engine.tick()
    }
    engine.flush()
    t.equal(made().length, 3)
    const { bytes, rebuilt } = bench.stored(true)
    t.ok(bytes.equals(bench.live()))
    t.ok(rebuilt.segments < 8, 'the way begins at the newest picture')
  }
)

t.test('A picture that the spool has lost is made again, also when nothing was sold since', async (t) => {
  const bench = await openWorkbench(t)
  await bench.change(1, 900)
  const engine = bench.start()
  const made = () => bench.said.filter(({ type }) => type === 'snapshot-made').length
  const finish = () => {
    while (engine.snapshot_progress !== undefined) engine.tick()
  }
  finish()
  const before = made()
  const spool = spoolFolder(join(bench.folder, 'backups'))
  const part = readdirSync(spool, { recursive: true, encoding: 'utf8' }).find((file) => /-end-/.test(file))!
  truncateSync(join(spool, part), 5000)
  engine.beginSnapshot()
  t.equal(engine.snapshot_progress, 0, 'it is begun anew')
  finish()
  t.equal(made(), before + 1)
  await bench.change(2)
  engine.flush()
  rmSync(join(spool, dirname(part)), { recursive: true })
  t.ok(bench.stored(true).bytes.equals(bench.live()), 'and what is sold goes on from it')
})

t.test('A change that is too much for a segment becomes a picture of the whole', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  await bench.change(1)
  bench.stored()
  await bench.store.commit(({ sqlite }) =>
    sqlite.exec(
      "with recursive n (n) as (select 1 union all select n + 1 from n where n < 18000) insert into stuff (kind, body) select 'much', zeroblob(3900) from n"
    )
  )
  engine.flush()
  await bench.change(2)
  engine.flush()
  t.ok(bench.stored(true).bytes.equals(bench.live()))
  const next = bench.start()
  t.match(lastFound(bench), { pages: 0 })
  await bench.change(3)
  next.flush()
  t.ok(bench.stored().bytes.equals(bench.live()))
})

function bend(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at]! ^= 0x10
  writeFileSync(path, bytes)
}
