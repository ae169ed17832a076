import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Device } from './attack.ts'

type Weigh = (answer: { status: number; text: string }, what: string) => void

/** Requests that no browser makes: each on a line of its own, as bytes. */
const ODDITIES: Record<string, string> = {
  TRACE: 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n',
  CONNECT: 'CONNECT example.test:443 HTTP/1.1\r\nHost: a\r\n\r\n',
  'a made-up method': 'BREW /till HTTP/1.1\r\nHost: a\r\n\r\n',
  PUT: 'PUT /sales HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'two hosts': 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'a full address': 'GET http://169.254.169.254/latest HTTP/1.1\r\nHost: a\r\n\r\n',
  'two lengths': 'POST /sales HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
  'a length and pieces':
    'POST /sales HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /staff HTTP/1.1\r\n\r\n',
  'pieces in disguise': 'POST /sales HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
  'a piece of no size': 'POST /sales HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'a folded header': 'GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n',
  'a header without end': `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`,
  '10,000 headers': `GET / HTTP/1.1\r\nHost: a\r\n${'X: a\r\n'.repeat(10_000)}\r\n`,
  'a zero in the address': 'GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n',
  'broken percent': 'GET /%zz%e0%80 HTTP/1.1\r\nHost: a\r\n\r\n',
  'a long address': `GET /${'a'.repeat(60_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'another version': 'GET / HTTP/3.0\r\nHost: a\r\n\r\n',
  'HTTP/2 without asking': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a handshake of TLS': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'an upgrade to nothing': 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
  nothing: '\r\n\r\n\r\n\r\n',
  noise: String.fromCharCode(...Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256))
}

/** Sends each of them, twice. @returns how many */
export async function sendOddities(url: string, weigh: Weigh): Promise<number> {
  const texts = Object.entries(ODDITIES)
  for (const [what, text] of [...texts, ...texts]) {
    const answer = await exchange(url, text)
    const [, status] = /^HTTP\/1\.\d (\d+)/.exec(answer) ?? []
    weigh({ status: Number(status ?? 0), text: answer }, what)
    // One request is one answer: what is smuggled behind it must not be asked.
    const answers = answer.match(/^HTTP\/1\.1 \d{3}/gm)?.length ?? 0
    if (answers > 1) weigh({ status: 599, text: 'two answers' }, what)
  }
  return 2 * texts.length
}

async function exchange(url: string, text: string): Promise<string> {
  const socket = open(url)
  let answer = ''
  socket.on('data', (bytes) => {
    answer += bytes.toString('latin1')
  })
  const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  socket.end(Buffer.from(text, 'latin1'))
  await Promise.race([gone, pause(3000)])
  socket.destroy()
  return answer
}

const CONNECTIONS = 500
const HELD_MS = 10_000

/** Connections that say a letter now and then: half in their headers, half in a body. @returns how many were opened */
export async function holdConnections(url: string, devices: Device[]): Promise<number> {
  const { cookie } = devices.find(({ who }) => who === 'cashier')!
  const sockets = Array.from({ length: CONNECTIONS }, (_, i) => {
    const socket = open(url)
    const head =
      i % 2 === 0
        ? 'GET /till HTTP/1.1\r\nX: '
        : `POST /sales HTTP/1.1\r\nCookie: ${cookie}\r\nContent-Length: 60000\r\n\r\n`
    socket.write(`${head.slice(0, -2)}`)
    if (i % 2 === 1) socket.write('\r\n')
    return socket
  })
  for (const until = performance.now() + HELD_MS; performance.now() < until; await pause(500))
    for (const socket of sockets) if (socket.writable) socket.write('a')
  for (const socket of sockets) socket.destroy()
  return CONNECTIONS
}

const SOCKETS = 200

/** WebSockets of nobody, with frames that lie about their length, without a mask, endless, and plain noise. @returns how many */
export async function floodSockets(url: string): Promise<number> {
  const sockets = Array.from({ length: SOCKETS }, (_, i) => {
    const socket = open(url)
    const origin = i % 4 === 0 ? 'Origin: https://elsewhere.test\r\n' : ''
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${origin}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`
    )
    return socket
  })
  await pause(500)
  const frames = [
    Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    Buffer.from([0x81, 0x05, 0x34, 0x30, 0x7b, 0x7d, 0x0a]),
    Buffer.concat([
      Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0x20, 0, 0, 1, 2, 3, 4]),
      Buffer.alloc(2_000_000)
    ]),
    Buffer.from([0xf1, 0x80, 1, 2, 3, 4]),
    Buffer.concat(Array.from({ length: 500 }, () => Buffer.from([0x89, 0x80, 1, 2, 3, 4])))
  ]
  for (let round = 0; round < 5; round++) {
    for (const [i, socket] of sockets.entries())
      if (socket.writable) socket.write(frames[(i + round) % frames.length]!)
    await pause(200)
  }
  for (const socket of sockets) socket.destroy()
  return SOCKETS
}

function open(url: string): Socket {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {}) // being cut off is what is to be expected
  return socket
}
