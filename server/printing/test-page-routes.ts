import type { FastifyInstance } from 'fastify'
import { jobWatch } from '../../views/printing/job-watch.ts'
import { TEST_STEPS, testPage, testPrinted, testStep } from '../../views/printing/test-page.ts'
import { drawerTried } from '../../views/printing/test-page-drawer.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { type Printer, readPrinter } from './find-printer.ts'
import { queuePulse, queueTest } from './queue-jobs.ts'
import { changePrinter, type PrinterCard } from './save-printer.ts'
import { DRAWER_TRIALS, lessonOf, pulseFrom, stepsFrom, withStep } from './test-page.ts'

const STEPS = [...TEST_STEPS, 'end'] as const
/** Which steps taught something so far, from one to the next. */
const Learnt = Type.Optional(Type.String({ maxLength: 60 }))
/** How the drawer was opened before it was tried otherwise. */
const Before = Type.Optional(Type.String({ pattern: '^[25]-\\d{1,3}$' }))

type AtPrinter = { Params: { printer_id: string } }

/** The test page: it is printed, people are asked how it came out, and the printer is set up by what they say. */
export async function testPageRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop
  const door = 'edit-printers'

  app.get<AtPrinter & { Querystring: { added?: string } }>(
    '/printers/:printer_id/test',
    { config: { door } },
    async (request, reply) => {
      const printer = readPrinter(store, request.params.printer_id)
      const is_new = request.query.added !== undefined
      return reply.html(testPage(readPage(request, reply, shop), printer, { is_new }))
    }
  )

  app.get<{ Params: { printer_id: string; step: string }; Querystring: { learnt?: unknown } }>(
    '/printers/:printer_id/test/:step',
    { config: { door } },
    async (request, reply) => {
      const { printer_id } = request.params
      const step = STEPS.find((one) => one === request.params.step)
      if (!step) throw new Refusal('page/missing')
      const printer = readPrinter(store, printer_id)
      const learnt = stepsFrom(String(request.query.learnt ?? ''))
      return reply.html(testStep(readPage(request, reply, shop), step, { printer, learnt }))
    }
  )

  deed(app, shop, '/printers/:printer_id/tests', {
    door,
    form: Type.Object({ of: Type.Union([Type.Literal('slip'), Type.Literal('drawer')]) }),
    work: (tx, { form, params, by }) => {
      const { printer_id } = readPrinter(tx, params['printer_id'] ?? '')
      const { of } = form
      const job_id =
        of === 'slip'
          ? queueTest(tx, by, printer_id)
          : queuePulse(tx, by, { printer_id, subject_id: printer_id, why: 'test' })
      return { of, printer_id, job_id }
    },
    answer: ({ of, printer_id, job_id }, { page, reply }) =>
      reply.html(of === 'slip' ? testPrinted(page, readPrinter(store, printer_id), job_id) : jobWatch(job_id))
  })

  deed(app, shop, '/printers/:printer_id/lessons', {
    door,
    form: Type.Object({
      step: Type.Enum([...TEST_STEPS]),
      answer: Type.String({ maxLength: 20 }),
      learnt: Learnt,
      before: Before
    }),
    work: (tx, { form, params, by }) => {
      const printer = readPrinter(tx, params['printer_id'] ?? '')
      const { step, answer, learnt = '', before = '' } = form
      const lesson = step === 'drawer' ? drawerLesson(answer, before) : lessonOf(step, answer)
      if (!lesson) throw new Refusal('form/unreadable')
      if (teaches(printer, lesson)) changePrinter(tx, by, { ...printer, ...lesson })
      return { printer_id: printer.printer_id, step, learnt: withStep(learnt, step, answer) }
    },
    answer: ({ printer_id, step, learnt }, { page, reply }) => {
      const next = STEPS[STEPS.indexOf(step) + 1] ?? 'end'
      const printer = readPrinter(store, printer_id)
      return reply.html(testStep(page, next, { printer, learnt: stepsFrom(learnt) }))
    }
  })

  // Each try is how the printer is set up from then on, so that the next sale opens the drawer as this did.
  deed(app, shop, '/printers/:printer_id/drawer-trials', {
    door,
    form: Type.Object({
      trial: Type.Integer({ minimum: 0, maximum: DRAWER_TRIALS.length - 1 }),
      learnt: Learnt,
      before: Before
    }),
    work: (tx, { form, params, by }) => {
      const printer = readPrinter(tx, params['printer_id'] ?? '')
      const { printer_id, drawer_pin, pulse_ms } = printer
      const { trial, learnt = '', before = `${drawer_pin}-${pulse_ms}` } = form
      changePrinter(tx, by, { ...printer, ...DRAWER_TRIALS[trial]! })
      const job_id = queuePulse(tx, by, { printer_id, subject_id: printer_id, why: 'test' })
      return { printer_id, job_id, trial, before, learnt }
    },
    answer: ({ printer_id, job_id, trial, before, learnt }, { page, reply }) => {
      const standing = { printer: readPrinter(store, printer_id), learnt: stepsFrom(learnt) }
      const next = trial + 1 < DRAWER_TRIALS.length ? trial + 1 : undefined
      return reply.html(drawerTried(page, standing, { job_id, next, before }))
    }
  })
}

/** It opened, or nothing opened it: then all is as before. */
function drawerLesson(answer: string, before: string): Partial<PrinterCard> | undefined {
  return pulseFrom(answer === 'none' ? before : answer)
}

function teaches(printer: Printer, lesson: Partial<PrinterCard>): boolean {
  return Object.entries(lesson).some(([name, value]) => printer[name as keyof Printer] !== value)
}
