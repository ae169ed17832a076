import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { findUsbPath, findUsbPrinters } from '../../server/printing/find/usb.ts'
import { deviceTransport } from '../../server/printing/transports/device.ts'
import { watchPlugs } from '../../server/printing/watch-plugs.ts'
import { carry } from '../printer/carry.ts'
import { openSockets } from './plugs.ts'

const never = new AbortController().signal
const job = Buffer.from('\x1b@Kopi susu 8.000\n\x1dVB\x03', 'latin1')
const patient = { connect_ms: 20_000, send_ms: 20_000 }
const EPSON = { serial: 'J3AF012345', ieee1284_id: 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;CLS:PRINTER;' }
/** A cheap one: no serial number, and the name of the chip in it. */
const CHEAP = {
  vendor: '0416',
  product: '5011',
  manufacturer: 'STMicroelectronics',
  name: 'POS58 Printer USB'
}

await t.test('A printer on USB', async (t) => {
  await t.test(
    'is found with its maker and model, by what it says itself before what its chip says',
    async (t) => {
      const sockets = openSockets(t)
      sockets.plug('1-1', 0, { ...EPSON, manufacturer: 'Chip & Co', name: 'USB Device' })
      sockets.plug('1-2.4', 10, CHEAP)
      sockets.plug('2-1', 2, { ieee1284_id: 'garbage', vendor: 'ffff' })

      const found = await findUsbPrinters(sockets)
      t.same(
        found.map(({ path, maker, model }) => [path, maker, model]),
        [
          ['/dev/usb/lp0', 'EPSON', 'TM-T20'],
          ['/dev/usb/lp2', '', ''],
          ['/dev/usb/lp10', 'STMicroelectronics', 'POS58 Printer USB']
        ]
      )
      t.ok(found.every(({ is_allowed }) => is_allowed))
    }
  )

  await t.test('is nowhere where there is no USB', async (t) => {
    const folder = t.testdir({})
    t.same(await findUsbPrinters({ dev: folder, sys: folder }), [])
  })

  await t.test('is found by its own address when it is plugged in again under another number', async (t) => {
    const sockets = openSockets(t)
    sockets.plug('1-1', 0, EPSON)
    const [{ address } = { address: '' }] = await findUsbPrinters(sockets)
    t.equal(address, 'usb:04b8:0202:J3AF012345')

    sockets.unplug(0)
    t.same(await carry(deviceTransport(address, patient, sockets), job, never), {
      outcome: 'not-started',
      reason: 'no-device'
    })

    const paper = readFile(sockets.plug('1-3', 1, EPSON))
    t.same(await carry(deviceTransport(address, patient, sockets), job, never), {
      outcome: 'delivered',
      is_heard: false
    })
    t.same(await paper, job)
  })

  await t.test('without a serial number is known by its model, as long as it is the only one', async (t) => {
    const sockets = openSockets(t)
    const path = sockets.plug('1-1', 0, CHEAP)
    const [{ address } = { address: '' }] = await findUsbPrinters(sockets)
    t.equal(address, 'usb:0416:5011')
    t.equal(await findUsbPath(address, sockets), path)

    sockets.plug('1-2', 1, CHEAP)
    t.same(
      await carry(deviceTransport(address, patient, sockets), job, never),
      { outcome: 'not-started', reason: 'two-alike' },
      'nobody prints a bill in the kitchen'
    )
  })

  await t.test('that is one of two alike is known by the socket it is plugged into', async (t) => {
    const sockets = openSockets(t)
    const same = { ...CHEAP, serial: '000000000001' }
    sockets.plug('1-1', 0, same)
    sockets.plug('1-2.1', 1, same)
    const addresses = (await findUsbPrinters(sockets)).map(({ address }) => address)
    t.same(addresses, ['usb-port:1-1', 'usb-port:1-2.1'])

    // After the next start they are numbered the other way round.
    sockets.unplug(0)
    sockets.unplug(1)
    sockets.plug('1-2.1', 0, same)
    sockets.plug('1-1', 1, same)
    t.equal(await findUsbPath('usb-port:1-1', sockets), join(sockets.dev, 'usb/lp1'))
  })

  await t.test('with a serial number that is no word has an address without it', async (t) => {
    const sockets = openSockets(t)
    sockets.plug('1-1', 0, { ...CHEAP, serial: '../../sda ; reboot' })
    const [{ address } = { address: '' }] = await findUsbPrinters(sockets)
    t.equal(address, 'usb:0416:5011')
  })

  await t.test('that says odd things of itself is shown in plain characters', async (t) => {
    const sockets = openSockets(t)
    sockets.plug('1-1', 0, { ...CHEAP, ieee1284_id: `MFG:\x1b[2JA\0B;MDL:${'x'.repeat(500)};` })
    const [printer] = await findUsbPrinters(sockets)
    t.equal(printer?.maker, '[2JA B')
    t.ok(printer!.model.length < 200)
  })
})

await t.test('Plugs are watched', async (t) => {
  // Watching alone keeps no process alive.
  const alive = setInterval(() => {}, 1000)
  t.teardown(() => clearInterval(alive))

  await t.test(
    'also when the folder of USB printers comes with the first of them, and goes with the last',
    async (t) => {
      const sockets = openSockets(t)
      let count = 0
      let wake = (): void => {}
      const stop = watchPlugs(() => {
        count++
        wake()
      }, sockets.dev)
      t.teardown(stop)
      /** Resolves when something was noticed after it. */
      const noticed = async (happens: () => void): Promise<void> => {
        const before = count
        const news = new Promise<void>((resolve) => {
          wake = () => {
            if (count > before) resolve()
          }
        })
        happens()
        await news
        t.ok(count > before)
      }

      await noticed(() => sockets.plug('1-1', 0, EPSON))
      await noticed(() => sockets.plug('1-2', 1, CHEAP))
      await noticed(() => chmodSync(join(sockets.dev, 'usb/lp1'), 0o660))
      await noticed(() => sockets.unplug(1))
      sockets.unplug(0)
      await noticed(() => rmSync(join(sockets.dev, 'usb'), { recursive: true }))
      await noticed(() => sockets.plug('1-3', 0, EPSON))
      await noticed(() => sockets.plug('1-4', 1, CHEAP))
    }
  )

  await t.test('and nothing else in that folder', async (t) => {
    const dev = mkdtempSync(join(tmpdir(), 'laci-dev-'))
    t.teardown(() => rmSync(dev, { recursive: true }))
    let count = 0
    const printer = Promise.withResolvers<void>()
    const stop = watchPlugs(() => {
      count++
      printer.resolve()
    }, dev)
    t.teardown(stop)
    for (let i = 0; i < 20; i++) writeFileSync(join(dev, `tty${i}`), '')
    mkdirSync(join(dev, 'disk'))
    mkdirSync(join(dev, 'ttyUSB0'))
    await printer.promise
    t.equal(count, 1)
  })
})
