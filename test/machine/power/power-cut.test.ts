import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { Disk, seeded } from './disk.ts'
import { acknowledged, readDiskLog } from './disk-log.ts'
import { compileRecorder, recording } from './recording.ts'
import { cutPower, harmed } from './replay.ts'

const SEED = 20261122
/** How many sales are made before the disk fails: some more than empty the log, for a log just begun has none to lose. */
const WELL = 60
const SELLER = join(import.meta.dirname, 'seller.ts')

await t.test('A power cut at any moment of selling, stopping and starting', async (t) => {
  await t.test('takes no receipt back that a cashier has seen, and leaves the books sound', async (t) => {
    const shop = shopOnRecordedDisk(t)
    shop.sell('--sales=90', '--end=kill')
    shop.sell('--sales=60', '--end=close')

    t.equal(acknowledged(shop.log()).length, 150)
    const outcomes = await cutPower(shop.log(), { points: 150, seed: SEED })

    t.equal(outcomes.length, 150)
    t.same(harmed(outcomes), [])
  })

  await t.test('takes receipts back if commits are not synced, or this test sees nothing', async (t) => {
    const shop = shopOnRecordedDisk(t)
    shop.sell('--sales=150', '--synchronous=normal')

    const outcomes = await cutPower(shop.log(), { points: 150, seed: SEED })
    const losing = outcomes.filter(({ missing }) => missing.length > 0)

    t.ok(losing.length > 50, `${losing.length} of 150 power cuts lost receipts`)
  })
})

await t.test('When the disk fails to sync', async (t) => {
  const shop = shopOnRecordedDisk(t)
  const { stderr } = shop.sell('--sales=90', '--end=kill', `--fault=${shop.fault}`, `--fault-after=${WELL}`)
  const broken = shop.log().length

  await t.test(
    'the store halts, and acknowledges nothing more even when the disk seems well again',
    async (t) => {
      t.match(stderr, 'the store is halted')
      const failed = shop.log().findIndex(({ kind }) => kind === 'failed-sync')
      t.ok(acknowledged(shop.log().slice(0, failed)).length >= WELL)
      t.same(acknowledged(shop.log().slice(failed)), [])
    }
  )

  await t.test('the shop does not open before the disk is well', async (t) => {
    shop.break()
    const { status, stderr } = shop.sell('--sales=1')
    t.not(status, 0)
    t.match(stderr, 'Input/output error')
    t.same(acknowledged(shop.log().slice(broken)), [])
  })

  await t.test('and the shop sells again when it is, the next power cut', async (t) => {
    const wellAgain = shop.log().length
    shop.mend()
    shop.forget()
    t.equal(shop.sell('--sales=60', '--end=kill').status, null)

    const log = shop.log()
    const firstSale = log.findIndex(({ kind }, index) => index > wellAgain && kind === 'acknowledge')
    t.equal(acknowledged(log.slice(wellAgain)).length, 60)
    t.same(
      log.slice(wellAgain, firstSale).flatMap(({ kind, name }) => (kind === 'drop' ? [name] : [])),
      ['laci.db', 'laci.db-wal'],
      'what the kernel remembers is not believed'
    )

    await t.test('harms nothing while it starts', async (t) => {
      const outcomes = await cutPower(log, { points: 150, seed: SEED, from: broken, to: firstSale })
      t.same(harmed(outcomes), [])
    })

    await t.test('takes no receipt back', async (t) => {
      const outcomes = await cutPower(log, { points: 150, seed: SEED, from: firstSale })
      t.same(harmed(outcomes), [])
    })
  })
})

await t.test('Selling on after a failed sync without making the log sound', async (t) => {
  const shop = shopOnRecordedDisk(t)
  shop.sell('--sales=90', '--end=kill', `--fault=${shop.fault}`, `--fault-after=${WELL}`)
  const broken = shop.log().length
  shop.sell('--sales=60', '--end=kill', '--open=plainly')

  const outcomes = await cutPower(shop.log(), { points: 100, seed: SEED, from: broken })
  const losing = outcomes.filter(({ missing }) => missing.length > 0)

  t.ok(losing.length > 10, `${losing.length} of 100 power cuts lost receipts, or this test sees nothing`)
})

/** A folder for a shop, all of whose dealings with the disk are written down. */
function shopOnRecordedDisk(t: Test) {
  const here = t.testdir()
  const folder = join(here, 'shop')
  const log = join(here, 'disk.log')
  const fault = join(here, 'fault')
  mkdirSync(folder)
  const env = {
    PATH: '/usr/bin:/bin',
    RECORDER_FAULT: fault,
    ...recording({ recorder: compileRecorder(here), folder, log })
  }
  return {
    fault,
    break: () => writeFileSync(fault, ''),
    log: () => readDiskLog(log),
    /** The files as the disk has them: what is read once the kernel was told to drop what it holds. */
    forget: () => {
      const disk = new Disk(seeded(SEED))
      for (const entry of readDiskLog(log)) disk.hear(entry)
      for (const [name, content] of disk.afterDropping()) writeFileSync(join(folder, name), content)
    },
    mend: () => rmSync(fault),
    sell: (...options: string[]) =>
      spawnSync(process.execPath, [SELLER, `--folder=${folder}`, ...options], { env, encoding: 'utf8' })
  }
}
