import { connect } from 'node:net'
import { type Delivery, LIMITS, type Limits, type Transport, type TroubleCode } from './transport.ts'

interface Address {
  host: string
  port: number
}

/**
 * A printer on the network that takes raw bytes, by custom on port 9100.
 *
 * Delivered means that we sent everything and closed our side, and that the printer closed its side after that. One
 * that closes first, or resets, has cut us off, even when the network took every byte.
 */
export function tcpTransport(address: Address, limits: Limits = LIMITS): Transport {
  return {
    send: async (bytes, signal) => {
      if (signal.aborted) return { outcome: 'not-started', reason: 'stopped' }
      return await new Promise((resolve) => converse(address, limits, bytes, signal, resolve))
    }
  }
}

function converse(
  address: Address,
  limits: Limits,
  bytes: Buffer,
  signal: AbortSignal,
  done: (delivery: Delivery) => void
): void {
  const socket = connect(address)
  let connected = false
  let farewell: 'none' | 'ours' | 'both' = 'none'
  let reason: TroubleCode = 'disconnected'

  const giveUp = (why: TroubleCode): void => {
    reason = why
    socket.destroy()
  }
  const stop = (): void => giveUp('stopped')
  let limit = setTimeout(giveUp, limits.connect_ms, 'timeout')
  signal.addEventListener('abort', stop)

  socket.on('connect', () => {
    connected = true
    clearTimeout(limit)
    limit = setTimeout(giveUp, limits.send_ms, 'timeout')
    socket.end(bytes)
  })
  socket.on('finish', () => {
    farewell = 'ours'
  })
  socket.on('end', () => {
    if (farewell === 'ours') farewell = 'both'
  })
  socket.on('error', (error: NodeJS.ErrnoException) => giveUp(troubleOf(error)))
  socket.on('close', () => {
    clearTimeout(limit)
    signal.removeEventListener('abort', stop)
    if (farewell === 'both') done({ outcome: 'delivered' })
    else done({ outcome: connected ? 'cut-off' : 'not-started', reason })
  })
  // What the printer answers is read and dropped; unread, it would hide that the printer closed.
  socket.resume()
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
