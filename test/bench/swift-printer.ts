import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A printer that answers at once and prints in no time: what is left is what the box takes. */
export interface SwiftPrinter {
  port: number
  /** Resolves with the time when the first byte of the next job is in; questions are no job. */
  nextByte(): Promise<number>
  /** Resolves when so many jobs are done since the start. */
  done(jobs: number): Promise<void>
  jobs(): number
  close(): void
}

const DLE = 0x10
const EOT = 4
const ALL_IS_WELL = 0x12

export async function startSwiftPrinter(): Promise<SwiftPrinter> {
  let jobs = 0
  let first = Promise.withResolvers<number>()
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('data', (bytes: Buffer) => {
      const at = performance.now()
      const questions = countQuestions(bytes)
      if (questions > 0) socket.write(Buffer.alloc(questions, ALL_IS_WELL))
      if (questions * 3 < bytes.length) first.resolve(at)
      if (!bytes.subarray(-3).equals(Buffer.from([0x1d, 0x72, 1]))) return
      jobs++
      socket.write(Buffer.from([0]))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    nextByte() {
      first = Promise.withResolvers<number>()
      return first.promise
    },
    async done(count) {
      while (jobs < count) await new Promise((resolve) => setTimeout(resolve, 1))
    },
    jobs: () => jobs,
    close: () => server.close()
  }
}

function countQuestions(bytes: Buffer): number {
  let count = 0
  for (let at = 0; at + 2 < bytes.length; at += 3) {
    if (bytes[at] !== DLE || bytes[at + 1] !== EOT) return count
    count++
  }
  return count
}
