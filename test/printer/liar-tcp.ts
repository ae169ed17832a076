import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Liar, type LiarOptions } from './liar.ts'

/** What a printer needs of a test: to be told when it is over. */
interface Test {
  teardown(tidy: () => unknown): unknown
}

export interface TcpLiarOptions extends LiarOptions {
  port?: number
  host?: string
  /** One connection at a time, as most have it: another waits until it is gone. */
  takes_one?: boolean
}

/** A lying printer on the network. */
export interface TcpLiar extends Liar {
  readonly port: number
  /** How often somebody connected. */
  readonly connections: number
  /** Cuts the connection by a reset as soon as so many bytes of the next job are in. */
  disconnectAfter(bytes: number): void
  /** The power goes: connections are reset and new ones refused, until it is on again. */
  switchOff(options?: { replays?: boolean }): Promise<void>
  switchOn(): Promise<void>
  /** The cable is out: nothing that is said arrives, in either direction, and nobody is told. */
  pullCable(): void
  plugCable(): void
  close(): Promise<void>
}

/** Starts a lying printer that listens, as on port 9100. Given a test, it goes when the test is over. */
export async function listenAsLiar(t?: Test, options: TcpLiarOptions = {}): Promise<TcpLiar> {
  const liar = new NetworkLiar(options)
  await liar.open(options.port ?? 0)
  t?.teardown(() => liar.close())
  return liar
}

const ESC = 0x1b

/** Who is connected, or was; what came in and has found no room yet is read all the same. */
interface Caller {
  socket: Socket
  held: Buffer
  is_gone: boolean
}

class NetworkLiar extends Liar implements TcpLiar {
  port = 0
  connections = 0
  readonly #takes_one: boolean
  readonly #host: string
  readonly #server = createServer((socket) => this.#welcome(socket))
  #callers: Caller[] = []
  #dies_after: number | undefined
  #is_job = false
  #is_plugged = true

  constructor(options: TcpLiarOptions) {
    super(options)
    this.#takes_one = options.takes_one ?? false
    this.#host = options.host ?? '127.0.0.1'
    this.onAnswer = (bytes) => {
      if (!this.#is_plugged) return
      for (const { socket } of this.#callers) if (socket.writable) socket.write(bytes)
    }
    this.onRoom = () => this.#readOn()
  }

  async open(port: number): Promise<void> {
    this.#server.listen(port, this.#host)
    await once(this.#server, 'listening')
    this.port = (this.#server.address() as AddressInfo).port
  }

  disconnectAfter(bytes: number): void {
    this.#dies_after = bytes
    this.#is_job = false
  }

  async switchOff(options: { replays?: boolean } = {}): Promise<void> {
    this.powerOff(options)
    await this.#shut()
  }

  async switchOn(): Promise<void> {
    this.powerOn()
    if (!this.#server.listening) await this.open(this.port)
  }

  pullCable(): void {
    this.#is_plugged = false
    for (const { socket } of this.#callers) socket.pause()
  }

  plugCable(): void {
    this.#is_plugged = true
    this.#readOn()
  }

  async close(): Promise<void> {
    this.end()
    await this.#shut()
  }

  async #shut(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const caller of [...this.#callers]) this.#reset(caller)
    await closed
  }

  #reset(caller: Caller): void {
    this.#callers = this.#callers.filter((one) => one !== caller)
    // A connection that has said goodbye can't be reset any more; Node would never let go of it.
    if (caller.socket.writableEnded) caller.socket.destroy()
    else caller.socket.resetAndDestroy()
  }

  #welcome(socket: Socket): void {
    const caller: Caller = { socket, held: Buffer.alloc(0), is_gone: false }
    this.connections++
    this.#callers.push(caller)
    socket.setNoDelay()
    socket.on('error', () => {}) // the other side's business
    socket.on('close', () => {
      caller.is_gone = true
      this.#readOn()
    })
    socket.on('data', (bytes: Buffer) => {
      caller.held = Buffer.concat([caller.held, bytes])
      this.#readOn()
    })
    this.#readOn()
  }

  /** Takes what there is room for; of several connections the oldest first, and with `takes_one` only that. */
  #readOn(): void {
    if (!this.#is_plugged) return
    this.#callers = this.#callers.filter(({ is_gone, held }) => !is_gone || held.length > 0)
    for (const [index, caller] of [...this.#callers].entries()) {
      if (index > 0 && this.#takes_one) caller.socket.pause()
      else this.#read(caller)
    }
  }

  #read(caller: Caller): void {
    const { held, socket } = caller
    const bytes = held.subarray(0, Math.min(Math.max(this.room, 0), this.#leftToLive(held)))
    caller.held = held.subarray(bytes.length)
    if (bytes.length > 0) this.take(Buffer.from(bytes))
    if (this.#dies_after === 0) {
      this.#dies_after = undefined
      this.#reset(caller)
    } else if (this.room <= 0 || caller.held.length > 0) socket.pause()
    else socket.resume()
  }

  /** How much of this it may still read before it cuts the line. */
  #leftToLive(bytes: Buffer): number {
    if (this.#dies_after === undefined) return bytes.length
    const start = this.#is_job ? 0 : bytes.indexOf(ESC)
    if (start === -1) return bytes.length
    this.#is_job = true
    const left = Math.min(this.#dies_after, bytes.length - start)
    this.#dies_after -= left
    return start + left
  }
}
