import type { FastifyInstance } from 'fastify'
import { jobWatch } from '../../views/printing/job-watch.ts'
import { drawerOpening, openingPanel } from '../../views/till/drawer.ts'
import { deed, tillDeed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { findTerminal } from '../terminals/find-terminal.ts'
import { Type } from '../values/shape.ts'
import { DRAWER_REASONS, openWithoutSale, tryDrawer } from './open-drawer.ts'

/** Drawers that are opened though nothing is sold: at a till for a reason, and by whoever sets them up. */
export async function drawerRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  app.get('/till/drawer', { config: { door: 'sell' } }, async (request, reply) => {
    if (!request.terminal) throw new Refusal('terminal/needed')
    return reply.html(openingPanel(readPage(request, reply, shop)))
  })

  tillDeed(app, shop, '/till/drawer', {
    door: 'sell',
    form: Type.Object({
      reason: Type.Union(DRAWER_REASONS.map((reason) => Type.Literal(reason))),
      note: Type.Optional(Type.String({ maxLength: 120 }))
    }),
    work: (tx, { form, by }) => {
      const { reason } = form
      const note = (reason === 'other' && form.note?.trim()) || null
      return openWithoutSale(tx, by, { opening_id: by.request_id, reason, note })
    },
    answer: ({ job_id }, { page, reply }) => reply.html(drawerOpening(page, job_id))
  })

  deed(app, shop, '/tills/:terminal_id/drawer/tests', {
    door: 'edit-printers',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { terminal_id = '' } = params
      if (!findTerminal(tx, terminal_id)) throw new Refusal('terminal/gone')
      return tryDrawer(tx, by, terminal_id)
    },
    answer: ({ job_id }, { reply }) => reply.html(jobWatch(job_id))
  })
}
