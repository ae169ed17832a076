import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { TransportKind } from '../../server/printing/tables.ts'
import { cupsTransport } from '../../server/printing/transports/cups.ts'
import {
  isPrinterAddress,
  openTransport,
  wholeAddress
} from '../../server/printing/transports/open-transport.ts'
import { LineFault } from '../../server/printing/transports/transport.ts'
import { carry } from '../printer/carry.ts'

const never = new AbortController().signal
const job = Buffer.from('\x1b@Kopi susu 8.000\n\x1dVB\x03', 'latin1')
const DELIVERED = { outcome: 'delivered', is_heard: false }

await t.test('A printer of files', async (t) => {
  const open = (data: string) => openTransport({ transport: 'file', address: 'struk' }, { data })

  await t.test('keeps each job as a file of its own, in the order of time', async (t) => {
    const data = t.testdir({})
    const jobs = Array.from({ length: 12 }, (_, i) => Buffer.concat([job, Buffer.from([i])]))
    for (const one of jobs) t.same(await carry(open(data), one, never), DELIVERED)

    const folder = join(data, 'printed/struk')
    const names = readdirSync(folder)
    t.equal(names.length, jobs.length)
    t.ok(names.every((name) => /^\d{8}T\d{6}\.\d{3}Z-\d+\.prn$/.test(name)))
    const kept = names.map((name) => readFileSync(join(folder, name)).at(-1)).sort((a, b) => a! - b!)
    t.same(
      kept,
      jobs.map((one) => one.at(-1))
    )
    t.ok(readFileSync(join(folder, names[0]!)).subarray(0, -1).equals(job))
  })

  await t.test('keeps the newest thousand, and whatever is not its own', async (t) => {
    const data = t.testdir({})
    const folder = join(data, 'printed/struk')
    mkdirSync(folder, { recursive: true })
    const old = Array.from({ length: 1003 }, (_, i) => `20200101T000000.000Z-${1000 + i}.prn`)
    for (const name of [...old, '20200101T000000.000Z-7.prn.part', 'mine.txt'])
      writeFileSync(join(folder, name), '')

    t.same(await carry(open(data), job, never), DELIVERED)
    const names = readdirSync(folder)
    t.equal(names.length, 1001)
    t.ok(names.includes('mine.txt'))
    t.notOk(names.includes(old[3]!))
    t.ok(names.includes(old[4]!))
    t.notOk(names.some((name) => name.endsWith('.part')))
  })

  await t.test('leaves no file of a job that may not begin, or was stopped', async (t) => {
    const data = t.testdir({})
    t.match(await carry(open(data), job, never, async () => false), { outcome: 'not-started' })
    const line = await open(data).open(never)
    await line.send(job)
    const finished = line.finish()
    line.drop()
    await t.rejects(finished, new LineFault('stopped'))

    const next = Buffer.from('the next one')
    t.same(await carry(open(data), next, never), DELIVERED)
    const folder = join(data, 'printed/struk')
    t.same(
      readdirSync(folder).map((name) => readFileSync(join(folder, name))),
      [next]
    )
  })

  await t.test('that has no place to put them gets nothing', async (t) => {
    const data = t.testdir({ printed: 'a file in its place' })
    t.match(await carry(open(data), job, never), { outcome: 'not-started' })
  })
})

await t.test('A queue of the print system that is not there gets nothing, and says so', async (t) => {
  t.same(await carry(cupsTransport('laci-no-such-queue'), job, never), {
    outcome: 'not-started',
    reason: 'no-queue'
  })
  t.same(await carry(cupsTransport('laci-no-such-queue'), job, AbortSignal.abort()), {
    outcome: 'not-started',
    reason: 'stopped'
  })
})

await t.test('An address', async (t) => {
  const good: [TransportKind, string][] = [
    ['device', 'usb:04b8:0202'],
    ['device', 'usb:04b8:0202:J3AF.012_345-6+'],
    ['device', 'usb-port:1-1'],
    ['device', 'usb-port:12-1.4.2.1'],
    ['serial', '/dev/ttyUSB0?baud=9600&flow=rts'],
    ['serial', '/dev/ttyS1?baud=19200&parity=odd'],
    ['serial', '/dev/ttyS1?baud=19200&flow=xon&parity=even'],
    ['cups', 'kasir_depan'],
    ['cups', 'POS-58.v2'],
    ['file', 'struk'],
    ['file', 'Dapur-2']
  ]
  for (const [transport, address] of good) {
    t.ok(isPrinterAddress(transport, address), `${transport} ${address} is one`)
    t.equal(wholeAddress(transport, ` ${address} `), address)
  }
  const bad: [TransportKind, string][] = [
    ['device', 'usb:04b8'],
    ['device', 'usb:04B8:0202'],
    ['device', 'usb:04b8:0202:'],
    ['device', 'usb:04b8:0202:a/b'],
    ['device', `usb:04b8:0202:${'x'.repeat(61)}`],
    ['device', 'usb:04b8:0202\n'],
    ['device', 'usb-port:../../sda'],
    ['device', 'usb-port:1'],
    ['serial', '/dev/ttyUSB0?baud=9600&flow=both'],
    ['serial', '/dev/ttyUSB0?baud=9600&parity=mark'],
    ['serial', '/dev/ttyUSB0?baud=9600&parity=even&flow=rts'],
    ['serial', '/dev/ttyUSB0?baud=9600 parenb'],
    ['cups', ''],
    ['cups', '-o'],
    ['cups', '.hidden'],
    ['cups', 'a b'],
    ['cups', 'a/b'],
    ['cups', '$(reboot)'],
    ['cups', 'a;b'],
    ['cups', 'a\n'],
    ['cups', 'x'.repeat(128)],
    ['file', ''],
    ['file', '.'],
    ['file', '..'],
    ['file', '../laci'],
    ['file', 'a/b'],
    ['file', '/etc'],
    ['file', 'a b'],
    ['file', 'a\0'],
    ['file', '-rf'],
    ['file', 'x'.repeat(41)]
  ]
  for (const [transport, address] of bad) {
    t.notOk(isPrinterAddress(transport, address), `${transport} ${JSON.stringify(address)} is none`)
    t.throws(() => openTransport({ transport, address }, { data: '/nowhere' }), { name: 'AssertionError' })
  }
  t.notOk(existsSync('/nowhere'))
})
