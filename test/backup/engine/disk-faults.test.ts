import t, { type Test } from 'tap'
import type { Engine } from '../../../server/backup/engine/engine.ts'
import { FailingDisk, type Failure } from './failing-disk.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

/**
 * Everything that the engine does to a disk: segments, a pack that ends, a picture of the whole, a generation that ends
 * because the clock jumped, a good end, a start after it.
 *
 * @param between what is done when something failed
 */
async function spendDay(
  bench: Workbench,
  disk: FailingDisk,
  between: (engine: Engine) => boolean
): Promise<void> {
  let engine = disk.run(() => bench.start())
  for (let seed = 1; seed <= 8; seed++) {
    await bench.change(seed)
    if (seed === 2) disk.run(() => engine.beginSnapshot())
    if (seed === 4) bench.clock.ms += 86_400_000
    disk.run(() => engine.tick())
    disk.run(() => engine.flush())
    if (disk.has_failed && !between(engine)) return
    if (seed !== 6) continue
    disk.run(() => engine.stop())
    engine = disk.run(() => bench.start())
  }
}

async function fail(t: Test, failure: Failure, isPowerBack: (engine: Engine) => boolean): Promise<void> {
  const bench = await openWorkbench(t)
  const disk = new FailingDisk(failure)
  let last: Engine | undefined
  await spendDay(bench, disk, (engine) => {
    last = engine
    return isPowerBack(engine)
  })
  t.ok(disk.has_failed)
  if (failure.calls === Number.POSITIVE_INFINITY) last = bench.start()
  last?.flush()
  const { bytes, rebuilt } = bench.stored(true)
  t.ok(bytes.equals(bench.live()), `${failure.code} at call ${failure.at}`)
  t.equal(rebuilt.seq, last?.seq)
}

const counter = new FailingDisk()
await spendDay(await openWorkbench(t), counter, () => true)
/** Each third moment, another third for each fault; `LACI_EACH_CALL=1` for all of them. */
const every = process.env['LACI_EACH_CALL'] ? 1 : 3
const callsFrom = (first: number): number[] =>
  Array.from({ length: counter.calls }, (_, index) => index + 1).filter((at) => at % every === first % every)

t.test('The plug may be pulled at any moment, with half of a write done', async (t) => {
  for (const at of callsFrom(0))
    await fail(t, { at, code: 'EIO', calls: Number.POSITIVE_INFINITY }, () => false)
})

t.test('The disk may be full at any moment, and the engine goes on when it is not', async (t) => {
  for (const at of callsFrom(1)) await fail(t, { at, code: 'ENOSPC', calls: 1 + (at % 4) }, startAgain)
})

t.test('The disk may fail at any moment, and the engine goes on when it is well', async (t) => {
  for (const at of callsFrom(2)) await fail(t, { at, code: 'EIO', calls: 1 + (at % 4) }, startAgain)
})

/** It does so by itself after a while; tests don't wait. */
function startAgain(engine: Engine): boolean {
  if (engine.is_blind) engine.start()
  return true
}
