import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

/** What came back over a wire. */
export interface Reply {
  status: number
  head: string
  body: Buffer
}

/**
 * One kept-alive connection that asks one thing after another. It does less than any HTTP client, so that what is
 * measured is the box and not whoever asks it.
 */
export class Wire {
  readonly #socket: Socket
  readonly #host: string
  #got: Buffer = Buffer.alloc(0)
  #answer: ((reply: Reply) => void) | undefined
  #fail: ((error: Error) => void) | undefined

  private constructor(socket: Socket, host: string) {
    this.#socket = socket
    this.#host = host
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => this.#hear(bytes))
    socket.on('error', (error) => this.#fail?.(error))
    socket.on('close', () => this.#fail?.(new Error('the box hung up')))
  }

  /** Whom it reaches by HTTPS is not asked: it is the box that was just started. */
  static async open(url: string): Promise<Wire> {
    const { protocol, hostname, port, host } = new URL(url)
    const to = { host: hostname, port: Number(port) }
    const is_secure = protocol === 'https:'
    const socket = is_secure ? connectSecurely({ ...to, rejectUnauthorized: false }) : connect(to)
    await once(socket, is_secure ? 'secureConnect' : 'connect')
    return new Wire(socket, host)
  }

  /** @param headers whole lines, each ended by CRLF */
  ask(method: 'GET' | 'POST', path: string, headers: string, body = ''): Promise<Reply> {
    const length = method === 'POST' ? `content-length: ${Buffer.byteLength(body)}\r\n` : ''
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('the box hung up before'))
      this.#answer = resolve
      this.#fail = reject
      this.#socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${headers}${length}\r\n${body}`
      )
    })
  }

  close(): void {
    this.#fail = undefined
    this.#socket.destroy()
  }

  #hear(bytes: Buffer): void {
    this.#got = this.#got.length === 0 ? bytes : Buffer.concat([this.#got, bytes])
    const end = this.#got.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#got.toString('latin1', 0, end)
    const body = wholeBody(head, this.#got.subarray(end + 4))
    if (!body) return
    this.#got = Buffer.alloc(0)
    this.#answer?.({ status: Number(head.slice(9, 12)), head, body })
  }
}

/** The body, once all of it is here: as long as it said, or in chunks up to the empty one. */
function wholeBody(head: string, rest: Buffer): Buffer | undefined {
  const [, length] = /^content-length: (\d+)/im.exec(head) ?? []
  if (length !== undefined) return rest.length >= Number(length) ? rest : undefined
  return rest.subarray(-5).toString('latin1') === '0\r\n\r\n' ? unchunked(rest) : undefined
}

function unchunked(rest: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at)
    const length = Number.parseInt(rest.toString('latin1', at, line), 16)
    if (length === 0) return Buffer.concat(parts)
    parts.push(rest.subarray(line + 2, line + 2 + length))
    at = line + 4 + length
  }
}
