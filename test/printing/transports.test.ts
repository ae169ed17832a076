import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, mkdtempSync, rmSync } from 'node:fs'
import { type FileHandle, open, readdir, readFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { TransportKind } from '../../server/printing/tables.ts'
import { deviceTransport } from '../../server/printing/transports/device.ts'
import { isPrinterAddress, openTransport } from '../../server/printing/transports/open-transport.ts'
import { serialTransport } from '../../server/printing/transports/serial.ts'
import { tcpTransport } from '../../server/printing/transports/tcp.ts'
import { LineFault } from '../../server/printing/transports/transport.ts'
import { carry } from '../printer/carry.ts'
import { listenAsPrinter } from '../printer/listener.ts'

const never = new AbortController().signal
const already = AbortSignal.abort()
const job = Buffer.from('\x1b@Kopi susu 8.000\n\x1dVB\x03', 'latin1')
/** More than the kernel keeps on a printer's behalf: a printer that doesn't read blocks it. */
const endless = Buffer.alloc(16_000_000, 'x')
/** How many bytes a pipe takes that nobody reads. */
const PIPE_BYTES = 65_536
const patient = { connect_ms: 20_000, send_ms: 20_000 }

await t.test('A printer on the network', async (t) => {
  const at = (port: number) => ({ host: '127.0.0.1', port })

  await t.test('has the job, every byte of it, when it is called delivered', async (t) => {
    const printer = await listenAsPrinter(t)
    const transport = openTransport({ transport: 'tcp', address: `127.0.0.1:${printer.port}` }, { data: '' })

    t.same(await carry(transport, job, never), { outcome: 'delivered', is_heard: false })
    t.same(await carry(transport, endless, never), { outcome: 'delivered', is_heard: false })
    await printer.waitForJobs(2)
    t.ok(printer.jobs[0]?.equals(job))
    t.ok(printer.jobs[1]?.equals(endless))
  })

  await t.test('that is off gets nothing, and the same job once it is on again', async (t) => {
    const printer = await listenAsPrinter(t)
    const transport = tcpTransport(at(printer.port), patient)
    await printer.close()

    t.same(await carry(transport, job, never), { outcome: 'not-started', reason: 'refused' })
    await printer.reopen()
    t.same(await carry(transport, job, never), { outcome: 'delivered', is_heard: false })
    t.same(printer.jobs, [job])
  })

  await t.test('that goes off in the middle leaves a job that nobody may send again unasked', async (t) => {
    const printer = await listenAsPrinter(t)
    printer.disconnectAfter(5000)

    t.same(await carry(tcpTransport(at(printer.port), patient), endless, never), {
      outcome: 'cut-off',
      reason: 'disconnected'
    })
    t.same(printer.jobs, [])
    t.same(printer.fragments, [endless.subarray(0, 5000)])
  })

  await t.test('is let go of even in the moment of the goodbye', async (t) => {
    const printer = await listenAsPrinter(t)
    const line = await tcpTransport(at(printer.port), patient).open(never)
    await line.send(job)

    const end = line.finish()
    line.drop()
    await t.rejects(end, new LineFault('disconnected'))
    t.equal(await line.gone, 'disconnected')
  })

  await t.test('that falls over with the whole job taken has not said that it is done', async (t) => {
    const printer = await listenAsPrinter(t)
    printer.disconnectAfter(job.length)

    t.same(await carry(tcpTransport(at(printer.port), patient), job, never), {
      outcome: 'cut-off',
      reason: 'disconnected'
    })
  })

  await t.test('that says goodbye before it heard us out has cut us off', async (t) => {
    const server = createServer({ allowHalfOpen: true }, (socket) =>
      socket
        .pause()
        .on('error', () => {})
        .end()
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => server.close())

    const { port } = server.address() as AddressInfo
    t.match(await carry(tcpTransport(at(port), { ...patient, send_ms: 200 }), endless, never), {
      outcome: 'cut-off'
    })
  })

  await t.test('that takes everything and never closes its side has the job all the same', async (t) => {
    for (const host of ['127.0.0.1', '::1']) {
      const { port, received } = await listenForEver(t, host)
      t.same(await carry(tcpTransport({ host, port }, patient), job, never), {
        outcome: 'delivered',
        is_heard: false
      })
      t.ok((await received).equals(job), host)
    }
  })

  await t.test('that never closes its side and stops taking is cut off when its time is over', async (t) => {
    const { port } = await listenForEver(t, '127.0.0.1', { reads: false })
    t.same(await carry(tcpTransport(at(port), { ...patient, send_ms: 1000 }), endless, never), {
      outcome: 'cut-off',
      reason: 'timeout'
    })
  })

  await t.test('gets no byte of a job that may not begin', async (t) => {
    const printer = await listenAsPrinter(t)
    const transport = tcpTransport(at(printer.port), patient)
    t.match(await carry(transport, job, never, async () => false), { outcome: 'not-started' })
    t.same(await carry(transport, job, never), { outcome: 'delivered', is_heard: false })
    t.same(printer.jobs, [job])
  })

  await t.test('out of paper stops reading, and the job is cut off when its time is over', async (t) => {
    const printer = await listenAsPrinter(t)
    printer.hold()

    t.same(await carry(tcpTransport(at(printer.port), { ...patient, send_ms: 200 }), endless, never), {
      outcome: 'cut-off',
      reason: 'timeout'
    })
  })

  await t.test('is not disturbed once we are told to stop', async (t) => {
    const printer = await listenAsPrinter(t)
    const transport = tcpTransport(at(printer.port), patient)
    t.same(await carry(transport, job, already), { outcome: 'not-started', reason: 'stopped' })

    printer.hold()
    const stopping = new AbortController()
    const delivery = carry(transport, endless, stopping.signal)
    setTimeout(() => stopping.abort(), 200)
    t.match(await delivery, { reason: 'stopped' })
    t.same(printer.jobs, [])
  })

  await t.test('that has a name nobody knows is unreachable', async (t) => {
    const transport = openTransport({ transport: 'tcp', address: 'dapur.invalid:9100' }, { data: '' })
    t.same(await carry(transport, job, never), { outcome: 'not-started', reason: 'unreachable' })
  })
})

await t.test('A printer on a USB port', async (t) => {
  await t.test('has the job, every byte of it, when it is called delivered', async (t) => {
    const printer = pipe(t)
    const paper = readFile(printer)
    t.same(await carry(deviceTransport(printer, patient), endless, never), {
      outcome: 'delivered',
      is_heard: false
    })
    t.ok((await paper).equals(endless))
  })

  await t.test(
    'that takes no more bytes is let go of when its time is over, and prints on no later',
    async (t) => {
      const printer = pipe(t)
      const reader = await holdOpen(t, printer)
      t.same(await carry(deviceTransport(printer, { ...patient, send_ms: 200 }), endless, never), {
        outcome: 'cut-off',
        reason: 'timeout'
      })
      t.ok((await drain(reader)) <= PIPE_BYTES, 'only what the kernel had taken')
    }
  )

  await t.test('that is stuck holds up no other printer, nor anything else we read or write', async (t) => {
    const stopping = new AbortController()
    const stuck = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const printer = pipe(t)
        const reader = await holdOpen(t, printer)
        const delivery = carry(deviceTransport(printer, patient), endless, stopping.signal)
        await firstByte(reader)
        return { delivery }
      })
    )
    const healthy = pipe(t)
    const paper = readFile(healthy)
    t.same(await carry(deviceTransport(healthy, patient), job, never), {
      outcome: 'delivered',
      is_heard: false
    })
    t.same(await paper, job)

    stopping.abort()
    for (const { delivery } of stuck) t.same(await delivery, { outcome: 'cut-off', reason: 'stopped' })
  })

  await t.test('that never takes the first byte is certain to have printed nothing', async (t) => {
    t.same(await carry(deviceTransport(pipe(t), { ...patient, connect_ms: 200 }), job, never), {
      outcome: 'not-started',
      reason: 'timeout'
    })
  })

  await t.test('pulled out in the middle leaves a job cut off', async (t) => {
    const printer = pipe(t)
    const reader = await holdOpen(t, printer)
    const delivery = carry(deviceTransport(printer, patient), endless, never)
    await firstByte(reader)
    await reader.close()
    t.same(await delivery, { outcome: 'cut-off', reason: 'disconnected' })
  })

  await t.test('not plugged in gets nothing, and nothing is left in its place', async (t) => {
    const folder = t.testdir({ file: 'not a printer' })
    for (const name of ['file', 'lp7']) {
      const delivery = await carry(deviceTransport(join(folder, name), patient), job, never)
      t.same(delivery, { outcome: 'not-started', reason: 'no-device' })
    }
    t.same(await readdir(folder), ['file'])
    t.equal(await readFile(join(folder, 'file'), 'utf8'), 'not a printer')
  })

  await t.test('is opened by its name, whatever the name says to a shell', async (t) => {
    const folder = t.testdir({})
    const gone = join(folder, 'gone')
    for (const name of [`$(touch ${gone})`, `"; touch ${gone}; "`, `\`touch ${gone}\``]) {
      const delivery = await carry(deviceTransport(join(folder, name), patient), job, never)
      t.same(delivery, { outcome: 'not-started', reason: 'no-device' })
    }
    t.same(await readdir(folder), [])
  })

  await t.test('gets no byte of a job that may not begin', async (t) => {
    const printer = pipe(t)
    const paper = readFile(printer)
    t.match(await carry(deviceTransport(printer, patient), job, never, async () => false), {
      outcome: 'not-started'
    })
    t.equal((await paper).length, 0)
  })

  await t.test('is left alone when we were told to stop before', async (t) => {
    t.same(await carry(deviceTransport(pipe(t), patient), job, already), {
      outcome: 'not-started',
      reason: 'stopped'
    })
  })
})

