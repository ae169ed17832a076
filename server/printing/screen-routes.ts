import type { FastifyInstance } from 'fastify'
import { screenPage, slipsOnScreen } from '../../views/printing/screen.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { receiptsUrl, type Shop } from '../shop.ts'
import { drawSlip } from './draw-slip.ts'
import { findJob } from './find-jobs.ts'
import { findPrinter, listPrinters } from './find-printer.ts'
import { listShownSlips } from './find-slips.ts'

/** The slips that come out on the screen, and any slip as a picture. */
export async function screenRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop
  const sell = { config: { door: 'sell' } } as const

  app.get('/printing/screen', sell, async (request, reply) => {
    const has_screen = listPrinters(store).some(({ transport }) => transport === 'preview')
    return reply.html(screenPage(readPage(request, reply, shop), listShownSlips(store), { has_screen }))
  })

  app.get('/printing/screen/slips', sell, async (request, reply) =>
    reply.html(slipsOnScreen(readPage(request, reply, shop), listShownSlips(store)))
  )

  app.get<{ Params: { job_id: string } }>('/printing/slips/:job_id.svg', sell, async (request, reply) => {
    const job = findJob(store, request.params.job_id)
    const printer = job && findPrinter(store, job.printer_id)
    if (!job || !printer || job.kind === 'pulse') throw new Refusal('job/gone')
    const base = receiptsUrl(shop) ?? `${request.protocol}://${request.host}`
    const rows = drawSlip(store, { ...job, kind: job.kind }, { base, columns: printer.columns })
    if (!rows) throw new Refusal('job/gone')
    return reply.picture(asPicture(rows, printer.columns))
  })
}
