import type { FastifyInstance, FastifyRequest } from 'fastify'
import { shutPage } from '../../views/update/shut.ts'
import { wordsIn } from '../../views/words/words.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { isLoopback } from '../values/host-name.ts'

/** What a box on trial answers to whoever stands in it: how it is, and one page that anybody may see. */
const ANSWERED = ['/health', '/sign-in']

/**
 * Keeps everybody out of a version that has not shown yet that it is well. Tills are told "not now", and their outbox
 * asks again; a person who looks meanwhile sees that it takes a moment.
 */
export function keepShut(app: FastifyInstance, { trial, store }: Shop): void {
  if (!trial) return
  app.addHook('onRequest', async (request, reply) => {
    if (!trial.is_shut || isAskedInside(request)) return
    const { locale, name } = readSettings(store)
    reply.code(503).header('retry-after', '1').type('text/html; charset=utf-8')
    return reply.send(shutPage(wordsIn(locale), locale, name).text)
  })
}

function isAskedInside({ method, url, ip }: FastifyRequest): boolean {
  return method === 'GET' && ANSWERED.includes(url) && isLoopback(ip)
}
