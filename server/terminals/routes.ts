import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { pairedPage, pairingPage } from '../../views/terminals/pairing.ts'
import { tokenHash } from '../auth/sessions.ts'
import type { Reader } from '../db/prepare.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { keepDeviceKey } from '../http/who-asks.ts'
import { listReceiptPrinters, readPrinter } from '../printing/find-printer.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { newId, newToken } from '../values/id.ts'
import { findTerminal } from './find-terminal.ts'
import { assignPrinter, hangDrawer, pairTerminal } from './pair-terminal.ts'

/** A printer's id, or nothing for none. */
const PrinterChoice = Type.Union([Type.Literal(''), Id])

/** A drawer's wire, or nothing for the printer's own. */
const PINS = { '': null, '2': 2, '5': 5 } as const

const PairingForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  printer_id: PrinterChoice
})

/** The shop's tills: which devices they are, and what each prints on. */
export async function terminalRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  app.get('/till/pairing', { config: { door: 'pair-terminal' } }, async (request, reply) => {
    const page = readPage(request, reply, shop)
    return reply.html(page.terminal ? pairedPage(page) : pairingPage(page, listReceiptPrinters(shop.store)))
  })

  deed(app, shop, '/till/pairing', {
    door: 'pair-terminal',
    form: PairingForm,
    prepare: async () => ({ token: newToken() }),
    work: (tx, { form, by, prepared }) => {
      if (by.terminal_id) throw new Refusal('terminal/paired')
      const key_hash = tokenHash(prepared.token)
      pairTerminal(
        tx,
        { ...by, staff_id: by.staff_id! }, // the door lets in only who is signed in
        {
          terminal_id: newId(),
          name: form.name.trim(),
          key_hash,
          printer_id: chosenPrinter(tx, form.printer_id)
        }
      )
      return { key_hash }
    },
    answer: ({ key_hash }, { request, reply, prepared }) => {
      keepDeviceKey(reply, key_hash, prepared)
      return reply.goTo('/', request)
    }
  })

  deed(app, shop, '/tills/:terminal_id/printer', {
    door: 'edit-printers',
    // Whoever says nothing of the drawer leaves it where it hangs.
    form: Type.Object({
      printer_id: PrinterChoice,
      drawer_printer_id: Type.Optional(PrinterChoice),
      drawer_pin: Type.Optional(Type.Union([Type.Literal(''), Type.Literal('2'), Type.Literal('5')]))
    }),
    work: (tx, { form, params, by }) => {
      const { terminal_id = '' } = params
      if (!findTerminal(tx, terminal_id)) throw new Refusal('terminal/gone')
      const { printer_id, drawer_printer_id, drawer_pin } = form
      assignPrinter(tx, by, { terminal_id, printer_id: chosenPrinter(tx, printer_id) })
      if (drawer_printer_id === undefined || drawer_pin === undefined) return {}
      hangDrawer(tx, by, {
        terminal_id,
        drawer_printer_id: chosenPrinter(tx, drawer_printer_id),
        drawer_pin: PINS[drawer_pin]
      })
      return {}
    },
    answer: (_result, { request, reply }) => reply.goTo('/printers?saved#tills', request)
  })
}

/** @throws {Refusal} printer/gone, printer/labels-only */
function chosenPrinter(reader: Reader, printer_id: string): string | null {
  if (printer_id === '') return null
  if (readPrinter(reader, printer_id).language !== 'escpos') throw new Refusal('printer/labels-only')
  return printer_id
}
