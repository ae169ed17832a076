import type { FastifyInstance } from 'fastify'
import { sessionsPage } from '../../views/sessions.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { safePath } from '../http/safe-path.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { closeOtherSessions, listSessions, lockSession, tokenHash } from './sessions.ts'

/** Where one is signed in, ending that elsewhere, and locking the screen in front of one. */
export async function sessionRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock, activity } = shop

  app.get('/sessions', { config: { door: 'signed-in' } }, async (request, reply) => {
    const now = clock.now()
    const here = tokenHash(request.cookies[SESSION_COOKIE] ?? '')
    const { lock_after_minutes } = readSettings(store)
    const sessions = listSessions(store, request.who!.staff_id, now).map((session) => ({
      ...session,
      is_here: session.token_hash === here,
      is_locked: activity.isLocked(session, now, lock_after_minutes),
      used_at: activity.lastOf(session)
    }))
    return reply.html(sessionsPage(readPage(request, reply, shop), sessions, now))
  })

  deed(app, shop, '/sessions/others/end', {
    door: 'signed-in',
    form: Type.Object({}),
    prepare: async ({ request }) => request.cookies[SESSION_COOKIE] ?? '',
    work: (tx, { by, prepared }) => {
      closeOtherSessions(tx, { ...by, staff_id: by.staff_id! }, prepared) // the door lets in only who is signed in
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/sessions', request)
  })

  deed(app, shop, '/session/lock', {
    door: 'signed-in',
    form: Type.Object({ back: Type.Optional(Type.String({ maxLength: 500 })) }),
    prepare: async ({ request }) => request.cookies[SESSION_COOKIE] ?? '',
    work: (tx, { by, prepared }) => {
      lockSession(tx, { ...by, staff_id: by.staff_id! }, prepared)
      return null
    },
    // At a till somebody else comes next as likely as not.
    answer: (_outcome, { request, reply }) => {
      const back = safePath((request.body as { back?: string }).back)
      const query = new URLSearchParams({ ...(request.terminal && { by: 'name' }), ...(back && { back }) })
      return reply.goTo(`/sign-in?${query}`, request)
    }
  })

  deed(app, shop, '/settings/lock', {
    door: 'edit-settings',
    form: Type.Object({ minutes: Type.Integer({ minimum: 1, maximum: 60 }) }),
    work: (tx, { form, by }) => {
      if (readSettings(tx).lock_after_minutes !== form.minutes) {
        changeSettings(tx, by, { lock_after_minutes: form.minutes })
      }
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/tills?saved', request)
  })
}
