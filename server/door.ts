import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import type { DoorConfig } from './config.ts'
import { answerDoorErrors } from './door/answer-errors.ts'
import { entryRoutes } from './door/entry-routes.ts'
import { isOwnName } from './door/hosts.ts'
import { tellVisitors } from './door/live.ts'
import { lookRoutes } from './door/look-routes.ts'
import { DOOR_COOKIE, DOOR_COOKIES, watchVisitors } from './door/visitors.ts'
import { openWindow } from './door/window.ts'
import { PAGE_HEADERS, tooMany, webBasics } from './http/basics.ts'
import { replyWithHtml } from './http/html-reply.ts'
import { readFieldsOnce } from './http/single-fields.ts'
import { serveStaticFiles } from './http/static-files.ts'
import type { Shop } from './shop.ts'

/** Unlike in the shop, the way is a telephone's: paid for by the byte, and slower than the box squeezes. */
const COMPRESSED_FROM_BYTES = 1000

/** The door's addresses: what is looked at, and going in and out. */
export const DOOR_ROUTES = [lookRoutes, entryRoutes]

/** How the door stands where nobody said otherwise: on this machine, asked for by this machine's own names. */
const PLAIN: DoorConfig = { host: '127.0.0.1', port: 0, names: [], trusts_proxy: false }

/**
 * Builds the owner's door: an application of its own with none of the till's addresses. What it shows it reads through
 * a window that can't write; what it writes is who came in and went out. It does not listen yet.
 */
export async function buildDoor(shop: Shop): Promise<FastifyInstance> {
  const config = shop.config.door ?? PLAIN
  const app = Fastify({ ...webBasics(shop), trustProxy: (_address, hop) => config.trusts_proxy && hop === 0 })
  const window = openWindow(shop)
  app.addHook('onClose', async () => window.close())

  app.addHook('onRequest', async ({ headers }, reply) => {
    if (!isOwnName(config, headers)) return reply.code(421).type('text/plain').send('421 Misdirected Request')
  })
  await app.register(helmet, PAGE_HEADERS)
  await app.register(rateLimit, {
    max: 600,
    keyGenerator: ({ visitor, ip }) => visitor?.session_id ?? ip,
    timeWindow: '1 minute',
    errorResponseBuilder: tooMany
  })
  // Browsers send forms, and so nothing else is read.
  app.removeAllContentTypeParsers()
  await app.register(cookie)
  await app.register(csrf, { cookieKey: DOOR_COOKIES.form, cookieOpts: DOOR_COOKIE })
  await app.register(formbody)
  await app.register(compress, {
    global: true,
    threshold: COMPRESSED_FROM_BYTES,
    encodings: ['gzip', 'identity']
  })

  replyWithHtml(app)
  watchVisitors(app, shop)
  readFieldsOnce(app)
  answerDoorErrors(app, window)
  await serveStaticFiles(app)

  for (const routes of DOOR_ROUTES) await app.register(routes, { ...shop, window })
  tellVisitors(app, shop, config)
  return app
}
