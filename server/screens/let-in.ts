import type { FastifyInstance } from 'fastify'
import type { Server, Socket } from 'socket.io'
import { DEVICE_COOKIE, DISPLAY_COOKIE } from '../auth/cookies.ts'
import { findHeldSession } from '../auth/held-session.ts'
import { tokenHash } from '../auth/sessions.ts'
import { findDisplayByKey } from '../displays/find-display.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { findTerminalByKey } from '../terminals/find-terminal.ts'

/** Sessions lock and run out without anybody doing anything. */
const LOOK_EVERY_MS = 1000

/** Cookies as the device showed them when it began to listen. */
type Cookies = Record<string, string | undefined>

/** What a screen may hear, or why it may hear nothing. */
type Standing = { rooms: string[]; terminal_id?: string | undefined } | { refused: string }

/**
 * Lets screens listen, and shows out those that may not any more: whoever listened is looked at again when somebody's
 * session or a device may have ended, and every second besides.
 *
 * @returns what to call after a commit, with what happened; and how to stop
 */
export function letScreensIn(
  io: Server,
  app: FastifyInstance,
  shop: Shop
): { lookAgain(happened: readonly string[]): void; stop(): void } {
  const { clock, sightings, log } = shop

  io.use((socket, next) => {
    // An error thrown in here would end the whole process.
    try {
      const cookies = app.parseCookie(socket.request.headers.cookie ?? '')
      const as_display = socket.handshake.query['as'] === 'display'
      const standing = standingOf(shop, cookies, as_display)
      if ('refused' in standing) return next(new Error(standing.refused))
      socket.data = { cookies, as_display, rooms: standing.rooms }
      void socket.join(standing.rooms)
      if (standing.terminal_id) {
        socket.once(
          'disconnect',
          sightings.listen(standing.terminal_id, () => clock.now())
        )
      }
      socket.on('awake', (heard?: unknown) => {
        noteAwake(shop, cookies)
        if (typeof heard === 'function') heard()
      })
      return next()
    } catch (error) {
      log.error({ err: error }, 'a screen could not be let in')
      return next(new Error('not now'))
    }
  })

  const showOut = (): void => {
    if (io.sockets.sockets.size === 0 || shop.store.halted) return
    shop.store.look(() => {
      for (const socket of io.sockets.sockets.values()) {
        if (!mayStay(shop, socket)) socket.disconnect(true)
      }
    })
  }
  const timer = setInterval(showOut, LOOK_EVERY_MS)
  timer.unref()
  return {
    lookAgain: (happened) => happened.some((type) => ENDS.test(type)) && showOut(),
    stop: () => clearInterval(timer)
  }
}

/** What may end a session or a device. */
const ENDS = /^(staff|session|terminal|display)\.|^(shift\.closed|setting\.changed)$/

function mayStay(shop: Shop, { data }: Socket): boolean {
  const { cookies, as_display, rooms } = data as { cookies: Cookies; as_display: boolean; rooms: string[] }
  const standing = standingOf(shop, cookies, as_display)
  return 'rooms' in standing && String(standing.rooms) === String(rooms)
}

function standingOf({ store, clock, activity }: Shop, cookies: Cookies, as_display: boolean): Standing {
  const terminal = findTerminalByKey(store, tokenHash(cookies[DEVICE_COOKIE] ?? ''))
  if (as_display) {
    const display = terminal ?? findDisplayByKey(store, tokenHash(cookies[DISPLAY_COOKIE] ?? ''))
    return display ? { rooms: ['displays', `display:${display.terminal_id}`] } : { refused: 'pair first' }
  }
  const now = clock.now()
  const session = findHeldSession(store, { cookies, terminal }, now)
  if (!session || activity.isLocked(session, now, readSettings(store).lock_after_minutes)) {
    return { refused: 'sign in first' }
  }
  const terminal_id = terminal?.terminal_id
  return { rooms: ['staff', terminal_id ? `till:${terminal_id}` : 'away'], terminal_id }
}

/** A hand is at the screen, though it asks for nothing yet: somebody fills in a long form. */
function noteAwake({ store, clock, activity }: Shop, cookies: Cookies): void {
  const now = clock.now()
  const terminal = findTerminalByKey(store, tokenHash(cookies[DEVICE_COOKIE] ?? ''))
  const session = findHeldSession(store, { cookies, terminal }, now)
  if (!session || activity.isLocked(session, now, readSettings(store).lock_after_minutes)) return
  activity.note(session, now)
}
