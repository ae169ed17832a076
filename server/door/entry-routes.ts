import type { FastifyInstance, FastifyRequest } from 'fastify'
import { doorSignIn } from '../../views/door/sign-in.ts'
import { visitsPage } from '../../views/door/visits.ts'
import type { By } from '../events/record.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal, refusals } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { nameDevice } from './devices.ts'
import { listEntries } from './entries.ts'
import { endSessionsOf, endVisit, listVisits, touchVisit } from './sessions.ts'
import { porter } from './sign-in.ts'
import { DOOR_COOKIE, DOOR_COOKIES, keepVisit, triesBy } from './visitors.ts'
import type { DoorWindow } from './window.ts'

const SignInForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
  code: Type.String({ minLength: 6, maxLength: 40 })
})

/** Going in, going out, and one's own sessions: all that the door ever writes. */
export async function entryRoutes(app: FastifyInstance, shop: Shop & { window: DoorWindow }): Promise<void> {
  const { window } = shop
  const { store, clock, config } = shop
  const open = porter(shop)
  const tries = { rateLimit: { max: 30, timeWindow: '1 minute', keyGenerator: triesBy(shop) } }
  const own = { door: 'signed-in', rateLimit: { max: 60, timeWindow: '1 minute' } } as const
  const pageOf = (...at: [FastifyRequest, Parameters<typeof readPage>[1]]) =>
    readPage(...at, { store: window })

  app.get<{ Querystring: { by?: string } }>(
    '/sign-in',
    { config: { door: 'anyone' } },
    async (request, reply) => {
      if (request.visitor) return reply.goTo('/', request)
      return reply.html(doorSignIn(pageOf(request, reply), { by: waysOf(request.query.by) }))
    }
  )

  app.post<{ Body: { name: string; password: string; code: string }; Querystring: { by?: string } }>(
    '/sign-in',
    { schema: { body: SignInForm }, config: { door: 'anyone', ...tries }, preHandler: app.csrfProtection },
    async (request, reply) => {
      const { name, password, code } = request.body
      const { cookies, headers, ip } = request
      try {
        const visit = await open({
          name,
          password,
          code,
          device_key: cookies[DOOR_COOKIES.device],
          device: nameDevice(headers['user-agent']),
          address: config.door?.trusts_proxy ? ip : null
        })
        keepVisit(reply, visit)
        return reply.goTo('/', request)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const refused = { by: waysOf(request.query.by), name, refusal: error }
        return reply.code(refusals[error.code]).html(doorSignIn(pageOf(request, reply), refused))
      }
    }
  )

  app.post(
    '/sign-out',
    { config: { ...own, door: 'anyone' }, preHandler: app.csrfProtection },
    async (request, reply) => {
      const { visitor } = request
      if (visitor) await store.commit((tx) => endVisit(tx, by(visitor), visitor.staff_id, visitor.session_id))
      reply.clearCookie(DOOR_COOKIES.session, DOOR_COOKIE)
      // Whatever the telephone kept to show without the shop goes with it.
      return reply.header('clear-site-data', '"cache", "storage"').goTo('/sign-in', request)
    }
  )

  app.get('/visits', { config: { door: 'signed-in' } }, async (request, reply) => {
    const { staff_id, session_id } = request.visitor!
    const seen = window.look(() => ({
      visits: listVisits(window, staff_id, clock.now()),
      entries: listEntries(window, 20)
    }))
    return reply.html(visitsPage(pageOf(request, reply), { ...seen, own: session_id }))
  })

  app.post<{ Body: { session_id?: string } }>(
    '/visits/end',
    {
      schema: { body: Type.Object({ session_id: Type.Optional(Id) }) },
      config: own,
      preHandler: app.csrfProtection
    },
    async (request, reply) => {
      const { staff_id, session_id } = request.visitor!
      const { session_id: meant } = request.body
      await store.commit((tx) => {
        if (meant) endVisit(tx, by(request.visitor!), staff_id, meant)
        else endSessionsOf(tx, staff_id, session_id)
      })
      return reply.goTo('/visits', request)
    }
  )

  // A page that is looked at without anything being asked for: its person touched it.
  app.post('/visits/here', { config: own, preHandler: app.csrfProtection }, async (request, reply) => {
    await store.commit((tx) => touchVisit(tx, request.visitor!.session_id, clock.now()))
    return reply.code(204).send()
  })

  function by({ staff_id }: { staff_id: string }): By {
    return { at: clock.now(), staff_id, terminal_id: null, request_id: null }
  }
}

function waysOf(by: string | undefined): 'code' | 'recovery' {
  return by === 'recovery' ? 'recovery' : 'code'
}
