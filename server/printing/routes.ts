import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { jobWatch } from '../../views/printing/job-watch.ts'
import { printerFormPage } from '../../views/printing/printer-form.ts'
import { printerCards, printersPage } from '../../views/printing/printers.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { listTerminals } from '../terminals/find-terminal.ts'
import { drawSlip } from './draw-slip.ts'
import { findUsbPrinters } from './find/usb.ts'
import { findPrinter, listPrinters } from './find-printer.ts'
import { queuePulse, queueTest } from './queue-jobs.ts'
import { readPrinters } from './read-printers.ts'
import { addPrinter, changePrinter, PLAIN_PRINTER, type PrinterCard } from './save-printer.ts'
import type { TransportKind } from './tables.ts'
import { isPrinterAddress, wholeAddress } from './transports/open-transport.ts'

const PrinterForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  transport: Type.Union([
    Type.Literal('preview'),
    Type.Literal('tcp'),
    Type.Literal('device'),
    Type.Literal('serial')
  ]),
  address: Type.Optional(Type.String({ maxLength: 250 })),
  columns: Type.Union([Type.Literal('32'), Type.Literal('48')]),
  cutter: Type.Optional(Type.Literal('yes')),
  drawer_pin: Type.Union([Type.Literal('2'), Type.Literal('5')]),
  pulse_ms: Type.Integer({ minimum: 2, maximum: 510, multipleOf: 2 })
})

/** A printer that was found, as the page of findings tells the form. */
interface Found {
  transport?: TransportKind
  address?: string
  name?: string
}

type AtPrinter = { Params: { printer_id: string } }

/** The shop's printers: where they are, how they print, and whether they do. */
export async function printerRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop
  const edit = { config: { door: 'edit-printers' } } as const

  app.get<{ Querystring: { saved?: string } }>('/printers', edit, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const found = await unusedUsbPrinters()
    const saved = request.query.saved !== undefined
    return reply.html(printersPage(page, readPrinters(store), { tills: listTerminals(store), found, saved }))
  })

  app.get('/printers/cards', edit, async (request, reply) =>
    reply.html(printerCards(readPage(request, reply, shop), readPrinters(store)))
  )

  app.get<{ Querystring: Found }>('/printers/new', edit, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const found = await unusedUsbPrinters()
    return reply.html(printerFormPage(page, newPrinter(request.query), { found }))
  })

  app.get<AtPrinter>('/printers/:printer_id', edit, async (request, reply) => {
    const printer = findPrinter(store, request.params.printer_id)
    if (!printer) throw new Refusal('printer/gone')
    const found = await unusedUsbPrinters()
    return reply.html(printerFormPage(readPage(request, reply, shop), printer, { found }))
  })

  app.get<AtPrinter>('/printers/:printer_id/sample.svg', edit, async (request, reply) => {
    const printer = findPrinter(store, request.params.printer_id)
    if (!printer) throw new Refusal('printer/gone')
    const { printer_id, columns } = printer
    const rows = drawSlip(store, { kind: 'test', subject_id: printer_id }, { columns })!
    return reply.picture(asPicture(rows, columns))
  })

  deed(app, shop, '/printers', {
    door: 'edit-printers',
    form: PrinterForm,
    work: (tx, { form, by }) => {
      addPrinter(tx, by, { ...PLAIN_PRINTER, ...cardOf(form, by.request_id) })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/printers?saved', request)
  })

  deed(app, shop, '/printers/:printer_id', {
    door: 'edit-printers',
    form: PrinterForm,
    work: (tx, { form, params, by }) => {
      const { printer_id = '' } = params
      const known = findPrinter(tx, printer_id)
      if (!known) throw new Refusal('printer/gone')
      changePrinter(tx, by, { ...known, ...cardOf(form, printer_id) })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/printers?saved', request)
  })

  deed(app, shop, '/printers/:printer_id/tests', {
    door: 'edit-printers',
    form: Type.Object({ of: Type.Union([Type.Literal('slip'), Type.Literal('drawer')]) }),
    work: (tx, { form, params, by }) => {
      const { printer_id = '' } = params
      if (!findPrinter(tx, printer_id)) throw new Refusal('printer/gone')
      const subject_id = printer_id
      return {
        job_id:
          form.of === 'slip'
            ? queueTest(tx, by, printer_id)
            : queuePulse(tx, by, { printer_id, subject_id, why: 'test' })
      }
    },
    answer: ({ job_id }, { reply }) => reply.html(jobWatch(job_id))
  })

  /** What is plugged in and no printer of the shop's yet. */
  async function unusedUsbPrinters(): Promise<string[]> {
    const used = new Set(listPrinters(store).map(({ address }) => address))
    const plugged = (await findUsbPrinters()).filter(
      ({ path, address }) => !used.has(path) && !used.has(address)
    )
    return plugged.map(({ address }) => address)
  }

  /** What a form for one more printer begins with. */
  function newPrinter({ transport, address = '', name = '' }: Found): Omit<PrinterCard, 'printer_id'> {
    const known = transport && isPrinterAddress(transport, address)
    return {
      name: name.slice(0, 40),
      transport: known ? transport : 'tcp',
      address: known ? address : '',
      ...PLAIN_PRINTER,
      columns: readSettings(store).columns
    }
  }
}

/** @throws {Refusal} printer/address-wrong */
function cardOf(form: Static<typeof PrinterForm>, printer_id: string) {
  const { transport } = form
  const address = wholeAddress(transport, form.address ?? '')
  if (!isPrinterAddress(transport, address)) throw new Refusal('printer/address-wrong')
  return {
    printer_id,
    name: form.name.trim(),
    transport,
    address,
    columns: form.columns === '32' ? 32 : 48,
    cut: form.cutter ? 'partial' : 'none',
    drawer_pin: form.drawer_pin === '2' ? 2 : 5,
    pulse_ms: form.pulse_ms
  } as const
}
