import type { FastifyInstance } from 'fastify'
import { answerList, answersPage } from '../../views/answers/answers.ts'
import { readPage } from '../http/read-page.ts'
import type { Shop } from '../shop.ts'
import { judgeAnswers } from './judge-answers.ts'
import { readAnswers } from './read-answers.ts'

/** Straight answers to what an owner asks, from how it really is. */
export async function answerRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const see = { config: { door: 'see-backup' } } as const

  app.get('/answers', see, async (request, reply) => {
    const facts = readAnswers(shop)
    return reply.html(answersPage(readPage(request, reply, shop), facts, judgeAnswers(facts)))
  })

  app.get('/answers/now', see, async (request, reply) => {
    const facts = readAnswers(shop)
    return reply.html(answerList(readPage(request, reply, shop), facts, judgeAnswers(facts)))
  })
}
