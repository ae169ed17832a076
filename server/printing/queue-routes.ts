import type { FastifyInstance, FastifyReply } from 'fastify'
import { html } from '../../views/html.ts'
import { jobStates } from '../../views/printing/job-states.ts'
import { light, queueTask } from '../../views/printing/light.ts'
import { groups, queue, queuePage } from '../../views/printing/queue.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { tillOf } from '../till/at-till.ts'
import { Type } from '../values/shape.ts'
import { findJob, findNextJob } from './find-jobs.ts'
import { findPrinter, listPrinters, printersById } from './find-printer.ts'
import { listPastSlips } from './find-slips.ts'
import { handOver, handOverAll } from './hand-over.ts'
import { readLight, readQueue } from './read-queue.ts'
import { copyJob, decideJob } from './settle-jobs.ts'

type OfJob = { Params: { job_id: string } }

/** What waits to be printed, what a person says to it, and the light on each till that tells of it. */
export async function queueRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock, printing, log } = shop
  const sell = { config: { door: 'sell' } } as const

  app.get('/printing', sell, async (request, reply) => {
    const has_screen = listPrinters(store).some(({ transport }) => transport === 'preview')
    return reply.html(queuePage(readPage(request, reply, shop), all(), { has_screen }))
  })

  app.get('/printing/queue', sell, async (request, reply) =>
    reply.html(queue(readPage(request, reply, shop), all()))
  )

  app.get('/till/jobs', sell, async (request, reply) =>
    reply.html(light(readPage(request, reply, shop), readLight(store, tillOf(request))))
  )

  app.get('/till/printers', sell, async (request, reply) =>
    reply.html(queueTask(readPage(request, reply, shop), readQueue(store), clock.now()))
  )

  app.get('/till/printers/queue', sell, async (request, reply) =>
    reply.html(groups(readPage(request, reply, shop), readQueue(store), clock.now()))
  )

  // Whoever tests a printer need not be allowed to sell.
  app.get<OfJob>('/jobs/:job_id', { config: { door: 'signed-in' } }, async (request, reply) => {
    const job = findJob(store, request.params.job_id)
    if (!job) throw new Refusal('job/gone')
    return reply.html(jobStates(readPage(request, reply, shop), [job], printersById(store)))
  })

  deed(app, shop, '/jobs/:job_id', {
    door: 'sell',
    form: Type.Object({
      verdict: Type.Union([
        Type.Literal('printed'),
        Type.Literal('copy'),
        Type.Literal('drop'),
        Type.Literal('again')
      ])
    }),
    work: (tx, { form, params, by }) => decideJob(tx, by, params['job_id'] ?? '', form.verdict),
    answer: ({ printer_id }, { reply }) => lookAgain(reply, printer_id)
  })

  deed(app, shop, '/jobs/:job_id/copies', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { params, by }) => copyJob(tx, by, params['job_id'] ?? ''),
    answer: ({ printer_id }, { reply }) => lookAgain(reply, printer_id)
  })

  deed(app, shop, '/jobs/:job_id/hand-over', {
    door: 'sell',
    form: Type.Object({ printer_id: Id }),
    work: (tx, { form, params, by }) => {
      handOver(tx, by, params['job_id'] ?? '', form.printer_id)
      return { printer_id: form.printer_id }
    },
    answer: ({ printer_id }, { reply }) => lookAgain(reply, printer_id)
  })

  deed(app, shop, '/printing/printers/:printer_id/hand-over', {
    door: 'sell',
    form: Type.Object({ printer_id: Id }),
    work: (tx, { form, params, by }) => {
      handOverAll(tx, by, params['printer_id'] ?? '', form.printer_id)
      return { printer_id: form.printer_id }
    },
    answer: ({ printer_id }, { reply }) => lookAgain(reply, printer_id)
  })

  deed(app, shop, '/printing/printers/:printer_id/tries', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { params: { printer_id = '' } }) => {
      if (!findPrinter(tx, printer_id)) throw new Refusal('printer/gone')
      return { printer_id }
    },
    answer: ({ printer_id }, { reply }) => lookAgain(reply, printer_id)
  })

  function all() {
    return { groups: readQueue(store), past: listPastSlips(store), now: clock.now() }
  }

  /** The printer is tried at once; and the panels ask again, even where news of it does not get through. */
  function lookAgain(reply: FastifyReply, printer_id: string): unknown {
    if (findNextJob(store, printer_id)) printing.wake(printer_id)
    else {
      // Nothing waits, so nobody else would ask the printer how it is.
      printing.look(printer_id).catch((error: unknown) => {
        log.error({ err: error, printer_id }, 'a printer could not be asked')
      })
    }
    return reply.header('hx-trigger', '{"laci:job":{"target":"body"}}').html(html``)
  }
}
