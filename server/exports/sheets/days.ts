import { question, type Reader } from '../../db/prepare.ts'
import { listRefundTotals } from '../../refunds/find-refunds.ts'
import { listDayTotals } from '../../sales/find-sales.ts'
import { readTakings } from '../../shifts/read-takings.ts'
import type { BusinessDay } from '../../values/business-day.ts'
import type { Span } from '../choice.ts'
import { coded, columns, type Sheet } from './sheet.ts'

const withPayments = question<Span>()((db, { from, to }) =>
  db
    .selectFrom('payments')
    .select('business_day')
    .distinct()
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
)

/** The figures of the page that shows how a day goes, day by day. */
export const days: Sheet = {
  name: 'days',
  columns: columns(
    { day: ['business_day'], count: ['sales'] },
    { money: ['sold_minor'], count: ['refunds'] },
    { money: ['refunded_minor', 'net_minor'] }
  ),
  *rows(reader, { from, to }) {
    const sold = new Map(listDayTotals(reader, from, to).map((day) => [day.business_day, day]))
    const back = new Map(listRefundTotals(reader, from, to).map((day) => [day.business_day, day]))
    for (const business_day of daysOf(reader, { from, to })) {
      const { sales = 0, total_minor: sold_minor = 0 } = sold.get(business_day) ?? {}
      const { refunds = 0, refunded_minor = 0 } = back.get(business_day) ?? {}
      yield {
        business_day,
        sales,
        sold_minor,
        refunds,
        refunded_minor,
        net_minor: sold_minor - refunded_minor
      }
    }
  },
  count: (reader, span) => daysOf(reader, span).length
}

/** What each means of paying brought, day by day. */
export const takings: Sheet = {
  name: 'takings',
  columns: [
    ...columns({ day: ['business_day'] }),
    coded('method', 'means'),
    ...columns({ text: ['method_name'], count: ['times'] }, { money: ['amount_minor'] })
  ],
  *rows(reader, span) {
    for (const business_day of daysOf(reader, span)) {
      for (const { method, name, times, amount_minor } of readTakings(reader, { business_day })) {
        yield { business_day, method, method_name: name, times, amount_minor }
      }
    }
  },
  count: (reader, span) => daysOf(reader, span).length
}

/** The days on which anything was sold, given back or paid. */
function daysOf(reader: Reader, { from, to }: Span): BusinessDay[] {
  const days = [
    ...listDayTotals(reader, from, to),
    ...listRefundTotals(reader, from, to),
    ...withPayments.list(reader, { from, to })
  ]
  return [...new Set(days.map(({ business_day }) => business_day))].sort()
}
