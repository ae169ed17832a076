import type { FastifyInstance } from 'fastify'
import { Server } from 'socket.io'
import type { DoorConfig } from '../config.ts'
import type { Shop } from '../shop.ts'
import { isOwnName, isOwnPage } from './hosts.ts'
import { findVisitor } from './sessions.ts'
import { DOOR_COOKIES } from './visitors.ts'

/** A telephone hears at once that something happened, and then no more often than this. */
const TOLD_EVERY_MS = 1000
/** Sessions run out without anybody doing anything. */
const LOOKED_AFTER_EVERY_MS = 10_000

/**
 * Tells whoever looks from afar that something happened, never what. After each commit, and from time to time, whoever
 * is not inside any more is cut off: signed out elsewhere, idle for too long, another password, gone.
 */
export function tellVisitors(
  app: FastifyInstance,
  { store, clock, log, backup }: Shop,
  config: DoorConfig
): void {
  const io = new Server(app.server, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: 1000,
    perMessageDeflate: false,
    httpCompression: false,
    // A telephone that lost its network must say so within seconds.
    pingInterval: 8000,
    pingTimeout: 5000,
    allowRequest: ({ headers }, answer) =>
      answer(null, isOwnName(config, headers) && isOwnPage(config, headers))
  })

  const tokenOf = (cookies: string | undefined): string | undefined =>
    app.parseCookie(cookies ?? '')[DOOR_COOKIES.session]

  io.use((socket, next) => {
    // An error thrown in here would end the whole process.
    try {
      socket.data = tokenOf(socket.request.headers.cookie)
      return next(findVisitor(store, socket.data, clock.now()) ? undefined : new Error('sign in first'))
    } catch (error) {
      log.error({ err: error }, 'a visitor could not be let in')
      return next(new Error('not now'))
    }
  })

  const showOut = (): void => {
    for (const socket of io.sockets.sockets.values()) {
      if (!findVisitor(store, socket.data, clock.now())) socket.disconnect(true)
    }
  }

  let waiting: NodeJS.Timeout | undefined
  let is_due = false
  const tell = (): void => {
    if (waiting) {
      is_due = true
      return
    }
    io.emit('happened')
    waiting = setTimeout(() => {
      waiting = undefined
      if (is_due) tell()
      is_due = false
    }, TOLD_EVERY_MS)
  }

  const stirred = (): void => {
    if (io.sockets.sockets.size === 0) return
    showOut()
    tell()
  }
  const off = store.onCommit(stirred)
  const offBackup = backup.onStirred(stirred)
  const looking = setInterval(showOut, LOOKED_AFTER_EVERY_MS)

  app.addHook('preClose', async () => {
    off()
    offBackup()
    clearInterval(looking)
    clearTimeout(waiting)
    await io.close()
  })
}
