import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** What a listener needs of a test: to be told when it is over. */
interface Test {
  teardown(tidy: () => Promise<void>): unknown
}

/** A question that this printer never answers; a printer that nobody knows yet is asked once. */
const QUESTION = Buffer.from([0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4])

/**
 * A network printer on this machine, for tests, that never answers: takes raw bytes and keeps each connection's as one
 * job, without the question that may stand before it.
 */
export interface Listener {
  readonly port: number
  /** Every job that came in whole, in the order in which they ended. */
  readonly jobs: Buffer[]
  /** What came in of the jobs that were cut off. */
  readonly fragments: Buffer[]
  /** Resolves when so many jobs have come in whole, at once if they have already. */
  waitForJobs(count: number): Promise<void>
  /** The next job as long as that is cut off, by a reset, as soon as so many bytes of it are in. */
  disconnectAfter(bytes: number): void
  /** The next job as long as that is not read on. Resolves as soon as so many bytes of it are in. */
  holdAfter(bytes: number): Promise<void>
  /** From now on nothing is read, as by a printer out of paper; `read` goes on. */
  hold(): void
  read(): void
  /** Switched off: connections are reset, new ones refused, until it is opened again on the same port. */
  close(): Promise<void>
  reopen(): Promise<void>
}

/** Starts a printer that listens, as on port 9100. Given a test, it goes when the test is over. */
export async function listenAsPrinter(t?: Test): Promise<Listener> {
  const jobs: Buffer[] = []
  const fragments: Buffer[] = []
  const sockets = new Set<Socket>()
  let waiting: { count: number; wake: () => void }[] = []
  let cut_after = Number.POSITIVE_INFINITY
  let hold: { after: number; reached: () => void } | undefined
  let held = false

  const keep = (job: Buffer): void => {
    jobs.push(job)
    for (const { wake } of waiting.filter(({ count }) => jobs.length >= count)) wake()
    waiting = waiting.filter(({ count }) => jobs.length < count)
  }

  const server: Server = createServer((socket) => {
    const pieces: Buffer[] = []
    let kept = Number.POSITIVE_INFINITY
    let whole = false
    sockets.add(socket)
    const look = (): void => {
      if (length(pieces) >= cut_after) {
        kept = cut_after
        cut_after = Number.POSITIVE_INFINITY
        socket.resetAndDestroy()
      }
      if (hold && length(pieces) >= hold.after) {
        socket.pause()
        hold.reached()
        hold = undefined
      }
    }
    look()
    socket.on('data', (piece: Buffer) => {
      pieces.push(piece)
      look()
    })
    if (held) socket.pause()
    socket.on('end', () => {
      whole = true
      const job = withoutQuestion(Buffer.concat(pieces))
      if (job.length > 0) keep(job) // someone who only looked whether we are on sent no job
    })
    socket.on('error', () => {}) // the other side's business
    socket.on('close', () => {
      sockets.delete(socket)
      if (!whole) fragments.push(withoutQuestion(Buffer.concat(pieces).subarray(0, kept)))
    })
  })

  const open = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const close = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    // A connection that has said goodbye can't be reset any more; Node would never let go of it.
    for (const socket of sockets) {
      if (socket.writableEnded) socket.destroy()
      else socket.resetAndDestroy()
    }
    await closed
  }

  const port = await open(0)
  t?.teardown(close)
  return {
    port,
    jobs,
    fragments,
    waitForJobs: (count) =>
      jobs.length >= count ? Promise.resolve() : new Promise((wake) => waiting.push({ count, wake })),
    disconnectAfter: (bytes) => {
      assert(bytes >= 0)
      cut_after = bytes
    },
    holdAfter: (after) =>
      new Promise((reached) => {
        hold = { after, reached }
      }),
    hold: () => {
      held = true
      for (const socket of sockets) socket.pause()
    },
    read: () => {
      held = false
      for (const socket of sockets) socket.resume()
    },
    close,
    reopen: async () => {
      await open(port)
    }
  }
}

function withoutQuestion(job: Buffer): Buffer {
  return job.subarray(0, QUESTION.length).equals(QUESTION) ? job.subarray(QUESTION.length) : job
}

function length(pieces: Buffer[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
