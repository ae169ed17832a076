import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { printerFormPage } from '../../views/printing/printer-form.ts'
import { isSilent, printerAnswer, printerAsked } from '../../views/printing/printer-state.ts'
import { printerCards, printersPage } from '../../views/printing/printers.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { record } from '../events/record.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { listTerminals } from '../terminals/find-terminal.ts'
import { Type } from '../values/shape.ts'
import { drawSlip } from './draw-slip.ts'
import { findUsbPrinters } from './find/usb.ts'
import { listPrinters, readPrinter } from './find-printer.ts'
import { blankPrinter, cardFrom, PrinterForm, proposedPrinter } from './printer-form.ts'
import { findPrinterState, learnAnswers } from './printer-states.ts'
import { readPrinters } from './read-printers.ts'
import { bringPrinterBack, findRemovedPrinter, removePrinter } from './remove-printer.ts'
import { addPrinter, changePrinter, type PrinterCard } from './save-printer.ts'
import { BAUDS, splitSerialAddress } from './serial-address.ts'
import type { TroubleCode } from './transports/transport.ts'

/** A printer keeps its line for a few seconds after its last slip. */
const ASK_TIMES = 8
const ASK_AGAIN_MS = 700

type AtPrinter = { Params: { printer_id: string } }

/** The shop's printers: where they are, how they print, and whether they do. */
export async function printerRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, printing } = shop
  const door = 'edit-printers'
  const edit = { config: { door } } as const

  app.get<{ Querystring: { saved?: string; removed?: string } }>(
    '/printers',
    edit,
    async (request, reply) => {
      const { saved, removed } = request.query
      return reply.html(
        printersPage(readPage(request, reply, shop), readPrinters(store), {
          tills: listTerminals(store),
          found: await unusedUsbPrinters(),
          is_saved: saved !== undefined,
          removed: removed === undefined ? undefined : findRemovedPrinter(store, String(removed))
        })
      )
    }
  )

  app.get('/printers/cards', edit, async (request, reply) =>
    reply.html(printerCards(readPage(request, reply, shop), readPrinters(store)))
  )

  app.get<{ Querystring: Record<string, unknown> }>('/printers/new', edit, async (request, reply) => {
    const { columns } = readSettings(store)
    const printer = { ...blankPrinter(''), columns, ...proposedPrinter(request.query) }
    return reply.html(printerFormPage(readPage(request, reply, shop), printer, await around(printer)))
  })

  app.get<AtPrinter>('/printers/:printer_id', edit, async (request, reply) => {
    const printer = readPrinter(store, request.params.printer_id)
    return reply.html(printerFormPage(readPage(request, reply, shop), printer, await around(printer)))
  })

  app.get<AtPrinter>('/printers/:printer_id/sample.svg', edit, async (request, reply) => {
    const { printer_id, columns } = readPrinter(store, request.params.printer_id)
    const rows = drawSlip(store, { kind: 'test', subject_id: printer_id }, { columns })!
    return reply.picture(asPicture(rows, columns))
  })

  deed(app, shop, '/printers', {
    door,
    form: PrinterForm,
    work: (tx, { form, by }) => {
      addPrinter(tx, by, cardFrom(form, blankPrinter(by.request_id)))
      return { printer_id: by.request_id }
    },
    // What is new is tried at once: its test page finds out the rest.
    answer: ({ printer_id }, { request, reply }) => reply.goTo(`/printers/${printer_id}/test?added`, request)
  })

  deed(app, shop, '/printers/:printer_id', {
    door,
    form: PrinterForm,
    work: (tx, { form, params, by }) => {
      changePrinter(tx, by, cardFrom(form, readPrinter(tx, params['printer_id'] ?? '')))
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/printers?saved', request)
  })

  deed(app, shop, '/printers/:printer_id/removal', {
    door,
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { printer_id = '' } = params
      removePrinter(tx, by, printer_id)
      return { printer_id }
    },
    answer: ({ printer_id }, { request, reply }) => reply.goTo(`/printers?removed=${printer_id}`, request)
  })

  deed(app, shop, '/printers/:printer_id/return', {
    door,
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      bringPrinterBack(tx, by, params['printer_id'] ?? '')
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/printers?saved', request)
  })

  // It may answer now though it did not when it was asked first. To ask takes a moment, which is no part of a deed.
  deed(app, shop, '/printers/:printer_id/looks', {
    door,
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { printer_id } = readPrinter(tx, params['printer_id'] ?? '')
      learnAnswers(tx, printer_id, 'unknown')
      record(tx, by, { type: 'printer.tested', subject_id: printer_id, facts: { of: 'answers' } })
      return { printer_id }
    },
    answer: ({ printer_id }, { page, reply }) => reply.html(printerAsked(page, printer_id))
  })

  app.get<AtPrinter>('/printers/:printer_id/look', edit, async (request, reply) => {
    const { printer_id } = readPrinter(store, request.params.printer_id)
    const trouble = await ask(printer_id)
    const printer = readPrinter(store, printer_id)
    const state = findPrinterState(store, printer_id)
    return reply.html(printerAnswer(readPage(request, reply, shop), { printer, state, trouble }))
  })

  /** Asks a printer how it is. One that is being printed on, or was just now, is asked when that is over. */
  async function ask(printer_id: string): Promise<TroubleCode | undefined> {
    for (let times = 1; ; times++) {
      const trouble = await printing.look(printer_id)
      const { answers, transport } = readPrinter(store, printer_id)
      const is_asked = answers !== 'unknown' || isSilent(transport)
      if (trouble || is_asked || times === ASK_TIMES) return trouble
      await pause(ASK_AGAIN_MS)
    }
  }

  /** What the form offers to choose from. */
  async function around({ transport, address }: Pick<PrinterCard, 'transport' | 'address'>) {
    const line = splitSerialAddress(transport === 'serial' ? address : '')
    return { found: await unusedUsbPrinters(), line, bauds: BAUDS }
  }

  /** What is plugged in and no printer of the shop's yet. */
  async function unusedUsbPrinters(): Promise<string[]> {
    const used = new Set(listPrinters(store).map(({ address }) => address))
    const plugged = (await findUsbPrinters()).filter(
      ({ path, address }) => !used.has(path) && !used.has(address)
    )
    return plugged.map(({ address }) => address)
  }
}
