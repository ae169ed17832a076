import type { FastifyInstance } from 'fastify'
import { backupPage, standingPanel } from '../../views/backup/backup.ts'
import type { Page } from '../../views/page.ts'
import { type Answering, deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { JobName } from '../schedule.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { readLight } from './light/read-light.ts'
import { readStanding } from './read-standing.ts'

/** The backup at a glance, and the jobs. */
export async function backupRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  app.get('/backup', { config: { door: 'see-backup' } }, async (request, reply) => {
    const standing = readStanding(shop)
    return reply.html(backupPage(readPage(request, reply, shop), standing, readLight(shop)))
  })

  app.get('/backup/standing', { config: { door: 'see-backup' } }, async (request, reply) =>
    reply.html(drawStanding(readPage(request, reply, shop), shop))
  )

  deed(app, shop, '/backup/jobs/:name', {
    door: 'manage-backup',
    form: Type.Object({}),
    work: (_tx, { params }) => {
      if (!shop.schedule?.next().has(params['name'] as JobName)) throw new Refusal('page/missing')
      return null
    },
    answer: (_result, { prepared: _, request, reply }) => {
      // Some take minutes; how it went stands in the table.
      const { name } = request.params as { name: JobName }
      void shop.schedule?.run(name)
      return reply.goTo('/backup', request)
    }
  })
}

/** How it stands, drawn anew. */
function drawStanding(page: Page, shop: Shop) {
  const standing = readStanding(shop)
  return standingPanel(page, standing, readLight(shop))
}

/** The answer of a deed that changes how it stands: the panel, or for a browser without scripts the page. */
export function answerStanding(shop: Shop, { page, request, reply }: Answering): unknown {
  if (!request.headers['hx-request']) return reply.goTo('/backup', request)
  return reply.html(drawStanding(page, shop))
}
