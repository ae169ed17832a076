import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import { type Coming, passwordPage, pinPage, takenOutPage, whoPage } from '../../views/sign-in.ts'
import { changeHands } from '../baskets/change-hands.ts'
import { type Deed, deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { safePath } from '../http/safe-path.ts'
import { dropSession, keepSession } from '../http/who-asks.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { deviceKind } from '../terminals/device-kind.ts'
import { newToken } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { type Claim, checkSecret, passwordTries, pinTries, type Way } from './check-secret.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { findStaff, findStaffByName, hasOwner, listStaff } from './find-staff.ts'
import { closeSession, openSession, tokenHash } from './sessions.ts'

/** The page that was open when the screen locked. */
const Back = Type.Optional(Type.String({ maxLength: 500 }))

const PinForm = Type.Object({
  staff_id: Id,
  pin: Type.String({ pattern: '^[0-9]{1,8}$' }),
  back: Back
})

const PasswordForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
  back: Back
})

/** Tries from one address in a minute; the throttle of each person stands beside it. */
const TRIES = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** Somebody who proved who they are, and the token of the session that opens for them. */
interface Proof {
  staff_id: string
  token: string
  device: string
  /** What this browser held so far. */
  replaces: string | undefined
}

/** What signing in is, however one proves who one is: a session opens, at the till if there is one. */
const opening: Pick<Deed<TObject, { token_hash: string }, Proof>, 'door' | 'limits' | 'work' | 'answer'> = {
  door: 'anyone',
  limits: TRIES,
  work: (tx, { by, prepared }) => {
    const { terminal_id } = by
    openSession(tx, by, { ...prepared, terminal_id })
    if (terminal_id) changeHands(tx, { ...by, staff_id: prepared.staff_id, terminal_id })
    return { token_hash: tokenHash(prepared.token) }
  },
  answer: ({ token_hash }, { request, reply, prepared }) => {
    keepSession(reply, token_hash, prepared)
    return reply.goTo(safePath((request.body as { back?: string }).back) ?? '/', request)
  }
}

/** Signing in: by PIN at a till, by password anywhere; and out again. */
export async function authRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { by?: string; who?: string; back?: string } }>(
    '/sign-in',
    { config: { door: 'anyone' } },
    async (request, reply) => {
      if (!hasOwner(store)) return reply.goTo('/setup', request)
      const page = readPage(request, reply, shop)
      const { by, who, back } = request.query
      const { terminal, locked, taken_out } = request
      const whose = by || who ? undefined : locked
      const coming: Coming = { back: safePath(back), locked: whose }
      if (taken_out && !by) return reply.html(takenOutPage(page, taken_out))
      if (!terminal || by === 'password') return reply.html(passwordPage(page, coming))
      const staff = listStaff(store).filter((person) => person.has_pin)
      const chosen = staff.find((person) => person.staff_id === (who ?? whose?.staff_id))
      if (chosen) return reply.html(pinPage(page, chosen, coming))
      return reply.html(coming.locked ? passwordPage(page, coming) : whoPage(page, staff, coming))
    }
  )

  deed(app, shop, '/sign-in/pin', {
    ...opening,
    form: PinForm,
    secrets: ['pin'],
    prepare: async ({ form, request }) => {
      if (!request.terminal) throw new Refusal('terminal/needed')
      const person = findStaff(store, form.staff_id)
      const tries = pinTries(form.staff_id, request.terminal.terminal_id)
      return prove(request, { ...tries, person, hash: person?.pin_hash, secret: form.pin, way: 'pin' })
    }
  })

  deed(app, shop, '/sign-in/password', {
    ...opening,
    form: PasswordForm,
    secrets: ['password'],
    prepare: async ({ form, request }) => {
      const person = findStaffByName(store, form.name.trim())
      const tries = passwordTries(form.name.trim(), request)
      const hash = person?.password_hash
      return prove(request, { ...tries, person, hash, secret: form.password, way: 'password' })
    }
  })

  deed(app, shop, '/sign-out', {
    door: 'anyone',
    form: Type.Object({}),
    prepare: async ({ request }) => request.cookies[SESSION_COOKIE] ?? '',
    work: (tx, { by, prepared }) => {
      closeSession(tx, by, prepared)
      return null
    },
    answer: (_result, { request, reply }) => {
      dropSession(reply)
      // A till's pages are kept by no browser; what a device of one's own kept besides goes, too (ASVS 5.0, 14.3.1).
      if (!request.terminal) reply.header('clear-site-data', '"cache"')
      return reply.goTo('/sign-in', request)
    }
  })

  async function prove(
    { terminal, headers, cookies }: FastifyRequest,
    { person, way, ...claim }: Claim & { person: { staff_id: string } | undefined; way: Way }
  ): Promise<Proof> {
    const staff_id = person?.staff_id ?? null
    const terminal_id = terminal?.terminal_id ?? null
    await checkSecret(shop, { ...claim, meant: { way, staff_id, terminal_id } })
    const device = deviceKind(headers['user-agent'])
    return { staff_id: person!.staff_id, token: newToken(), device, replaces: cookies[SESSION_COOKIE] }
  }
}
