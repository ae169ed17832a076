import type { FastifyInstance } from 'fastify'
import { certificatesPage } from '../../views/certificates/certificates.ts'
import { trustSheet } from '../../views/certificates/sheet.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { ownNames } from './box-names.ts'
import { makeAuthorityApart } from './certify.ts'
import { keepAuthority, namesToSign } from './find-authority.ts'
import { standingOf } from './standing.ts'

/** How devices reach the box and come to trust it, for whoever set it up. */
export async function certificateRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const door = 'edit-settings'

  // Only a device that trusts the box gets this far; the page that asks stands at another address.
  app.get('/trusted', { config: { door: 'anyone' } }, async (_request, reply) =>
    reply
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'no-store')
      .code(204)
      .send()
  )

  app.get('/certificates', { config: { door } }, async (request, reply) =>
    reply.html(certificatesPage(readPage(request, reply, shop), standingOf(shop)))
  )

  app.get('/certificates/sheet', { config: { door } }, async (request, reply) =>
    reply.html(trustSheet(readPage(request, reply, shop), standingOf(shop)))
  )

  deed(app, shop, '/certificates/renewal', {
    door,
    form: Type.Object({}),
    prepare: async () => await shop.lan?.renew(),
    work: () => null,
    answer: (_result, { request, reply }) => reply.goTo('/certificates', request)
  })

  deed(app, shop, '/certificates/authority', {
    door,
    form: Type.Object({ agree: Type.Literal('yes') }),
    prepare: async () => {
      const names = namesToSign(ownNames(shop.config.names ?? []))
      return { names, made: await makeAuthorityApart(names, new Date(shop.clock.now())) }
    },
    work: (tx, { by, prepared: { made, names } }) => {
      keepAuthority(tx, by, made, names)
      return null
    },
    // This very device does not trust the box any more: it goes where one begins.
    answer: (_result, { request, reply }) => {
      void shop.lan?.look()
      return reply.goTo(shop.lan?.trust_url ?? '/certificates', request)
    }
  })
}
