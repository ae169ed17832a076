import type { FastifyInstance } from 'fastify'
import { type TObject, Type } from 'typebox'
import { passwordPage, pinPage, whoPage } from '../../views/sign-in.ts'
import { type Deed, deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { dropSession, keepSession } from '../http/who-asks.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { newToken } from '../values/id.ts'
import { type Claim, checkSecret } from './check-secret.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { findStaff, findStaffByName, hasOwner, listStaff } from './find-staff.ts'
import { closeSession, openSession, tokenHash } from './sessions.ts'

const PinForm = Type.Object({
  staff_id: Id,
  pin: Type.String({ pattern: '^[0-9]{1,8}$' })
})

const PasswordForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 200 })
})

/** Tries from one address in a minute; the throttle of each person stands beside it. */
const TRIES = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** Somebody who proved who they are, and the token of the session that opens for them. */
interface Proof {
  staff_id: string
  token: string
}

/** What signing in is, however one proves who one is: a session opens, at the till if there is one. */
const opening: Pick<Deed<TObject, { token_hash: string }, Proof>, 'door' | 'limits' | 'work' | 'answer'> = {
  door: 'anyone',
  limits: TRIES,
  work: (tx, { by, prepared: { staff_id, token } }) => {
    openSession(tx, by, { token, staff_id, terminal_id: by.terminal_id })
    return { token_hash: tokenHash(token) }
  },
  answer: ({ token_hash }, { request, reply, prepared }) => {
    keepSession(reply, token_hash, prepared)
    return reply.goTo('/', request)
  }
}

/** Signing in: by PIN at a till, by password anywhere; and out again. */
export async function authRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { by?: string; who?: string } }>(
    '/sign-in',
    { config: { door: 'anyone' } },
    async (request, reply) => {
      if (!hasOwner(store)) return reply.goTo('/setup', request)
      const page = readPage(request, reply, shop)
      const staff = listStaff(store).filter((person) => person.has_pin)
      const chosen = staff.find((person) => person.staff_id === request.query.who)
      if (!request.terminal || request.query.by === 'password') return reply.html(passwordPage(page))
      return reply.html(chosen ? pinPage(page, chosen) : whoPage(page, staff))
    }
  )

  deed(app, shop, '/sign-in/pin', {
    ...opening,
    form: PinForm,
    secrets: ['pin'],
    prepare: async ({ form, request }) => {
      if (!request.terminal) throw new Refusal('terminal/needed')
      const person = findStaff(store, form.staff_id)
      const subject = `pin:${form.staff_id}:${request.terminal.terminal_id}`
      return prove({ person, hash: person?.pin_hash, secret: form.pin, subject })
    }
  })

  deed(app, shop, '/sign-in/password', {
    ...opening,
    form: PasswordForm,
    secrets: ['password'],
    prepare: async ({ form }) => {
      const person = findStaffByName(store, form.name.trim())
      const subject = `password:${form.name.trim().toLowerCase()}`
      return prove({ person, hash: person?.password_hash, secret: form.password, subject })
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
      return reply.goTo('/sign-in', request)
    }
  })

  async function prove(claim: Claim & { person: { staff_id: string } | undefined }): Promise<Proof> {
    await checkSecret(shop, claim)
    return { staff_id: claim.person!.staff_id, token: newToken() }
  }
}
