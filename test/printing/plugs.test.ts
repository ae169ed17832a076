import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { watchPlugs } from '../../server/printing/watch-plugs.ts'

t.test('A printer that is plugged in is noticed', async (t) => {
  const { devices, plugged } = await watch(t)

  await t.test('on a serial line', async () => {
    await plugged(() => writeFileSync(join(devices, 'ttyUSB0'), ''))
  })

  await t.test('as the first on a USB port, with which the folder of such printers comes', async () => {
    const made = join(devices, '..', 'usb')
    mkdirSync(made)
    writeFileSync(join(made, 'lp0'), '')
    await plugged(() => renameSync(made, join(devices, 'usb')))
  })

  await t.test('as the second', async () => {
    await plugged(() => writeFileSync(join(devices, 'usb/lp1'), ''))
  })

  await t.test('as the first again, after the folder had gone and come', async () => {
    for (let i = 0; i < 3; i++) {
      await plugged(() => rmSync(join(devices, 'usb'), { recursive: true }))
      await plugged(() => mkdirSync(join(devices, 'usb')))
      await plugged(() => writeFileSync(join(devices, 'usb/lp0'), ''))
    }
  })
})

t.test('A machine without such folders is watched without a word', async (t) => {
  const stop = watchPlugs(() => t.fail('nothing is there'), join(t.testdir({}), 'none'))
  stop()
})

async function watch(t: Test) {
  const devices = join(t.testdir({ dev: {} }), 'dev')
  let noticed: () => void = () => {}
  t.teardown(watchPlugs(() => noticed(), devices))
  // Watching alone keeps no process alive.
  const alive = setInterval(() => {}, 1000)
  t.teardown(() => clearInterval(alive))
  return {
    devices,
    /** Resolves when what is done is noticed; news of what was done before is let pass first. */
    plugged: async (work: () => void): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const { promise, resolve } = Promise.withResolvers<void>()
      noticed = resolve
      work()
      await promise
    }
  }
}
