import type { Static } from 'typebox'
import { CUTS, LANGUAGES, TRANSPORTS } from '../../views/printing/printer-form.ts'
import { CODE_PAGES } from '../../views/receipts/code-page.ts'
import { Refusal } from '../refusal.ts'
import { Type } from '../values/shape.ts'
import { PLAIN_PRINTER, type PrinterCard } from './save-printer.ts'
import { joinSerialAddress } from './serial-address.ts'
import type { TransportKind } from './tables.ts'
import { isPrinterAddress, wholeAddress } from './transports/open-transport.ts'
import { FLOWS, PARITIES } from './transports/serial.ts'

/** What the form sends. A label printer has no drawer, a receipt printer no labels: what is not sent stays as it is. */
export const PrinterForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  language: Type.Optional(oneOf(LANGUAGES)),
  transport: oneOf(TRANSPORTS),
  address: Type.Optional(Type.String({ maxLength: 250 })),
  baud: Type.Optional(Type.Integer()),
  flow: Type.Optional(oneOf(FLOWS)),
  parity: Type.Optional(oneOf(PARITIES)),
  columns: Type.Optional(Type.Union([Type.Literal('32'), Type.Literal('48')])),
  code_page: Type.Optional(oneOf(CODE_PAGES)),
  cut: Type.Optional(oneOf(CUTS)),
  drawer_pin: Type.Optional(Type.Union([Type.Literal('2'), Type.Literal('5')])),
  pulse_ms: Type.Optional(Type.Integer({ minimum: 2, maximum: 510, multipleOf: 2 })),
  label_width_mm: Type.Optional(Type.Integer({ minimum: 10, maximum: 110 })),
  label_height_mm: Type.Optional(Type.Integer({ minimum: 8, maximum: 200 })),
  label_gap_mm: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 }))
})

type Form = Static<typeof PrinterForm>

/**
 * What a form says of a printer, over what is known of it.
 *
 * @throws {Refusal} printer/address-wrong
 */
export function cardFrom(form: Form, known: PrinterCard): PrinterCard {
  const { columns, drawer_pin } = form
  return {
    ...known,
    name: form.name.trim(),
    language: form.language ?? known.language,
    transport: form.transport,
    address: addressFrom(form),
    columns: columns ? (columns === '32' ? 32 : 48) : known.columns,
    code_page: form.code_page ?? known.code_page,
    cut: form.cut ?? known.cut,
    drawer_pin: drawer_pin ? (drawer_pin === '2' ? 2 : 5) : known.drawer_pin,
    pulse_ms: form.pulse_ms ?? known.pulse_ms,
    label_width_mm: form.label_width_mm ?? known.label_width_mm,
    label_height_mm: form.label_height_mm ?? known.label_height_mm,
    label_gap_mm: form.label_gap_mm ?? known.label_gap_mm
  }
}

/** A printer that the shop does not have yet, before anything is known of it. */
export function blankPrinter(printer_id: string): PrinterCard {
  return { ...PLAIN_PRINTER, printer_id, name: '', transport: 'tcp', address: '' }
}

/** How a link proposes a printer that was found; whatever in it is no printer of ours is passed over. */
export function proposedPrinter(query: Record<string, unknown>): Partial<PrinterCard> {
  const { transport, address, name } = query
  const known = TRANSPORTS.find((kind) => kind === transport)
  const proposed = typeof name === 'string' ? { name: name.trim().slice(0, 40) } : {}
  if (!known) return proposed
  const whole = wholeAddress(known, typeof address === 'string' ? address : '')
  return { ...proposed, transport: known, address: isPrinterAddress(known, whole) ? whole : '' }
}

function addressFrom({ transport, address = '', baud = 9600, flow = 'none', parity = 'none' }: Form): string {
  const typed = transport === 'serial' ? joinSerialAddress({ path: address, baud, flow, parity }) : address
  const whole = wholeAddress(transport as TransportKind, typed)
  if (!isPrinterAddress(transport, whole)) throw new Refusal('printer/address-wrong')
  return whole
}

function oneOf<const Names extends readonly string[]>(names: Names) {
  return Type.Unsafe<Names[number]>(Type.Enum([...names]))
}
