import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { listenForAnnounced, readAnnounced } from '../../server/printing/find/announced.ts'
import { askModel } from '../../server/printing/find/ask-model.ts'
import { Search } from '../../server/printing/find/search.ts'
import { listSubnets } from '../../server/printing/find/subnets.ts'

const never = new AbortController().signal
const patient = { connect_ms: 20_000, answer_ms: 20_000 }
/** Of one who says nothing we must not wait for ever. */
const brief = { connect_ms: 20_000, answer_ms: 300 }
const EPSON: Manners = { status: 0x16, maker: 'EPSON', model: 'TM-T82' }
const ASKS_STATUS = Buffer.from([0x10, 4, 1])

await t.test('The networks that are searched', async (t) => {
  await t.test('are the box’s own, without its own address and those that nobody has', async (t) => {
    const { subnets, too_large } = listSubnets({ eth0: [at('192.168.1.3/29')] })
    const addresses = [1, 2, 4, 5, 6].map((last) => `192.168.1.${last}`)
    t.same(subnets, [{ name: '192.168.1.0/29', addresses }])
    t.same(too_large, [])
  })

  await t.test('are no larger than a box can ask in some seconds', async (t) => {
    const { subnets, too_large } = listSubnets({
      eth0: [at('10.0.5.9/22')],
      eth1: [at('172.17.0.1/16')],
      wlan0: [at('169.254.3.4/16')]
    })
    t.same(
      subnets.map(({ name, addresses }) => [name, addresses.length, addresses[0], addresses.at(-1)]),
      [['10.0.4.0/22', 1021, '10.0.4.1', '10.0.7.254']]
    )
    t.same(too_large, ['172.17.0.0/16', '169.254.0.0/16'])
  })

  await t.test('are private ones, never the internet or the box itself', async (t) => {
    const none = { subnets: [], too_large: [] }
    for (const address of ['8.8.8.8/24', '172.32.0.1/24', '192.0.2.2/24', '11.0.0.1/24'])
      t.same(listSubnets({ eth0: [at(address)] }), none, address)
    t.same(listSubnets({ lo: [{ ...at('10.0.0.1/24'), internal: true }] }), none)
    t.same(listSubnets({ eth0: [{ ...at('10.0.0.1/24'), family: 'IPv6', scopeid: 0 }] }), none)
    t.same(listSubnets({ tun0: [at('10.0.0.1/32')] }).subnets[0]?.addresses, [])
    t.same(listSubnets({}), none)
  })
})

await t.test('Whoever listens where printers do', async (t) => {
  await t.test('is asked for its maker and model when it answers as a receipt printer', async (t) => {
    const { port } = await listen(t, EPSON)
    t.same(await askModel({ host: '127.0.0.1', port }, never, patient), {
      answers: true,
      name: 'EPSON TM-T82'
    })
  })

  await t.test('has no name when it says none', async (t) => {
    const { port } = await listen(t, { status: 0x16 })
    t.same(await askModel({ host: '127.0.0.1', port }, never, brief), { answers: true, name: '' })
  })

  await t.test('gets nothing that an office printer would put on paper', async (t) => {
    const office = await listen(t, {})
    t.same(await askModel({ host: '127.0.0.1', port: office.port }, never, brief), {
      answers: false,
      name: ''
    })
    t.same(office.heard(), ASKS_STATUS)
  })

  await t.test('and is some other kind of server is no receipt printer', async (t) => {
    const other = await listen(t, { welcome: '220 ready\r\n' })
    t.same(await askModel({ host: '127.0.0.1', port: other.port }, never, brief), {
      answers: false,
      name: ''
    })
  })

  await t.test('says whatever it likes without harm', async (t) => {
    const { port } = await listen(t, { ...EPSON, model: `\x1b[31m${'ab '.repeat(5000)}` })
    const heard = await askModel({ host: '127.0.0.1', port }, never, patient)
    t.equal(heard?.answers, true)
    t.notOk(heard!.name.includes('\x1b'))
    t.ok(heard!.name.length <= 130)
  })

  await t.test('and hangs up at once was there', async (t) => {
    const server = createServer((socket) => socket.on('error', () => {}).destroy())
    const port = await portOf(server)
    t.teardown(() => server.close())
    t.match(await askModel({ host: '127.0.0.1', port }, never, patient), { answers: false })
  })

  await t.test('is nobody where nobody listens, nor once we are told to stop', async (t) => {
    const { port, close } = await listen(t, EPSON)
    t.equal(await askModel({ host: '127.0.0.1', port }, AbortSignal.abort(), patient), undefined)
    await close()
    t.equal(await askModel({ host: '127.0.0.1', port }, never, patient), undefined)
  })
})

