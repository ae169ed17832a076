import { connect, type Socket } from 'node:net'
import { printable } from './usb.ts'

/** What somebody who listens where printers do says of itself. */
export interface Heard {
  /** Whether it answers when it is asked how it is, as receipt printers do. */
  answers: boolean
  /** Its maker and model, where it says so. */
  name: string
}

/** How long somebody may take to listen, and to answer. */
export interface Patience {
  connect_ms: number
  answer_ms: number
}

/**
 * Asks how it is. Three control characters, of which an office printer prints nothing; anything more is asked only of
 * whoever answers this, or it would come out there as text on paper.
 *
 * @see Epson ESC/POS application programming guide, "DLE EOT" 1
 */
const ASK_STATUS = Buffer.from([0x10, 4, 1])
/** Asks for the maker's name, and the model's. @see "GS I" 66 and 67 */
const ASK_MAKER = Buffer.from([0x1d, 0x49, 66])
const ASK_MODEL = Buffer.from([0x1d, 0x49, 67])

/**
 * Looks who listens at an address.
 *
 * @returns undefined when nobody does
 */
export async function askModel(
  address: { host: string; port: number },
  signal: AbortSignal,
  patience: Patience
): Promise<Heard | undefined> {
  const socket = await dial(address, patience.connect_ms, signal)
  if (!socket) return undefined
  try {
    const hear = listen(socket, patience.answer_ms)
    const status = await hear(ASK_STATUS, (bytes) => bytes.length > 0)
    // One byte with fixed bits: a welcome of some other kind of server is no status.
    const answers = status.length === 1 && (status[0]! & 0x93) === 0x12
    if (!answers) return { answers, name: '' }
    const maker = nameIn(await hear(ASK_MAKER, isNamed))
    const model = nameIn(await hear(ASK_MODEL, isNamed))
    return { answers, name: nameOf(maker, model) }
  } finally {
    socket.destroy()
  }
}

/** Maker and model in one, without saying the maker twice. */
function nameOf(maker: string, model: string): string {
  const is_said = model.toLowerCase().startsWith(maker.toLowerCase())
  return is_said ? model : `${maker} ${model}`.trim()
}

function dial(
  address: { host: string; port: number },
  limit_ms: number,
  signal: AbortSignal
): Promise<Socket | undefined> {
  if (signal.aborted) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true })
    const end = (found: Socket | undefined): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', fail)
      if (!found) socket.destroy()
      resolve(found)
    }
    const fail = (): void => end(undefined)
    const limit = setTimeout(fail, limit_ms)
    signal.addEventListener('abort', fail)
    socket.on('error', fail)
    socket.once('connect', () => end(socket))
  })
}

type Hear = (question: Buffer, is_whole: (bytes: Buffer) => boolean) => Promise<Buffer>

/** Asks one question after another; what comes is the answer to the last one. */
function listen(socket: Socket, limit_ms: number): Hear {
  let heard = Buffer.alloc(0)
  let look = (): void => {}
  socket.on('data', (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]).subarray(0, 1000)
    look()
  })
  return (question, is_whole) =>
    new Promise((resolve) => {
      heard = Buffer.alloc(0)
      const end = (): void => {
        clearTimeout(limit)
        look = () => {}
        resolve(heard)
      }
      const limit = setTimeout(end, limit_ms)
      look = () => {
        if (is_whole(heard)) end()
      }
      socket.once('close', end)
      if (socket.writable) socket.write(question)
    })
}

/** A name begins with an underscore and ends with a zero. */
const NAMED = /_([^\0]*)\0/

function isNamed(bytes: Buffer): boolean {
  return NAMED.test(bytes.toString('latin1'))
}

function nameIn(bytes: Buffer): string {
  return printable(NAMED.exec(bytes.toString('latin1'))?.[1] ?? '').slice(0, 60)
}
