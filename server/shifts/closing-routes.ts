import type { FastifyInstance } from 'fastify'
import { closingPage } from '../../views/shifts/closing.ts'
import { checkSecret, pinTries } from '../auth/check-secret.ts'
import { SESSION_COOKIE } from '../auth/cookies.ts'
import { findStaff, listStaff } from '../auth/find-staff.ts'
import { may } from '../auth/permissions.ts'
import { closeSession, openSession, tokenHash } from '../auth/sessions.ts'
import { closeLeftShift, closeSupplement, closeTill, handOverTill } from '../checkout/shift-ends.ts'
import type { Tx } from '../db/prepare.ts'
import { deed, tillDeed } from '../http/deeds.ts'
import { Amount, Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { keepSession } from '../http/who-asks.ts'
import { Refusal } from '../refusal.ts'
import { readAmount } from '../requests/read-amount.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { newId, newToken } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { countDrawer, listStandingCounts, mayCountAgain } from './count-drawer.ts'
import { type DrawerCount, listCounts } from './find-counts.ts'
import { readOpenShift } from './find-shift.ts'
import { CountForm, readCounted } from './read-count.ts'

const Reason = Type.Optional(Type.String({ maxLength: 200 }))

/** Tries from one address in a minute; the throttle of each person stands beside it. */
const TRIES = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** How a shift ends: counted, closed or handed over; by somebody else where it was forgotten. */
export async function closingRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { again?: string } }>(
    '/shift/closing',
    { config: { door: 'sell' } },
    async (request, reply) => {
      if (!request.terminal) throw new Refusal('terminal/needed')
      const { shift_id } = readOpenShift(store, request.terminal.terminal_id, request.who?.staff_id)
      const takers = listStaff(store).filter(
        (person) => person.has_pin && may(person, 'sell') && person.staff_id !== request.who?.staff_id
      )
      const all = listCounts(store, shift_id)
      const standing = listStandingCounts(store, shift_id)
      const is_again = request.query.again !== undefined && mayCountAgain(standing)
      return reply.html(
        closingPage(readPage(request, reply, shop), {
          standing: is_again ? [] : standing,
          is_second: is_again && standing.length > 0,
          may_again: mayCountAgain(standing),
          has_moved: all.length > 0 && standing.length === 0,
          denominations: readSettings(store).denominations,
          takers
        })
      )
    }
  )

  tillDeed(app, shop, '/shift/count', {
    door: 'sell',
    form: CountForm,
    work: (tx, { form, by }) => {
      const { shift_id } = readOpenShift(tx, by.terminal_id, by.staff_id)
      countDrawer(tx, by, shift_id, readCounted(form, readSettings(tx).denominations))
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/shift/closing', request)
  })

  tillDeed(app, shop, '/shift/closing', {
    door: 'sell',
    form: Type.Object({ counted: Type.Optional(Amount), reason: Reason }),
    work: (tx, { form, by }) => {
      const { shift_id } = readOpenShift(tx, by.terminal_id, by.staff_id)
      if (form.counted?.trim()) {
        const counted_minor = readAmount(form.counted, 'counted')
        countDrawer(tx, by, shift_id, { counted_minor, pieces: null })
      }
      const { counted_minor } = readCount(tx, shift_id)
      return closeTill(tx, by, counted_minor, form.reason?.trim() || null)
    },
    answer: ({ shift_id }, { request, reply }) => {
      carryAway()
      return reply.goTo(`/shifts/${shift_id}`, request)
    }
  })

  tillDeed(app, shop, '/shift/handover', {
    door: 'sell',
    form: Type.Object({
      taker_id: Id,
      pin: Type.String({ pattern: '^[0-9]{1,8}$' }),
      reason: Reason
    }),
    secrets: ['pin'],
    limits: TRIES,
    prepare: async ({ form, request }) => {
      const person = findStaff(store, form.taker_id)
      const terminal_id = request.terminal?.terminal_id ?? ''
      const meant = { way: 'pin', staff_id: person?.staff_id ?? null, terminal_id } as const
      const tries = pinTries(form.taker_id, terminal_id)
      await checkSecret(shop, { ...tries, secret: form.pin, hash: person?.pin_hash, meant })
      if (!person || !may(person, 'sell')) throw new Refusal('right/missing')
      return { token: newToken(), ended: request.cookies[SESSION_COOKIE] ?? '' }
    },
    work: (tx, { form: { taker_id, reason }, by, prepared: { token, ended } }) => {
      const { shift_id } = readOpenShift(tx, by.terminal_id, by.staff_id)
      const { counted_minor } = readCount(tx, shift_id)
      handOverTill(tx, by, {
        shift_id,
        counted_minor,
        reason: reason?.trim() || null,
        taker_id,
        next_id: newId(),
        business_day: currentDay(tx, by.at)
      })
      // Who stands at the till now is the taker, and so is who is signed in there.
      closeSession(tx, by, ended)
      openSession(tx, by, { token, staff_id: taker_id, terminal_id: by.terminal_id })
      return { shift_id, token_hash: tokenHash(token) }
    },
    answer: ({ shift_id, token_hash }, { request, reply, prepared }) => {
      carryAway()
      keepSession(reply, token_hash, prepared)
      return reply.goTo(`/shifts/${shift_id}`, request)
    }
  })

  deed(app, shop, '/shifts/:shift_id/closing', {
    door: 'close-shift-of-others',
    form: Type.Object({
      how: Type.Union([Type.Literal('counted'), Type.Literal('not-counted')]),
      counted: Type.Optional(Amount),
      reason: Reason
    }),
    work: (tx, { form, params, by }) => {
      const { shift_id = '' } = params
      const { staff_id } = by
      if (!staff_id) throw new Refusal('right/sign-in')
      const typed = form.counted?.trim() ?? ''
      if (form.how === 'counted' && typed === '') throw new Refusal('count/needed')
      const counted_minor = form.how === 'counted' ? readAmount(typed, 'counted') : null
      closeLeftShift(tx, { ...by, staff_id }, shift_id, {
        counted_minor,
        reason: form.reason?.trim() || null
      })
      return { shift_id }
    },
    answer: ({ shift_id }, { request, reply }) => {
      carryAway()
      return reply.goTo(`/shifts/${shift_id}`, request)
    }
  })

  tillDeed(app, shop, '/shifts/:shift_id/supplement', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { shift_id = '' } = params
      closeSupplement(tx, by, shift_id)
      return { shift_id }
    },
    answer: ({ shift_id }, { request, reply }) => reply.goTo(`/shifts/${shift_id}`, request)
  })

  /** The day's takings are in the book: let them be elsewhere before the lights go out. */
  function carryAway(): void {
    void shop.backup.engine.flush().then(() => shop.backup.courier.go())
  }
}

/** @throws {Refusal} count/needed where nobody counted since money moved last */
function readCount(tx: Tx, shift_id: string): DrawerCount {
  const count = listStandingCounts(tx, shift_id).at(-1)
  if (!count) throw new Refusal('count/needed')
  return count
}