await t.test('A search', async (t) => {
  const hosts = Array.from({ length: 200 }, (_, i) => `127.0.9.${i + 1}`)
  const around = (port: number) => ({
    networks: () => ({ subnets: [{ name: '127.0.9.0/24', addresses: hosts }], too_large: [] }),
    port,
    patience: patient,
    listen_ms: 50
  })

  await t.test('asks every address, and shows who listens', async (t) => {
    const { port } = await listen(t, EPSON, '127.0.9.77')
    const search = new Search(around(port))
    t.equal(search.now.state, 'none')
    search.start('one', new Set())
    t.equal(search.now.state, 'running')
    await search.ended()

    t.match(search.now, { state: 'done', asked: 200, of: 200, has_network: true })
    t.same(tcp(search), [
      { transport: 'tcp', address: `127.0.9.77:${port}`, answers: true, name: 'EPSON TM-T82' }
    ])
  })

  await t.test('leaves a printer alone that the shop has: somebody may be printing on it', async (t) => {
    const printer = await listen(t, EPSON, '127.0.9.78')
    const search = new Search(around(printer.port))
    search.start('one', new Set([`127.0.9.78:${printer.port}`]))
    await search.ended()

    t.match(search.now, { state: 'done', of: 199 })
    t.same(tcp(search), [])
    t.equal(printer.heard().length, 0)
  })

  await t.test('is one at a time, and begins once however often it is asked for', async (t) => {
    const { port } = await listen(t, EPSON, '127.0.9.79')
    const search = new Search(around(port))
    search.start('one', new Set())
    const first = search.now
    search.start('two', new Set())
    t.equal(search.now, first)
    await search.ended()
    search.start('one', new Set())
    t.equal(search.now, first, 'the same request sent again')
    search.start('three', new Set())
    t.not(search.now, first)
    await search.ended()
  })

  await t.test('ends when it is told to, and keeps what it found', async (t) => {
    const search = new Search({ ...around(9), listen_ms: 60_000 })
    search.start('one', new Set())
    search.cancel()
    await search.ended()
    t.equal(search.now.state, 'cancelled')
    t.ok(search.now.asked < 200)
    search.cancel()
    t.equal(search.now.state, 'cancelled')
  })

  await t.test('says that the box is in no network', async (t) => {
    const search = new Search({ networks: () => listSubnets({}), listen_ms: 50 })
    search.start('one', new Set())
    await search.ended()
    t.match(search.now, { state: 'done', of: 0, has_network: false })
  })
})

