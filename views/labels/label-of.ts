import type { LabelLine } from '../../server/labels/tables.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import type { Moment } from '../../server/values/clock.ts'
import { share } from '../../server/values/money.ts'
import { ONE } from '../../server/values/quantity.ts'
import { dayAndTime, figure, moneyText } from '../format.ts'
import { printable } from '../receipts/code-page.ts'
import type { Words } from '../words/words.ts'
import type { Label } from './label.ts'

/** In which language, and as of when, a label speaks. */
export interface LabelContext {
  words: Words
  locale: Locale
  zone: string
  at: Moment
}

/** A label in words: what may stand on paper of what a line holds, and nothing that a printer could take for more. */
export function labelOf(line: LabelLine, { words, locale, zone, at }: LabelContext): Label {
  const { holds_milli, price_minor } = line
  const unit = printable(line.unit).trim()
  const base = printable(line.base_unit).trim()
  const differs = holds_milli !== ONE && unit !== base
  return {
    name: printable(line.name).replace(/\s+/g, ' ').trim(),
    price: figure(price_minor, locale),
    unit: unit ? `/${unit}` : '',
    per_base: differs ? `${moneyText(share(price_minor, ONE, holds_milli), locale)}/${base}` : null,
    tax: taxStatement(line, words.labels.on_label),
    scans: printable(line.barcode ?? line.code),
    code: printable(line.code),
    date: dayAndTime(at, locale, zone).split(',')[0]!
  }
}

/** Whether tax and other charges are in the price. @see Permendag 35/2013, articles 2 and 3 */
function taxStatement({ tax, tax_label, service }: LabelLine, w: Words['labels']['on_label']): string {
  const label = printable(tax_label ?? '')
  if (tax === 'added') return service ? w.added_both(label) : w.added(label)
  const included = tax === 'included' ? w.included(label) : w.no_tax
  return service ? `${included}, ${w.service_added}` : included
}
