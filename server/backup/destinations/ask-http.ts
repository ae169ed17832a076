import { readFileSync } from 'node:fs'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as secure } from 'node:https'
import type { Socket } from 'node:net'
import { Agent as PlainAgent, request as plain } from '../../values/node-http.ts'
import { DestinationFault, MOST_FILE_BYTES } from './destination.ts'
import { faultOf } from './fault-of.ts'
import type { Pace } from './pace.ts'
import { type Watch, withPatience } from './patience.ts'

interface Question {
  method: string
  url: URL
  headers?: Record<string, string>
  body?: Buffer
}

/** A whole answer: one that was cut off is a fault, never half an answer. */
export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/** Asks one server again and again. */
export interface Asker {
  /**
   * @throws {DestinationFault} `away` without a whole answer, `not-itself` for a wrong certificate, `nonsense` for an
   *   answer that sends us elsewhere
   */
  ask(question: Question): Promise<Answer>
  /** How far the server's clock is ahead of ours by its last answer, in ms; null until it said. */
  clockAhead(): number | null
  close(): void
}

/**
 * HTTP without anything that could surprise: no redirects followed, no names or secrets in addresses, the length said
 * before the body, because some servers keep nothing of a body in chunks.
 */
export function openAsker({ patience_ms, pace }: { patience_ms: number; pace: Pace }): Asker {
  const agents = {
    'http:': new PlainAgent({ keepAlive: true }),
    'https:': new SecureAgent({ keepAlive: true })
  }
  let clock_ahead_ms: number | null = null

  const askOnce = async (question: Question): Promise<Answer> => {
    const { url, method, headers, body } = question
    const open = url.protocol === 'https:' ? secure : plain
    const request = open(url, {
      method,
      agent: agents[url.protocol as 'http:'],
      headers: { ...headers, 'Content-Length': body?.length ?? 0, 'User-Agent': 'Laci' }
    })
    const patience = { patience_ms, giveUp: () => request.destroy(), unseen: countUnseen(request) }
    const answer = await withPatience(patience, (watch) => converse(request, body, { watch, pace }))
    const date = Date.parse(answer.headers.date ?? '')
    if (Number.isFinite(date)) clock_ahead_ms = date - Date.now()
    return answer
  }

  return {
    ask: async (question) => {
      const doing = `${question.method} ${question.url.host}${question.url.pathname}`
      let answer: Answer
      try {
        answer = await askOnce(question).catch((error) => {
          if (error instanceof StaleConnection) return askOnce(question)
          throw error
        })
      } catch (error) {
        throw faultOf(error, doing)
      }
      if (answer.status < 300 || answer.status >= 400 || answer.status === 304) return answer
      throw new DestinationFault('nonsense', `${doing} sends us to ${placeOf(answer.headers.location)}`)
    },
    clockAhead: () => clock_ahead_ms,
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    }
  }
}

/** A connection kept from an earlier question, which the server had closed by the time of this one. */
class StaleConnection extends Error {}

async function converse(
  request: ClientRequest,
  body: Buffer | undefined,
  { watch, pace }: { watch: Watch; pace: Pace }
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  request.on('error', (error: NodeJS.ErrnoException) => {
    const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
    reject(stale ? new StaleConnection(error.message) : error)
  })
  request.on('socket', (socket) => {
    if (socket.connecting) socket.once('connect', () => watch.progress())
  })
  request.on('response', (response) => {
    watch.progress()
    read(response, watch).then(resolve, reject)
  })
  send(request, body, { watch, pace }).catch(reject)
  return await promise
}

async function send(
  request: ClientRequest,
  body: Buffer | undefined,
  { watch, pace }: { watch: Watch; pace: Pace }
): Promise<void> {
  const portions = pace.portions(body ?? Buffer.alloc(0))
  for (;;) {
    const { value: portion } = await watch.ours(portions.next())
    if (portion === undefined || request.destroyed) break
    await new Promise<void>((taken) => request.write(portion, () => taken()))
    watch.progress(portion.length)
  }
  request.end()
}

async function read(response: IncomingMessage, watch: Watch): Promise<Answer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > MOST_FILE_BYTES) throw new DestinationFault('nonsense', 'an answer without end')
    pieces.push(piece)
    watch.progress(piece.length)
  }
  if (!response.complete) throw new DestinationFault('away', 'the answer was cut off')
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }
}

/**
 * What the kernel took from us goes out slowly on a slow line, long after we wrote it. Only the kernel knows how much of
 * it has been acknowledged since we last asked.
 *
 * @see the kernel's Documentation/networking/proc_net_tcp.rst
 */
function countUnseen(request: ClientRequest): () => number {
  let waiting: number | null = null
  return () => {
    const before = waiting
    waiting = request.socket ? readUnsent(request.socket) : 0
    return before === null ? waiting : Math.max(0, before - waiting)
  }
}

function readUnsent({ localPort = 0, remotePort = 0 }: Socket): number {
  const [ours, theirs] = [inHex(localPort), inHex(remotePort)]
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((list) => {
    try {
      return readFileSync(list, 'latin1').split('\n')
    } catch {
      return [] // a machine without IPv6, or none of Linux
    }
  })
  const fields = lines.map((line) => line.trim().split(/\s+/))
  const own = fields.find(([, local, remote]) => local?.endsWith(ours) && remote?.endsWith(theirs))
  return Number.parseInt(own?.[4] ?? '0', 16)
}

function inHex(port: number): string {
  return `:${port.toString(16).toUpperCase().padStart(4, '0')}`
}

function placeOf(location: string | undefined): string {
  return URL.parse(location ?? '')?.origin ?? 'nowhere'
}
