import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ownPage } from '../../views/staff/own.ts'
import { type Answering, deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { changeSecret } from './change-staff.ts'
import { checkSecret, passwordTries, pinTries } from './check-secret.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { findStaff, listStaff } from './find-staff.ts'
import { hashPassword, hashPin } from './new-secret.ts'
import { tokenHash } from './sessions.ts'

const Proof = Type.String({ maxLength: 200 })
const PinForm = Type.Object({ proof: Proof, pin: Type.String({ maxLength: 20 }) })
const PasswordForm = Type.Object({
  proof: Proof,
  password: Type.String({ maxLength: 200 }),
  password_again: Type.String({ maxLength: 200 })
})

/** One's own page: what one may, and one's own PIN and password. */
export async function ownRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/me',
    { config: { door: 'signed-in' } },
    async (request, reply) => {
      const oneself = listStaff(store).find(({ staff_id }) => staff_id === request.who!.staff_id)
      if (!oneself) throw new Refusal('right/sign-in')
      const saved = request.query.saved !== undefined
      return reply.html(ownPage(readPage(request, reply, shop), oneself, { saved }))
    }
  )

  deed(app, shop, '/me/pin', {
    door: 'signed-in',
    form: PinForm,
    secrets: ['proof', 'pin'],
    prepare: async ({ form, request }) => {
      await proveOneself(request, 'pin', form.proof)
      return { hash: await hashPin(form.pin), here: here(request) }
    },
    work: (tx, { by, prepared: { hash, here } }) => {
      changeSecret(tx, by, { staff_id: by.staff_id!, kind: 'pin', hash }, here)
      return null
    },
    answer: toOwnPage
  })

  deed(app, shop, '/me/password', {
    door: 'signed-in',
    form: PasswordForm,
    secrets: ['proof', 'password', 'password_again'],
    prepare: async ({ form, request }) => {
      await proveOneself(request, 'password', form.proof)
      return {
        hash: await hashPassword(form, [request.who!.name, readSettings(store).name]),
        here: here(request)
      }
    },
    work: (tx, { by, prepared: { hash, here } }) => {
      changeSecret(tx, by, { staff_id: by.staff_id!, kind: 'password', hash }, here)
      return null
    },
    answer: toOwnPage
  })

  /**
   * Asks for the old one (OWASP ASVS 5.0, 6.2.3), or for the other where there is none yet; wrong tries count like those
   * of signing in.
   *
   * @throws {Refusal} staff/proof-wrong, sign-in/locked
   */
  async function proveOneself(
    request: FastifyRequest,
    kind: 'pin' | 'password',
    secret: string
  ): Promise<void> {
    const { staff_id, name, pin_hash, password_hash } = findStaff(store, request.who!.staff_id)!
    const by_pin = kind === 'pin' ? pin_hash !== null : password_hash === null
    const terminal_id = request.terminal?.terminal_id ?? null
    const tries = by_pin ? pinTries(staff_id, terminal_id ?? 'away') : passwordTries(name, request)
    const meant = { way: 'proof', staff_id, terminal_id } as const
    try {
      await checkSecret(shop, { ...tries, secret, hash: by_pin ? pin_hash : password_hash, meant })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'sign-in/wrong') throw new Refusal('staff/proof-wrong')
      throw error
    }
  }
}

/** The hash of the session that asks: it alone goes on. */
function here({ cookies }: FastifyRequest): string {
  return tokenHash(cookies[SESSION_COOKIE] ?? '')
}

function toOwnPage(_result: null, { request, reply }: Answering): unknown {
  return reply.goTo('/me?saved', request)
}
