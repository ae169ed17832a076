import { connect, type Socket } from 'node:net'
import { isAcknowledged } from './acknowledged.ts'
import { LIMITS, type Limits, type Line, LineFault, type Transport, type TroubleCode } from './transport.ts'
import { patienceFor, writeAll } from './write-all.ts'

interface Address {
  host: string
  port: number
}

/** How often we ask whether a printer that doesn't close its side has at least taken all of ours. */
const ASK_MS = 300

/**
 * A printer on the network that takes raw bytes, by custom on port 9100.
 *
 * Finished means that we sent everything and closed our side, and that the printer closed its side after that; or,
 * for the many cheap ones that never close, that it acknowledged every byte and our goodbye. One that closes first,
 * or resets, has cut us off, even when the network took every byte.
 */
export function tcpTransport(address: Address, limits: Limits = LIMITS): Transport {
  return {
    can_hear: true,
    open: async (signal) => {
      if (signal.aborted) throw new LineFault('stopped')
      return new TcpLine(await dial(address, limits, signal), limits)
    }
  }
}

function dial(address: Address, { connect_ms }: Limits, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...address, noDelay: true })
    const end = (trouble?: TroubleCode): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', stop)
      socket.removeAllListeners()
      if (!trouble) {
        resolve(socket)
        return
      }
      socket.on('error', () => {}) // what more it has to say of a line that we gave up
      socket.destroy()
      reject(new LineFault(trouble))
    }
    const stop = (): void => end('stopped')
    const limit = setTimeout(end, connect_ms, 'timeout')
    signal.addEventListener('abort', stop)
    socket.once('connect', () => end())
    socket.once('error', (error) => end(troubleOf(error)))
  })
}

class TcpLine implements Line {
  readonly gone: Promise<TroubleCode>
  readonly #socket: Socket
  readonly #limits: Limits
  #progress: 'open' | 'finishing' | 'finished' = 'open'
  #reason: TroubleCode = 'disconnected'
  #sent = 0

  constructor(socket: Socket, limits: Limits) {
    this.#socket = socket
    this.#limits = limits
    const gone = Promise.withResolvers<TroubleCode>()
    this.gone = gone.promise
    socket.on('error', (error) => {
      this.#reason = troubleOf(error)
    })
    socket.on('end', () => {
      if (this.#progress === 'finishing') this.#progress = 'finished'
    })
    socket.on('close', () => gone.resolve(this.#reason))
    // What the printer answers is read even when nobody listens; unread, it would hide that the printer closed.
    socket.resume()
  }

  onHeard(listener: (bytes: Buffer) => void): void {
    this.#socket.on('data', listener)
  }

  async send(bytes: Buffer): Promise<void> {
    const socket = this.#socket
    if (!socket.writable) throw new LineFault(await this.gone)
    this.#sent += bytes.length
    await writeAll(socket, bytes, { gone: this.gone, limit_ms: this.#limits.send_ms })
  }

  async finish(): Promise<void> {
    const socket = this.#socket
    if (socket.writable) {
      this.#progress = 'finishing'
      socket.end()
    }
    const asking = setInterval(() => this.#ask(), ASK_MS)
    const limit = setTimeout(
      () => {
        this.#reason = 'timeout'
        socket.destroy()
      },
      patienceFor(this.#sent, this.#limits.send_ms)
    )
    const reason = await this.gone
    clearInterval(asking)
    clearTimeout(limit)
    if (this.#progress !== 'finished') throw new LineFault(reason)
  }

  /**
   * Cuts the line, and what has not been sent yet with it. Between our goodbye and the system's word that it is on its
   * way a connection can't be reset, and Node, asked to, would never let go of it; that moment is waited for.
   */
  drop(): void {
    const socket = this.#socket
    const is_parting = socket.writableEnded && !socket.writableFinished && socket.writableLength === 0
    if (is_parting) socket.once('finish', () => socket.resetAndDestroy())
    else socket.resetAndDestroy()
  }

  async #ask(): Promise<void> {
    const taken = await isAcknowledged(this.#socket)
    if (!taken || this.#socket.destroyed) return
    this.#progress = 'finished'
    this.#socket.destroy()
  }
}

const TROUBLES: Record<string, TroubleCode> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'disconnected',
  EPIPE: 'disconnected'
}

function troubleOf({ code = '' }: NodeJS.ErrnoException): TroubleCode {
  return TROUBLES[code] ?? 'unknown'
}
