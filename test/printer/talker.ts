import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What a listener needs of a test: to be told when it is over. */
interface Test {
  teardown(tidy: () => Promise<void>): unknown
}

/** A network printer on this machine that answers when it is asked how it is, and says when it is done. */
export interface Talker {
  readonly port: number
  /** Every job that came out whole. */
  readonly jobs: Buffer[]
  /** Out of paper it takes bytes, and prints none of them until there is some. */
  setPaper(paper: 'ok' | 'near-end' | 'out'): void
  /** The paper ends within the next job as long as that. */
  endPaperWithin(bytes: number): void
}

const STATUS_REQUEST = Buffer.from([0x10, 0x04])
const IN_TURN = Buffer.from([0x1d, 0x72, 1])
const CLEAR = Buffer.from([0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8])

/** @see Epson ESC/POS application programming guide, "DLE EOT", "DLE DC4", "GS r" */
export async function talkAsPrinter(t: Test): Promise<Talker> {
  const jobs: Buffer[] = []
  const sockets = new Set<Socket>()
  let paper: 'ok' | 'near-end' | 'out' = 'ok'
  let ends_within = Number.POSITIVE_INFINITY
  let taken = Buffer.alloc(0)

  const answers = (): number[] => {
    const out = paper === 'out'
    return [out ? 0x1e : 0x16, out ? 0x32 : 0x12, 0x12, out ? 0x72 : paper === 'near-end' ? 0x1e : 0x12]
  }
  const print = (socket: Socket): void => {
    if (taken.length >= ends_within) {
      paper = 'out'
      ends_within = Number.POSITIVE_INFINITY
    }
    while (paper !== 'out') {
      const end = taken.indexOf(IN_TURN)
      if (end < 0) return
      jobs.push(taken.subarray(0, end))
      taken = taken.subarray(end + IN_TURN.length)
      socket.write(Buffer.from([0]))
    }
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}) // the other side's business
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (piece: Buffer) => {
      taken = Buffer.concat([taken, piece])
      for (let at = taken.indexOf(STATUS_REQUEST); at >= 0; at = taken.indexOf(STATUS_REQUEST)) {
        socket.write(Buffer.from([answers()[taken[at + 2]! - 1]!]))
        taken = Buffer.concat([taken.subarray(0, at), taken.subarray(at + 3)])
      }
      const cleared = taken.indexOf(CLEAR)
      if (cleared >= 0) taken = taken.subarray(cleared + CLEAR.length)
      print(socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.resetAndDestroy()
    await closed
  })
  return {
    port: (server.address() as AddressInfo).port,
    jobs,
    setPaper: (now) => {
      paper = now
    },
    endPaperWithin: (bytes) => {
      ends_within = bytes
    }
  }
}
