import type { Reader } from '../db/prepare.ts'
import { readPriceRules } from '../pricing/read-rules.ts'
import { currentDay } from '../settings/current-day.ts'
import type { Moment } from '../values/clock.ts'
import type { LabelGoods } from './find-goods.ts'
import type { LabelLine } from './tables.ts'

/** What stands on the labels of these goods at a moment: their prices, and what the shop's settings say of tax. */
export function labelLines(reader: Reader, goods: readonly LabelGoods[], at: Moment): LabelLine[] {
  const { taxes, service } = readPriceRules(reader, currentDay(reader, at), at)
  return goods.map(({ key: _key, tax_class, ...line }) => {
    const tax = taxes[tax_class]
    return {
      ...line,
      tax: tax ? (tax.included ? 'included' : 'added') : null,
      tax_label: tax?.label ?? null,
      service: tax_class === 'served' && service ? 1 : 0
    }
  })
}