await t.test('A printer on a serial line', async (t) => {
  await t.test('gets the bytes as they are: no line feed becomes two characters', async (t) => {
    const line = await openLine(t)
    t.same(await carry(serialTransport({ path: line.path, baud: 9600, flow: 'none' }, patient), job, never), {
      outcome: 'delivered',
      is_heard: false
    })
    t.same(await line.received(job.length), job)
    t.match(execFileSync('stty', ['-F', line.path], { encoding: 'utf8' }), /speed 9600 baud/)
  })

  await t.test('not plugged in gets nothing', async (t) => {
    const path = join(t.testdir({}), 'ttyUSB0')
    t.same(await carry(serialTransport({ path, baud: 9600, flow: 'none' }, patient), job, never), {
      outcome: 'not-started',
      reason: 'no-device'
    })
  })
})

await t.test('A printer that is only shown is always served', async (t) => {
  t.same(await carry(openTransport({ transport: 'preview', address: '' }, { data: '' }), job, never), {
    outcome: 'delivered',
    is_heard: false
  })
})

await t.test('An address', async (t) => {
  const good: [TransportKind, string][] = [
    ['preview', ''],
    ['tcp', '192.168.1.50:9100'],
    ['tcp', 'dapur.local:9100'],
    ['tcp', '[fe80::1]:9100'],
    ['device', '/dev/usb/lp0'],
    ['device', '/dev/lp1'],
    ['device', '/dev/laci/kitchen-printer'],
    ['serial', '/dev/ttyUSB0?baud=9600'],
    ['serial', '/dev/serial/by-id/usb-1a86_USB2.0-Serial-if00-port0?baud=115200']
  ]
  for (const [transport, address] of good) {
    t.ok(isPrinterAddress(transport, address), `${transport} ${address} is one`)
    t.ok(openTransport({ transport, address }, { data: '' }))
  }
  const bad: [TransportKind, string][] = [
    ['tcp', '192.168.1.50'],
    ['tcp', '192.168.1.50:0'],
    ['tcp', '192.168.1.50:65536'],
    ['tcp', '[1:2]:9100'],
    ['tcp', 'a b:9100'],
    ['tcp', ''],
    ['device', '/dev/sda'],
    ['device', '/dev/usb/lp0\n'],
    ['device', '/dev/usb/../sda'],
    ['device', '/dev/laci/../sda'],
    ['device', '/tmp/lp0'],
    ['serial', '/dev/ttyUSB0'],
    ['serial', '/dev/ttyUSB0?baud=9601'],
    ['serial', '/dev/serial/by-id/..?baud=9600'],
    ['serial', '/dev/sda?baud=9600']
  ]
  for (const [transport, address] of bad) {
    t.notOk(isPrinterAddress(transport, address), `${transport} ${JSON.stringify(address)} is none`)
    t.throws(() => openTransport({ transport, address }, { data: '' }), { name: 'AssertionError' })
  }
})

