import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { doorRefusal } from '../../views/door/frame.ts'
import type { Reader } from '../db/prepare.ts'
import { asRefusal } from '../http/errors.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal, refusals } from '../refusal.ts'

/** Answers at the door what went wrong: in words, and to a stranger with nothing but the way to sign in. */
export function answerDoorErrors(app: FastifyInstance, window: Reader): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refusal = error instanceof Refusal ? error : asRefusal(error)
    if (!refusal) {
      request.log.error({ err: error }, 'a mistake of ours')
      return answer(new Refusal('box/mistake', { number: request.id }), request, reply)
    }
    request.log.info({ refused: refusal.code }, 'refused at the door')
    if (refusal.code === 'right/sign-in') return reply.goTo('/sign-in', request)
    return answer(refusal, request, reply)
  })

  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) =>
    answer(new Refusal('page/missing'), request, reply)
  )

  function answer(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const page = readPage(request, reply, { store: window })
    return reply.code(refusals[refusal.code]).html(doorRefusal(page, refusal))
  }
}