await t.test('A printer that announces itself', async (t) => {
  await t.test('is heard, whatever else is said on the network', async (t) => {
    const voice = createSocket({ type: 'udp4', reuseAddr: true })
    t.teardown(() => voice.close())
    const said = [
      Buffer.from('no packet at all'),
      announcement({ service: '_pdl-datastream._tcp', name: 'no address', port: 9100 }),
      announcement({
        service: '_pdl-datastream._tcp',
        name: 'Epson TM-m30',
        port: 9101,
        address: [10, 9, 8, 7]
      })
    ]
    const stopping = new AbortController()
    const heard = new Promise((resolve) => {
      void listenForAnnounced(resolve, { signal: stopping.signal, listen_ms: 30_000 })
    })
    let is_heard = false
    void heard.then(() => {
      is_heard = true
    })
    while (!is_heard) {
      // Straight to the port as well: not every machine's network carries multicast.
      for (const packet of said) {
        voice.send(packet, 5353, '127.0.0.1')
        voice.send(packet, 5353, '224.0.0.251', () => {})
      }
      await pause(100)
    }
    stopping.abort()
    t.same(await heard, { host: '10.9.8.7', port: 9101, name: 'Epson TM-m30' })
  })

  await t.test('is not believed to be on the internet, nor to have a name that is none', async (t) => {
    const printer = { type: 'pdl-datastream', name: 'a\x1bb', port: 9100 }
    t.equal(readAnnounced({ ...printer, addresses: ['8.8.8.8', 'fe80::1', 7] }), undefined)
    t.equal(readAnnounced({ ...printer, addresses: undefined }), undefined)
    t.same(readAnnounced({ ...printer, addresses: ['8.8.8.8', '192.168.0.9'] }), {
      host: '192.168.0.9',
      port: 9100,
      name: 'a b'
    })
  })

  await t.test('by its older protocol is asked where it takes raw bytes', async (t) => {
    const said = { type: 'printer', name: 'LPD', port: 515, addresses: ['192.168.0.9'] }
    t.equal(readAnnounced(said)?.port, 9100)
  })

  await t.test('is not waited for longer than was said', async (t) => {
    await listenForAnnounced(() => {}, { signal: never, listen_ms: 10 })
    await listenForAnnounced(() => {}, { signal: AbortSignal.abort(), listen_ms: 600_000 })
    t.pass('both ended')
  })
})

function at(cidr: string): NetworkInterfaceInfo {
  const [address = ''] = cidr.split('/')
  return { address, cidr, family: 'IPv4', internal: false, netmask: '', mac: '' }
}

/** What a search found on the network; this machine may have queues of its own. */
function tcp(search: Search) {
  return search.now.findings.filter(({ transport }) => transport === 'tcp')
}

interface Manners {
  /** Said before anything is asked. */
  welcome?: string
  /** Answered to DLE EOT. */
  status?: number
  maker?: string
  model?: string
}

/** Somebody who listens as a printer does, and answers or not. */
async function listen(t: Test, { welcome, status, maker, model }: Manners, host = '127.0.0.1') {
  const sockets = new Set<Socket>()
  let heard = Buffer.alloc(0)
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    if (welcome) socket.write(welcome)
    socket.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes])
      if (bytes[0] === 0x10 && status) socket.write(Buffer.from([status]))
      const name = bytes[2] === 66 ? maker : model
      // In two pieces, as a slow network brings them.
      if (bytes[0] === 0x1d && name) setTimeout(() => socket.write(`${name}\0`, 'latin1'), 20).ref()
      if (bytes[0] === 0x1d && name) socket.write('_')
    })
  })
  const port = await portOf(server, host)
  const close = async (): Promise<void> => {
    if (!server.listening) return
    server.close()
    for (const socket of sockets) socket.destroy()
    await once(server, 'close')
  }
  t.teardown(close)
  return { port, heard: () => heard, close }
}

async function portOf(server: ReturnType<typeof createServer>, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** A packet of multicast DNS by which a service announces itself. @see RFC 1035, 4.1, and RFC 6763 */
function announcement({
  service,
  name,
  port,
  address
}: {
  service: string
  name: string
  port: number
  address?: number[]
}): Buffer {
  const [type, host] = [`${service}.local`.split('.'), ['printer', 'local']]
  const records = [
    record(type, 12, labels([name, ...type])),
    record(
      [name, ...type],
      33,
      Buffer.concat([Buffer.from([0, 0, 0, 0, port >> 8, port & 255]), labels(host)])
    ),
    ...(address ? [record(host, 1, Buffer.from(address))] : [])
  ]
  const head = Buffer.from([0, 0, 0x84, 0, 0, 0, 0, records.length, 0, 0, 0, 0])
  return Buffer.concat([head, ...records])
}

function record(name: string[], type: number, data: Buffer): Buffer {
  const fixed = Buffer.from([0, type, 0, 1, 0, 0, 0, 120, data.length >> 8, data.length & 255])
  return Buffer.concat([labels(name), fixed, data])
}

function labels(parts: string[]): Buffer {
  return Buffer.concat([
    ...parts.map((part) => Buffer.from([part.length, ...Buffer.from(part)])),
    Buffer.from([0])
  ])
}
