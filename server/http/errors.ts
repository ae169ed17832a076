import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { approval, approvalPage } from '../../views/approval.ts'
import { refusalNotice, refusalPage } from '../../views/refusal.ts'
import { hasOwner } from '../auth/find-staff.ts'
import { Refusal, type RefusalCode, refusals } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { findAsking } from './approvals.ts'
import { readPage } from './read-page.ts'
import { pathIn, safePath } from './safe-path.ts'

/**
 * Turns whatever went wrong into an answer a person can act on. What a person can put right is said in words; what
 * only we can is logged with its stack and shown as a number to quote.
 */
export function answerErrors(app: FastifyInstance, shop: Shop): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refusal = error instanceof Refusal ? error : asRefusal(error)
    if (!refusal) {
      request.log.error({ err: error }, 'a mistake of ours')
      return answer(new Refusal('box/mistake', { number: request.id }), request, reply)
    }
    // Whose number it is, or what was typed to find somebody, a person may read; a log is kept longer than people
    // want to be remembered.
    const { name: _name, text: _text, ...facts } = refusal.facts
    const level = BREAKING_IN.has(refusals[refusal.code]) ? 'warn' : 'info'
    request.log[level]({ refused: refusal.code, facts, ...whoWas(request) }, 'refused')
    if (refusal.code === 'right/sign-in' || refusal.code === 'terminal/taken-out') {
      return sendToSignIn(request, reply)
    }
    if (refusal.code === 'session/locked') return sendToUnlock(request, reply)
    return answer(refusal, request, reply)
  })

  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) =>
    answer(new Refusal('page/missing'), request, reply)
  )

  function answer(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.code(refusals[refusal.code])
    const page = readPage(request, reply, shop)
    const asking = findAsking(request, shop, refusal)
    if (asking && !request.headers['hx-request']) return reply.html(approvalPage(page, refusal, asking))
    if (!request.headers['hx-request']) return reply.html(refusalPage(page, refusal))
    if (asking) {
      reply.header('hx-retarget', '#ask').header('hx-reswap', 'innerHTML').header('hx-reselect', '.approval')
      return reply.html(approval(page, refusal, asking))
    }
    reply.header('hx-retarget', '#notice').header('hx-reswap', 'innerHTML').header('hx-reselect', '.notice')
    return reply.html(refusalNotice(page, refusal))
  }

  function sendToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { url } = request
    // Whoever pointed a telephone at a device's code goes on to it once they are signed in.
    const back = LEADS_ON.test(url) && safePath(url) ? `?back=${encodeURIComponent(url)}` : ''
    return sendAway(hasOwner(shop.store) ? `/sign-in${back}` : '/setup', request, reply)
  }

  /** To the one question, and back to the page that asked: what is being sold stands there as it was. */
  function sendToUnlock(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const page = request.headers['hx-request'] ? pathIn(request.headers['hx-current-url']) : request.url
    const back = request.method === 'GET' || request.headers['hx-request'] ? safePath(page) : undefined
    return sendAway(back ? `/sign-in?back=${encodeURIComponent(back)}` : '/sign-in', request, reply)
  }
}

/** To another page, and what was asked is not done: told so, the outbox keeps it until whoever pressed it is back. */
function sendAway(url: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!request.headers['hx-request']) return reply.redirect(url, 303)
  return reply.code(401).header('hx-redirect', url).type('text/html; charset=utf-8').send('')
}

const LEADS_ON = /^\/tills\/new\?code=/

/** What is answered to somebody who tries doors: not signed in, not allowed, too often, or by a form of another site. */
const BREAKING_IN: ReadonlySet<number> = new Set([401, 403, 429])

/** Who asked, where and from where, for whoever reads the log of a break-in; nothing of what was typed. */
function whoWas({ who, terminal, ip, method, routeOptions }: FastifyRequest) {
  const { staff_id = null } = who ?? {}
  const { terminal_id = null } = terminal ?? {}
  return { staff_id, terminal_id, ip, asked: `${method} ${routeOptions.url ?? 'nowhere'}` }
}

/** Errors of the framework that a person can put right. */
export function asRefusal(error: FastifyError): Refusal | undefined {
  const code = FRAMEWORK_ERRORS[error.code] ?? (isUnreadable(error) ? 'form/unreadable' : undefined)
  if (code === 'form/unreadable') {
    return new Refusal(code, { field: error.validation?.[0]?.instancePath.slice(1) ?? '' })
  }
  return code && new Refusal(code)
}

/** Whatever else the framework and its plugins lay at the asker's door came in a shape that no page of ours sends. */
function isUnreadable({ code, statusCode = 500, validation }: FastifyError): boolean {
  return validation !== undefined || (/^FST_/.test(code) && statusCode >= 400 && statusCode < 500)
}

const FRAMEWORK_ERRORS: Record<string, RefusalCode> = {
  FST_CSRF_MISSING_SECRET: 'form/stale',
  FST_CSRF_INVALID_TOKEN: 'form/stale',
  FST_ERR_CTP_BODY_TOO_LARGE: 'page/too-large',
  FST_REQ_FILE_TOO_LARGE: 'page/too-large',
  FST_FILES_LIMIT: 'page/too-large',
  FST_FIELDS_LIMIT: 'page/too-large',
  FST_PARTS_LIMIT: 'page/too-large',
  FST_ERR_BAD_URL: 'page/missing',
  LACI_TOO_MANY: 'sign-in/too-many'
}
