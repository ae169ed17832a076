import type { FastifyInstance } from 'fastify'
import { jobWatch } from '../../views/printing/job-watch.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { shiftPage } from '../../views/shifts/shift.ts'
import { drawerOpenings } from '../../views/shifts/shift-drawer.ts'
import { shiftListPage } from '../../views/shifts/shift-list.ts'
import { shiftReportPage } from '../../views/shifts/shift-report.ts'
import { moveTillCash } from '../checkout/check-out.ts'
import { printX } from '../checkout/print-x.ts'
import { openTill } from '../checkout/shift-ends.ts'
import { deed, tillDeed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { drawSlip } from '../printing/draw-slip.ts'
import { readPrinterAtHand } from '../printing/find-printer.ts'
import { queueCopy } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import { readAmount } from '../requests/read-amount.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'
import { readDrawerOpenings } from './drawer-openings.ts'
import { findCashMove } from './find-cash-move.ts'
import { findOpenShift, findShiftReport, listShifts, readOpenShift } from './find-shift.ts'

const Amount = Type.String({ minLength: 1, maxLength: 20 })

/** The shift at a till: opening, looking at it, cash in and out; and the shifts there were. */
export async function shiftRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop
  const sell = { config: { door: 'sell' } } as const

  app.get('/shift', sell, async (request, reply) => {
    if (!request.terminal) throw new Refusal('terminal/needed')
    const open = findOpenShift(store, request.terminal.terminal_id, request.who?.staff_id)
    const { cash_reasons } = readSettings(store)
    return reply.html(
      shiftPage(readPage(request, reply, shop), open && findShiftReport(store, open.shift_id), cash_reasons)
    )
  })

  app.get('/shifts', sell, async (request, reply) =>
    reply.html(shiftListPage(readPage(request, reply, shop), listShifts(store)))
  )

  app.get<{ Params: { shift_id: string } }>('/shifts/:shift_id', sell, async (request, reply) => {
    const report = findShiftReport(store, request.params.shift_id)
    if (!report) throw new Refusal('shift/gone')
    return reply.html(shiftReportPage(readPage(request, reply, shop), report))
  })

  app.get<{ Params: { shift_id: string } }>('/shifts/:shift_id/slip.svg', sell, async (request, reply) => {
    const { shift_id: subject_id } = request.params
    // A shift that runs has no Z yet, and nobody is told what its drawer should hold before they count it.
    const kind = findShiftReport(store, subject_id)?.closing ? 'z' : 'x'
    const page = readPage(request, reply, shop)
    const rows = drawSlip(store, { kind, subject_id, is_blind: !page.may('see-expected') })
    if (!rows) throw new Refusal('shift/gone')
    return reply.picture(asPicture(rows, readSettings(store).columns))
  })

  tillDeed(app, shop, '/shift', {
    door: 'sell',
    form: Type.Object({ float: Amount }),
    work: (tx, { form, by }) => {
      openTill(tx, by, {
        shift_id: by.request_id,
        float_minor: readAmount(form.float, 'float'),
        business_day: currentDay(tx, by.at)
      })
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/till', request)
  })

  tillDeed(app, shop, '/shift/cash', {
    door: 'sell',
    form: Type.Object({
      amount: Amount,
      reason: Type.String({ minLength: 1, maxLength: 120 }),
      direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
      picture_id: Type.Optional(Id)
    }),
    work: (tx, { form, by }) => {
      const amount = readAmount(form.amount, 'amount')
      moveTillCash(tx, by, {
        cash_move_id: by.request_id,
        amount_minor: minor(form.direction === 'in' ? amount : -amount),
        reason: form.reason.trim(),
        picture_id: form.picture_id ?? null
      })
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/shift', request)
  })

  tillDeed(app, shop, '/shift/x', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { by }) => printX(tx, by, by.request_id),
    answer: ({ job_id }, { reply }) => reply.html(jobWatch(job_id))
  })

  app.get('/shift/drawer', sell, async (request, reply) => {
    if (!request.terminal) throw new Refusal('terminal/needed')
    const { shift_id, terminal_id } = readOpenShift(
      store,
      request.terminal.terminal_id,
      request.who?.staff_id
    )
    const drawer = readDrawerOpenings(store, { shift_id, terminal_id })
    return reply.html(drawerOpenings(readPage(request, reply, shop), drawer))
  })

  tillDeed(app, shop, '/shift/cash/:cash_move_id/copies', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { cash_move_id: subject_id = '' } = params
      if (!findCashMove(tx, subject_id)) throw new Refusal('cash/gone')
      const { printer_id } = readPrinterAtHand(tx, by.terminal_id)
      return queueCopy(tx, by, { printer_id, kind: 'move', subject_id })
    },
    answer: ({ job_id }, { reply }) => reply.html(jobWatch(job_id))
  })

  deed(app, shop, '/shifts/:shift_id/copies', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { shift_id: subject_id = '' } = params
      if (!findShiftReport(tx, subject_id)?.closing) throw new Refusal('shift/gone')
      const { printer_id } = readPrinterAtHand(tx, by.terminal_id)
      queueCopy(tx, by, { printer_id, kind: 'z', subject_id })
      return { subject_id }
    },
    answer: ({ subject_id }, { request, reply }) => reply.goTo(`/shifts/${subject_id}`, request)
  })
}
