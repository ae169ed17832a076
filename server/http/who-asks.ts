import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DEVICE_COOKIE, DISPLAY_COOKIE, LOCALE_COOKIE, SESSION_COOKIE } from '../auth/cookies.ts'
import { findHeldSession } from '../auth/held-session.ts'
import { may, type Right } from '../auth/permissions.ts'
import { type Session, tokenHash, type Who } from '../auth/sessions.ts'
import type { Reader } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { type Locale, readSettings } from '../settings/read-settings.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import type { Shop } from '../shop.ts'
import { deviceKind } from '../terminals/device-kind.ts'
import { findTerminalByKey, type Terminal } from '../terminals/find-terminal.ts'
import { findTakenOut, type TakenOut } from '../terminals/revoke-terminal.ts'
import { later, type Moment } from '../values/clock.ts'
import { ID_PATTERN, newId } from '../values/id.ts'

/** What a route demands before it does anything: a right, being signed in at all, or nothing. */
export type Door = Right | 'signed-in' | 'anyone'

declare module 'fastify' {
  interface FastifyRequest {
    who: Who | undefined
    /** The session that says so; undefined where something else does. */
    held: Session | undefined
    /** Who is signed in here, but must type their secret again before anything else. */
    locked: Who | undefined
    terminal: Terminal | undefined
    /** The till that this device was until it was taken out. */
    taken_out: TakenOut | undefined
  }
  interface FastifyContextConfig {
    /** Every route names its door; one that names none does not start. */
    door?: Door
  }
}

const SECURE_COOKIE = { path: '/', httpOnly: true, sameSite: 'strict' } as const

/** Finds out for each request who asks and from which till, and keeps out whoever may not. */
export function watchTheDoor(app: FastifyInstance, shop: Shop): void {
  const { store, clock, activity, sightings } = shop
  app.decorateRequest('who', undefined)
  app.decorateRequest('held', undefined)
  app.decorateRequest('locked', undefined)
  app.decorateRequest('terminal', undefined)
  app.decorateRequest('taken_out', undefined)

  keepDoors(app)

  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/static/')) return
    store.look(() => recognise(request))
  })

  function recognise(request: FastifyRequest): void {
    const now = clock.now()
    const { cookies, ip } = request
    const key = cookies[DEVICE_COOKIE]
    if (key) {
      request.terminal = findTerminalByKey(store, tokenHash(key))
      if (!request.terminal) request.taken_out = findTakenOut(store, tokenHash(key))
    }
    if (request.terminal) {
      const device = deviceKind(request.headers['user-agent'])
      sightings.note({ terminal_id: request.terminal.terminal_id, seen_at: now, device, address: ip })
    }
    const session = findHeldSession(store, request, now)
    if (!session) return
    if (activity.isLocked(session, now, readSettings(store).lock_after_minutes)) {
      request.locked = session
      return
    }
    request.who = session
    request.held = session
    if (isByHand(request)) activity.note(session, now)
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
    if (!request.who) throw new Refusal(request.locked ? 'session/locked' : 'right/sign-in')
    if (door !== 'signed-in' && !may(request.who, door)) throw new Refusal('right/missing')
  })
}

/**
 * Makes sure, within a deed's own commit, that whoever asked for it is still signed in and the till still a till: what
 * waited behind a tablet's being taken out is not done any more.
 *
 * @throws {Refusal} right/sign-in, terminal/taken-out
 */
export function refuseEnded(reader: Reader, request: FastifyRequest, now: Moment): void {
  const { terminal, held, cookies } = request
  if (terminal && !findTerminalByKey(reader, tokenHash(cookies[DEVICE_COOKIE] ?? ''))) {
    throw new Refusal('terminal/taken-out')
  }
  if (held && !findHeldSession(reader, request, now)) throw new Refusal('right/sign-in')
}

/** Whether somebody pressed something; what a panel asks for by itself, or a picture in a page, is nobody's doing. */
function isByHand({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET') return true
  return !headers['hx-request'] && !headers.accept?.startsWith('image/')
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
