import type { FastifyHelmetOptions } from '@fastify/helmet'
import { type FastifyServerOptions, LogController } from 'fastify'
import type { Shop } from '../shop.ts'
import { newId } from '../values/id.ts'
import { LAZY_CHECKS } from './lazy-checks.ts'

/** How large a form may be, but for the files in it. */
const FORM_BYTES = 64 * 1024

/** What every web application of the box is made with, whoever it is for. */
export function webBasics({ log }: Pick<Shop, 'log'>) {
  return {
    loggerInstance: log,
    bodyLimit: FORM_BYTES,
    genReqId: newId,
    schemaController: LAZY_CHECKS,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000
  } satisfies FastifyServerOptions
}

/** What a page of ours may do in a browser: nothing but what comes from here, and nothing that came as text. */
export const PAGE_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'], // a slip's picture stands by itself, with the logo in it
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"]
    }
  },
  // A browser that was told so would find no way back to the page in the clear that says how to trust the box, which
  // has the same name, after the box got a new authority or on the box itself. Cookies are safe without (`__Host-`).
  strictTransportSecurity: false
}

/** What somebody is told who asks too often: thrown by the rate limit, answered in words as everything else. */
export function tooMany(): Error {
  return Object.assign(new Error('too many requests'), { code: 'LACI_TOO_MANY', statusCode: 429 })
}
