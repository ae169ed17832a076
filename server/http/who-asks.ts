import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DEVICE_COOKIE, DISPLAY_COOKIE, LOCALE_COOKIE, SESSION_COOKIE } from '../auth/cookies.ts'
import { may, type Right } from '../auth/permissions.ts'
import { findSession, tokenHash, type Who } from '../auth/sessions.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Locale } from '../settings/read-settings.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import type { Shop } from '../shop.ts'
import { findTerminalByKey, type Terminal } from '../terminals/find-terminal.ts'
import { later, type Moment } from '../values/clock.ts'
import { ID_PATTERN, newId } from '../values/id.ts'

/** What a route demands before it does anything: a right, being signed in at all, or nothing. */
export type Door = Right | 'signed-in' | 'anyone'

declare module 'fastify' {
  interface FastifyRequest {
    who: Who | undefined
    terminal: Terminal | undefined
  }
  interface FastifyContextConfig {
    /** Every route names its door; one that names none does not start. */
    door?: Door
  }
}

const SECURE_COOKIE = { path: '/', httpOnly: true, sameSite: 'strict' } as const

/** Finds out for each request who asks and from which till, and keeps out whoever may not. */
export function watchTheDoor(app: FastifyInstance, { store, clock }: Shop): void {
  app.decorateRequest('who', undefined)
  app.decorateRequest('terminal', undefined)

  keepDoors(app)

  app.addHook('onRequest', async (request) => {
    const { [SESSION_COOKIE]: token, [DEVICE_COOKIE]: key } = request.cookies
    store.look(() => {
      if (key) request.terminal = findTerminalByKey(store, tokenHash(key))
      if (token) request.who = whoHolds(token, request.terminal)
    })
  })

  // A session opened at a till is worth nothing on another device.
  function whoHolds(token: string, terminal: Terminal | undefined): Who | undefined {
    const who = findSession(store, token, clock.now())
    if (who?.terminal_id && who.terminal_id !== terminal?.terminal_id) return undefined
    return who
  }
}

/** Has each route name its door, and keeps out whoever may not go through it, whatever they signed in by. */
export function keepDoors(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/static/')) return
    if (!route.config?.door) throw new Error(`${route.method} ${route.url} does not say who may ask`)
  })

  // Before an upload is read: nobody fills the box's memory from outside the door.
  app.addHook('preValidation', async (request) => {
    const door = request.routeOptions.config.door
    if (!door || door === 'anyone') return
    if (!request.who) throw new Refusal('right/sign-in')
    if (door !== 'signed-in' && !may(request.who, door)) throw new Refusal('right/missing')
  })
}

/** Who does what this request asks, and when; the moment is taken here, once. */
export function by(request: FastifyRequest, { clock }: Shop, request_id: string | null = null): By {
  const { who, terminal } = request
  const at = clock.now()
  const pressed = pressedAt(request, at)
  return {
    at,
    staff_id: who?.staff_id ?? null,
    terminal_id: terminal?.terminal_id ?? null,
    request_id,
    ...(pressed && { pressed })
  }
}

/**
 * In which shift a key was pressed and how long ago, as the outbox says that kept the request meanwhile. An age and no
 * moment: a tablet's clock may be wrong by years, and still tell how long something took.
 */
function pressedAt({ headers }: FastifyRequest, at: Moment): By['pressed'] {
  const { 'laci-shift': shift_id, 'laci-age': age } = headers
  if (typeof shift_id !== 'string' || !new RegExp(ID_PATTERN).test(shift_id)) return undefined
  if (typeof age !== 'string' || !/^\d{1,12}$/.test(age)) return undefined
  return { shift_id, at: later(at, -Number(age)) }
}

/**
 * Makes sure that somebody is signed in at a till.
 *
 * @throws {Refusal} right/sign-in, terminal/needed
 */
export function atTill(by: By): AtTill & { request_id: string } {
  if (!by.staff_id) throw new Refusal('right/sign-in')
  if (!by.terminal_id) throw new Refusal('terminal/needed')
  return { ...by, staff_id: by.staff_id, terminal_id: by.terminal_id, request_id: by.request_id ?? newId() }
}

/**
 * Hands a browser the token of its session, to be shown on every request. A repeated request made a token that
 * opened nothing: only the one whose hash was kept is handed out.
 */
export function keepSession(
  reply: FastifyReply,
  token_hash: string,
  made: { token: string } | undefined
): void {
  if (made && tokenHash(made.token) === token_hash) reply.setCookie(SESSION_COOKIE, made.token, SECURE_COOKIE)
}

export function dropSession(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, SECURE_COOKIE)
}

/** Hands a device the key that makes it a till, for good; as with a session, only the one whose hash was kept. */
export function keepDeviceKey(
  reply: FastifyReply,
  key_hash: string,
  made: { token: string } | undefined
): void {
  keepKey(reply, DEVICE_COOKIE, key_hash, made)
}

/** Hands a device the key that makes it a till's customer display. */
export function keepDisplayKey(
  reply: FastifyReply,
  key_hash: string,
  made: { token: string } | undefined
): void {
  keepKey(reply, DISPLAY_COOKIE, key_hash, made)
}

/** Has a device remember which language it was set to, for a year. */
export function keepLocale(reply: FastifyReply, locale: Locale): void {
  reply.setCookie(LOCALE_COOKIE, locale, { ...SECURE_COOKIE, maxAge: 365 * 86_400 })
}

function keepKey(
  reply: FastifyReply,
  cookie: string,
  key_hash: string,
  made: { token: string } | undefined
): void {
  if (!made || tokenHash(made.token) !== key_hash) return
  reply.setCookie(cookie, made.token, { ...SECURE_COOKIE, maxAge: 10 * 365 * 86_400 })
}