/** A cheap print server: it takes everything and never closes its side. */
async function listenForEver(t: Test, host: string, { reads = true } = {}) {
  const sockets = new Set<Socket>()
  let heard: (job: Buffer) => void
  const received = new Promise<Buffer>((resolve) => {
    heard = resolve
  })
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const pieces: Buffer[] = []
    sockets.add(socket)
    socket.on('error', () => {})
    if (!reads) return
    socket.on('data', (piece: Buffer) => pieces.push(piece))
    socket.on('end', () => heard(Buffer.concat(pieces)))
  })
  server.listen(0, host)
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return { port: (server.address() as AddressInfo).port, received }
}

/** A pipe that stands in for a device: whoever opens it to write waits for a reader, and then for room. */
function pipe(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'printer-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'lp0')
  execFileSync('mkfifo', [path])
  return path
}

/** Holds a pipe open at the printer's end, reading nothing. */
async function holdOpen(t: Test, path: string): Promise<FileHandle> {
  const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  t.teardown(() => reader.close().catch(() => {}))
  return reader
}

/** Reads until the last writer is gone. */
async function drain(reader: FileHandle): Promise<number> {
  for (let total = 0; ; ) {
    const bytesRead = await reader.read(Buffer.alloc(PIPE_BYTES)).then(
      (read) => read.bytesRead,
      () => undefined // a writer is there and has nothing to say yet
    )
    if (bytesRead === 0) return total
    if (bytesRead === undefined) await pause(5)
    else total += bytesRead
  }
}

async function firstByte(reader: FileHandle): Promise<void> {
  for (;;) {
    const { bytesRead } = await reader.read(Buffer.alloc(1)).catch(() => ({ bytesRead: 0 }))
    if (bytesRead === 1) return
    await pause(5)
  }
}

interface SerialLine {
  path: string
  received(bytes: number): Promise<Buffer>
}

/** A terminal that stands in for a serial line; `script` holds its other end and says what came in. */
async function openLine(t: Test): Promise<SerialLine> {
  const holder = spawn('script', ['-qfc', 'tty && exec sleep 600', '/dev/null'])
  t.teardown(() => holder.kill('SIGKILL'))
  let seen = Buffer.alloc(0)
  holder.stdout.on('data', (piece: Buffer) => {
    seen = Buffer.concat([seen, piece])
  })
  const until = async (enough: () => boolean): Promise<void> => {
    while (!enough()) await once(holder.stdout, 'data')
  }
  await until(() => seen.includes('\n'))
  const start = seen.indexOf('\n') + 1
  return {
    path: seen.subarray(0, start).toString().trim(),
    received: async (bytes) => {
      await until(() => seen.length >= start + bytes)
      return seen.subarray(start)
    }
  }
}
