import { connect } from 'node:net'
import { isAcknowledged } from './acknowledged.ts'
import {
  atOnce,
  type Begin,
  type Delivery,
  LIMITS,
  type Limits,
  type Transport,
  type TroubleCode
} from './transport.ts'

interface Address {
  host: string
  port: number
}

/** How often we ask whether a printer that doesn't close its side has at least taken all of ours. */
const ASK_MS = 300

/**
 * A printer on the network that takes raw bytes, by custom on port 9100.
 *
 * Delivered means that we sent everything and closed our side, and that the printer closed its side after that; or,
 * for the many cheap ones that never close, that it acknowledged every byte and our goodbye. One that closes first,
 * or resets, has cut us off, even when the network took every byte.
 */
export function tcpTransport(address: Address, limits: Limits = LIMITS): Transport {
  return {
    send: async (bytes, signal, begin = atOnce) => {
      if (signal.aborted) return { outcome: 'not-started', reason: 'stopped' }
      return await new Promise((resolve) => converse(address, limits, { bytes, signal, begin }, resolve))
    }
  }
}

function converse(
  address: Address,
  limits: Limits,
  { bytes, signal, begin }: { bytes: Buffer; signal: AbortSignal; begin: Begin },
  done: (delivery: Delivery) => void
): void {
  const socket = connect(address)
  let progress: 'none' | 'begun' | 'sent' | 'heard' = 'none'
  let reason: TroubleCode = 'disconnected'

  const giveUp = (why: TroubleCode): void => {
    reason = why
    socket.destroy()
  }
  const stop = (): void => giveUp('stopped')
  let limit = setTimeout(giveUp, limits.connect_ms, 'timeout')
  let asking: NodeJS.Timeout | undefined
  signal.addEventListener('abort', stop)

  socket.on('connect', async () => {
    clearTimeout(limit)
    limit = setTimeout(giveUp, limits.send_ms, 'timeout')
    if (!(await begin())) return giveUp('stopped')
    if (!socket.writable) return socket.destroy()
    progress = 'begun'
    socket.end(bytes)
  })
  socket.on('finish', () => {
    if (progress !== 'begun') return
    progress = 'sent'
    asking = setInterval(ask, ASK_MS)
  })
  socket.on('end', () => {
    if (progress === 'sent') progress = 'heard'
  })
  socket.on('error', (error: NodeJS.ErrnoException) => giveUp(troubleOf(error)))
  socket.on('close', () => {
    clearTimeout(limit)
    clearInterval(asking)
    signal.removeEventListener('abort', stop)
    if (progress === 'heard') done({ outcome: 'delivered' })
    else done({ outcome: progress === 'none' ? 'not-started' : 'cut-off', reason })
  })
  // What the printer answers is read and dropped; unread, it would hide that the printer closed.
  socket.resume()

  async function ask(): Promise<void> {
    const taken = await isAcknowledged(socket)
    if (!taken || socket.destroyed) return
    progress = 'heard'
    socket.destroy()
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
