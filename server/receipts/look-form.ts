import type { Static } from 'typebox'
import {
  FOOT_LENGTH,
  FOOT_LINES,
  HEAD_LENGTH,
  HEAD_LINES,
  isBound,
  SLIP_PARTS
} from '../../views/receipts/slip-parts.ts'
import { Refusal } from '../refusal.ts'
import type { Settings, SlipLook, SlipPart } from '../settings/read-settings.ts'
import { ID_PATTERN } from '../values/id.ts'
import { Type } from '../values/shape.ts'

const Ticked = Type.Optional(Type.Literal('yes'))

/** The designer's form. A line break counts as two characters, as browsers send it. */
export const LookForm = Type.Object({
  columns: Type.Union([Type.Literal('32'), Type.Literal('48')]),
  receipt_head: Type.String({ maxLength: HEAD_LENGTH + 100 }),
  receipt_foot: Type.String({ maxLength: FOOT_LENGTH + 100 }),
  logo_id: Type.Optional(Type.String({ pattern: `^$|${ID_PATTERN}` })),
  logo_style: Type.Optional(Type.Union([Type.Literal('photo'), Type.Literal('drawing')])),
  logo_size: Type.Optional(Type.Union([Type.Literal('small'), Type.Literal('middle'), Type.Literal('full')])),
  show_logo: Ticked,
  show_address: Ticked,
  show_phone: Ticked,
  show_cashier: Ticked,
  show_customer: Ticked,
  show_tax: Ticked,
  show_points: Ticked,
  show_savings: Ticked,
  show_link: Ticked
})
export type LookText = Static<typeof LookForm>

/** A text of the form with more lines than there is room for. */
interface Overfull {
  field: 'receipt_head' | 'receipt_foot'
  lines: number
  most: number
}

/** The look that is typed, as far as it goes; what the law decides stays as the owner last said, for when it doesn't. */
export function lookIn(form: LookText, { receipt_shows, collects_tax }: Settings): SlipLook {
  const shown = (part: SlipPart) =>
    isBound(part, { collects_tax }) ? receipt_shows[part] : form[`show_${part}`] === 'yes'
  return {
    columns: form.columns === '48' ? 48 : 32,
    receipt_head: tidy(form.receipt_head),
    receipt_foot: tidy(form.receipt_foot),
    receipt_shows: Object.fromEntries(
      SLIP_PARTS.map((part) => [part, shown(part)])
    ) as Settings['receipt_shows'],
    receipt_logo: form.logo_id
      ? { logo_id: form.logo_id, style: form.logo_style ?? 'drawing', size: form.logo_size ?? 'middle' }
      : null
  }
}

/** Which texts have more lines than a slip has room for. */
export function overfull({ receipt_head, receipt_foot }: SlipLook): Overfull[] {
  const head = { field: 'receipt_head', lines: linesOf(receipt_head), most: HEAD_LINES } as const
  const foot = { field: 'receipt_foot', lines: linesOf(receipt_foot), most: FOOT_LINES } as const
  return [head, foot].filter(({ lines, most }) => lines > most)
}

/** @throws {Refusal} slip/too-many-lines */
export function refuseOverfull(look: SlipLook): void {
  const [first] = overfull(look)
  if (first) throw new Refusal('slip/too-many-lines', { ...first })
}

function linesOf(text: string): number {
  return text === '' ? 0 : text.split('\n').length
}

/** Without what no line may hold (a printer's commands) and without blanks about it. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/ +$/gm, '')
    .replace(/^\n+|\s+$/g, '')
}
