import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** A browser keeps such a cookie only when it came encrypted, and shows it to the one host that gave it. @see RFC 6265bis, 4.1.3 */
const PREFIX = '__Host-'

/**
 * Over HTTPS every cookie goes out marked as secure and under a name that no page sent in the clear could set or read;
 * the rest of the box knows the plain names. On the box itself, which speaks plain HTTP with itself, nothing changes.
 */
export function secureCookies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const set = reply.getHeader('set-cookie')
    if (request.protocol !== 'https' || set === undefined) return
    reply.removeHeader('set-cookie')
    reply.header(
      'set-cookie',
      [set].flat().map((cookie) => `${PREFIX}${cookie}; Secure`)
    )
  })
}

/** Takes in what came over HTTPS: only cookies that came to be there count. */
export function takeSecureCookies({ headers }: IncomingMessage): void {
  if (headers.cookie === undefined) return
  headers.cookie = headers.cookie
    .split(/; */)
    .filter((cookie) => cookie.startsWith(PREFIX))
    .map((cookie) => cookie.slice(PREFIX.length))
    .join('; ')
}
