import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { html } from '../../views/html.ts'
import { queue, queuePage } from '../../views/printing/queue.ts'
import { screenPage, slipsOnScreen } from '../../views/printing/screen.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { jobStates } from '../../views/till/done.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { drawSlip } from './draw-slip.ts'
import { findJob, listShownSlips, listUnsettledSlips } from './find-jobs.ts'
import { findPrinter, listPrinters, printersById } from './find-printer.ts'
import { decideJob } from './settle-jobs.ts'

type OfJob = { Params: { job_id: string } }

/** What waits to be printed and what a person says to it; and the slips that come out on the screen. */
export async function queueRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop
  const sell = { config: { door: 'sell' } } as const

  app.get('/printing', sell, async (request, reply) =>
    reply.html(
      queuePage(readPage(request, reply, shop), listUnsettledSlips(store), { has_screen: hasScreen() })
    )
  )

  app.get('/printing/queue', sell, async (request, reply) =>
    reply.html(queue(readPage(request, reply, shop), listUnsettledSlips(store)))
  )

  app.get('/printing/screen', sell, async (request, reply) =>
    reply.html(screenPage(readPage(request, reply, shop), listShownSlips(store), { has_screen: hasScreen() }))
  )

  app.get('/printing/screen/slips', sell, async (request, reply) =>
    reply.html(slipsOnScreen(readPage(request, reply, shop), listShownSlips(store)))
  )

  app.get<OfJob>('/printing/slips/:job_id.svg', sell, async (request, reply) => {
    const job = findJob(store, request.params.job_id)
    const printer = job && findPrinter(store, job.printer_id)
    if (!job || !printer || job.kind === 'pulse') throw new Refusal('job/gone')
    const base = shop.config.public_url ?? `${request.protocol}://${request.host}`
    const rows = drawSlip(store, { ...job, kind: job.kind }, { base, columns: printer.columns })
    if (!rows) throw new Refusal('job/gone')
    return reply.picture(asPicture(rows, printer.columns))
  })

  // Whoever tests a printer need not be allowed to sell.
  app.get<OfJob>('/jobs/:job_id', { config: { door: 'signed-in' } }, async (request, reply) => {
    const job = findJob(store, request.params.job_id)
    if (!job) throw new Refusal('job/gone')
    return reply.html(jobStates(readPage(request, reply, shop), [job], printersById(store)))
  })

  deed(app, shop, '/jobs/:job_id', {
    door: 'sell',
    form: Type.Object({
      verdict: Type.Union([Type.Literal('printed'), Type.Literal('copy'), Type.Literal('drop')])
    }),
    work: (tx, { form, params, by }) => {
      decideJob(tx, by, params['job_id'] ?? '', form.verdict)
      return null
    },
    // The panels ask again at once, even where news of it does not get through.
    answer: (_result, { reply }) => reply.header('hx-trigger', '{"laci:job":{"target":"body"}}').html(html``)
  })

  function hasScreen(): boolean {
    return listPrinters(store).some(({ transport }) => transport === 'preview')
  }
}
