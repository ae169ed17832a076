import type { FastifyInstance, FastifyRequest } from 'fastify'
import { codesCard, type SecondStepState, secondStepPage } from '../../views/door/second-step.ts'
import { checkSecret, passwordTries } from '../auth/check-secret.ts'
import { findStaff } from '../auth/find-staff.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { listEntries, seeEntries } from './entries.ts'
import { newStepSecret, otpauthAddress } from './one-time-code.ts'
import { countCodes, makeCodes } from './recovery-codes.ts'
import {
  confirmSecondStep,
  findSecondStep,
  offerSecondStep,
  renewCodes,
  turnSecondStepOff
} from './second-step.ts'
import { endSessionsOf, endVisit, listVisits } from './sessions.ts'

const PasswordForm = Type.Object({ password: Type.String({ minLength: 1, maxLength: 200 }) })
const TRIES = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** In the shop: one's own second step for the owner's door, and who came in by it. */
export async function secondStepRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const door = 'see-from-afar'

  app.get('/second-step', { config: { door } }, async (request, reply) =>
    reply.html(secondStepPage(readPage(request, reply, shop), readState(request)))
  )

  deed(app, shop, '/second-step', {
    door,
    form: PasswordForm,
    secrets: ['password'],
    limits: TRIES,
    prepare: async ({ form, request }) => {
      await checkPassword(request, form.password)
      return newStepSecret()
    },
    work: (tx, { by, prepared }) => {
      offerSecondStep(tx, by, by.staff_id!, prepared)
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/second-step', request)
  })

  // The codes themselves are kept nowhere: a request that is answered again shows none.
  deed(app, shop, '/second-step/confirmation', {
    door,
    form: Type.Object({ code: Type.String({ pattern: '^[0-9 ]{6,8}$' }) }),
    secrets: ['code'],
    limits: TRIES,
    prepare: async () => makeCodes(),
    work: (tx, { by, form, prepared }) => {
      confirmSecondStep(tx, by, by.staff_id!, form.code.replaceAll(' ', ''), prepared)
      return null
    },
    answer: (_outcome, { page, request, reply, prepared }) =>
      reply.html(secondStepPage(page, readState(request), codesCard(page, prepared?.codes)))
  })

  deed(app, shop, '/second-step/codes', {
    door,
    form: PasswordForm,
    secrets: ['password'],
    limits: TRIES,
    prepare: async ({ form, request }) => {
      await checkPassword(request, form.password)
      return makeCodes()
    },
    work: (tx, { by, prepared }) => {
      renewCodes(tx, by, by.staff_id!, prepared)
      return null
    },
    answer: (_outcome, { page, request, reply, prepared }) =>
      reply.html(secondStepPage(page, readState(request), codesCard(page, prepared?.codes)))
  })

  deed(app, shop, '/second-step/end', {
    door,
    form: PasswordForm,
    secrets: ['password'],
    limits: TRIES,
    prepare: async ({ form, request }) => checkPassword(request, form.password),
    work: (tx, { by }) => {
      turnSecondStepOff(tx, by, by.staff_id!)
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/second-step', request)
  })

  deed(app, shop, '/second-step/visits/end', {
    door,
    form: Type.Object({ session_id: Type.Optional(Id) }),
    work: (tx, { by, form }) => {
      if (form.session_id) endVisit(tx, by, by.staff_id!, form.session_id)
      else endSessionsOf(tx, by.staff_id!)
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/second-step', request)
  })

  deed(app, shop, '/second-step/news', {
    door,
    form: Type.Object({ seen_id: Id }),
    work: (tx, { by, form }) => {
      seeEntries(tx, by.staff_id!, form.seen_id)
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/today', request)
  })

  /** @throws {Refusal} second-step/no-password, second-step/password-wrong, sign-in/locked */
  async function checkPassword(request: FastifyRequest, secret: string): Promise<void> {
    const { who, terminal } = request
    const person = who && findStaff(store, who.staff_id)
    if (!person?.password_hash) throw new Refusal('second-step/no-password')
    const { staff_id, name, password_hash: hash } = person
    const meant = { way: 'proof', staff_id, terminal_id: terminal?.terminal_id ?? null } as const
    await checkSecret(shop, { ...passwordTries(name, request), secret, hash, meant }).catch(
      (error: unknown) => {
        if (error instanceof Refusal && error.code === 'sign-in/wrong') {
          throw new Refusal('second-step/password-wrong')
        }
        throw error
      }
    )
  }

  function readState({ who }: FastifyRequest): SecondStepState {
    const { staff_id, name } = who!
    const step = findSecondStep(store, staff_id)
    const has_password = Boolean(findStaff(store, staff_id)?.password_hash)
    const now = clock.now()
    if (!step) return { is: 'off', has_password }
    if (!step.confirmed_at) {
      const address = otpauthAddress(step.secret, { name, shop: readSettings(store).name || 'Laci' })
      return { is: 'offered', secret: step.secret, address }
    }
    return {
      is: 'on',
      confirmed_at: step.confirmed_at,
      codes_left: countCodes(store, staff_id),
      visits: listVisits(store, staff_id, now),
      entries: listEntries(store, 10),
      now
    }
  }
}
