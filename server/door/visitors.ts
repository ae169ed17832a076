import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepDoors } from '../http/who-asks.ts'
import type { Shop } from '../shop.ts'
import { later } from '../values/clock.ts'
import { findDevice } from './devices.ts'
import { findVisitor, touchVisit, type Visitor } from './sessions.ts'

/**
 * The door's own cookies. `__Host-` binds them to this very name, and browsers keep them only where the way is private:
 * over HTTPS, or on the machine itself (Chromium and Firefox take http://localhost for that; Safari does not).
 */
export const DOOR_COOKIES = {
  session: '__Host-laci_door',
  device: '__Host-laci_door_device',
  form: '__Host-laci_door_form'
} as const

export const DOOR_COOKIE = { path: '/', httpOnly: true, sameSite: 'strict', secure: true } as const

const DEVICE_KEPT_S = 400 * 86_400

/** A request is written down as activity this seldom: not every look at a page is worth a commit. */
const TOUCHED_EVERY_MS = 60_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is inside by the owner's door; never set in the shop. */
    visitor: Visitor | undefined
  }
}

/** Finds out who asks, and keeps out whoever may not. */
export function watchVisitors(app: FastifyInstance, { store, clock }: Shop): void {
  app.decorateRequest('who', undefined)
  app.decorateRequest('terminal', undefined)
  app.decorateRequest('visitor', undefined)

  keepDoors(app)

  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/static/')) return
    const visitor = store.look(() => findVisitor(store, request.cookies[DOOR_COOKIES.session], clock.now()))
    request.visitor = visitor
    request.who = visitor
  })

  // A panel that looks again by itself is no sign of a person.
  app.addHook('preHandler', async ({ visitor, headers }) => {
    const now = clock.now()
    if (!visitor || headers['hx-request'] || later(visitor.seen_at, TOUCHED_EVERY_MS) > now) return
    await store.commit((tx) => touchVisit(tx, visitor.session_id, now))
  })
}

/** Hands a browser what it was given at the door. */
export function keepVisit(
  reply: FastifyReply,
  visit: { token: string; device_key: string | undefined }
): void {
  reply.setCookie(DOOR_COOKIES.session, visit.token, DOOR_COOKIE)
  if (visit.device_key) {
    reply.setCookie(DOOR_COOKIES.device, visit.device_key, { ...DOOR_COOKIE, maxAge: DEVICE_KEPT_S })
  }
}

/** By what a browser's tries are counted in a minute: by itself when it was let in before, else by where it is. */
export function triesBy({ store }: Shop): (request: FastifyRequest) => string {
  return ({ cookies, ip }) => findDevice(store, cookies[DOOR_COOKIES.device])?.device_id ?? ip
}
