import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Engine } from '../../../server/backup/engine/engine.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

const PAGE = 4096
/** Enough for the patrol to come by everything. */
const ROUNDS = 40

t.test('A page that went bad on the disk is found at leisure, and told once', async (t) => {
  const { bench, engine } = await tradedShop(t)
  walk(engine)
  t.same(toldOf(bench), [], 'while all is well nothing is said')

  turnBit(bench.database, 9 * PAGE + 1234)
  walk(engine)
  t.same(toldOf(bench), [[10]])
  turnBit(bench.database, 12 * PAGE)
  walk(engine)
  t.same(toldOf(bench), [[10], [13]], 'the next one too')
})

t.test('What is recorded meanwhile is the shop as it was written, and not what went bad', async (t) => {
  const { bench, engine } = await tradedShop(t)
  const before = bench.live()
  turnBit(bench.database, 9 * PAGE + 1234)
  walk(engine)
  t.equal(toldOf(bench).length, 1)
  t.ok(bench.stored(true).bytes.equals(before))
})

t.test('A mirror that went bad is made anew, and nobody is frightened', async (t) => {
  const { bench, engine } = await tradedShop(t)
  turnBit(join(bench.folder, 'backups/mirror'), 9 * PAGE + 1234)
  walk(engine)
  t.same(toldOf(bench), [])
  await bench.change(99)
  engine.flush()
  t.ok(bench.stored(true).bytes.equals(bench.live()))
})

t.test('Sales that go on are no damage', async (t) => {
  const { bench, engine } = await tradedShop(t)
  for (let seed = 100; seed < 140; seed++) {
    await bench.change(seed)
    engine.tick()
    if (seed % 5 === 0) engine.shortenInPause()
  }
  walk(engine)
  t.same(toldOf(bench), [])
})

/** All of the shop is in its file, nothing in the log. */
async function tradedShop(t: Test): Promise<{ bench: Workbench; engine: Engine }> {
  const bench = await openWorkbench(t)
  for (let seed = 1; seed <= 12; seed++) await bench.change(seed)
  await bench.reopen()
  const engine = bench.start()
  while (engine.snapshot_progress !== undefined) engine.tick()
  return { bench, engine }
}

function walk(engine: Engine): void {
  for (let round = 0; round < ROUNDS; round++) engine.tick()
}

function toldOf({ said }: Workbench): number[][] {
  return said.flatMap((one) => (one.type === 'page-damaged' ? [one.pages] : []))
}

/** Closed in another process it would be; here the shop's locks don't matter: nobody else is there. */
function turnBit(path: string, at: number): void {
  const handle = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  readSync(handle, byte, 0, 1, at)
  byte[0]! ^= 4
  writeSync(handle, byte, 0, 1, at)
  closeSync(handle)
}
