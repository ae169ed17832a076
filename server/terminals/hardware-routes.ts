import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Reader, Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPrinter } from '../printing/find-printer.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { findTerminal } from './find-terminal.ts'
import { assignPrinter, hangDrawer } from './pair-terminal.ts'

/** A printer's id, or nothing for none. */
export const PrinterChoice = Type.Union([Type.Literal(''), Id])

/** A drawer's wire, or nothing for the printer's own. */
const PINS = { '': null, '2': 2, '5': 5 } as const

/** Where a till's slips come from; whoever says nothing of the drawer leaves it where it hangs. */
export const Hardware = {
  printer_id: PrinterChoice,
  drawer_printer_id: Type.Optional(PrinterChoice),
  drawer_pin: Type.Optional(Type.Union([Type.Literal(''), Type.Literal('2'), Type.Literal('5')]))
}

const HardwareForm = Type.Object(Hardware)

/** What each till prints on, and where its drawer hangs. */
export async function hardwareRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  deed(app, shop, '/tills/:terminal_id/printer', {
    door: 'edit-printers',
    form: HardwareForm,
    work: (tx, { form, params, by }) => {
      const { terminal_id = '' } = params
      if (!findTerminal(tx, terminal_id)) throw new Refusal('terminal/gone')
      placeHardware(tx, by, terminal_id, form)
      return {}
    },
    answer: (_result, { request, reply }) => reply.goTo('/printers?saved#tills', request)
  })
}

/**
 * Says where a till's slips come from, and where its drawer hangs.
 *
 * @throws {Refusal} printer/gone, printer/labels-only
 */
export function placeHardware(
  tx: Tx,
  by: By,
  terminal_id: string,
  { printer_id, drawer_printer_id, drawer_pin }: Static<typeof HardwareForm>
): void {
  assignPrinter(tx, by, { terminal_id, printer_id: chosenPrinter(tx, printer_id) })
  if (drawer_printer_id === undefined || drawer_pin === undefined) return
  hangDrawer(tx, by, {
    terminal_id,
    drawer_printer_id: chosenPrinter(tx, drawer_printer_id),
    drawer_pin: PINS[drawer_pin]
  })
}

/** @throws {Refusal} printer/gone, printer/labels-only */
export function chosenPrinter(reader: Reader, printer_id: string): string | null {
  if (printer_id === '') return null
  if (readPrinter(reader, printer_id).language !== 'escpos') throw new Refusal('printer/labels-only')
  return printer_id
}
