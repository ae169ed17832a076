import type { Customer } from '../../server/customers/find-customers.ts'
import { phoneText } from '../../server/customers/phone.ts'
import type { Statement } from '../../server/customers/read-statement.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { shortDate } from '../customers/dates.ts'
import { dayName, figure, moneyText } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { copyMark, type SlipContext, slipHead } from './slip-head.ts'

/** A customer's statement on paper: what is not paid yet, the oldest first, and what that makes. */
export function statementSlip(
  context: SlipContext,
  { customer, statement, today }: { customer: Customer; statement: Statement; today: BusinessDay },
  copy_no = 0
): SlipDocument {
  const { words, settings } = context
  const { locale } = settings
  const w = words.customers
  const paid_beyond = statement.closing_minor < 0
  return {
    title: w.slip.statement_title,
    blocks: [
      ...slipHead(context),
      { kind: 'rule', char: '=' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: w.slip.statement_title, align: 'center', bold: true },
      { kind: 'text', text: w.statement.as_of(dayName(today, locale)), align: 'center' },
      { kind: 'rule' },
      { kind: 'text', text: customer.name, bold: true },
      ...(customer.phone ? [{ kind: 'text', text: phoneText(customer.phone) } as const] : []),
      { kind: 'rule' },
      ...openDebts(context, statement),
      ...(paid_beyond || statement.open.length > 0
        ? [
            { kind: 'rule' } as const,
            {
              kind: 'pair',
              left: w.statement.total,
              right: moneyText(statement.closing_minor, locale),
              bold: true
            } as const
          ]
        : []),
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: words.receipt.thanks, align: 'center' },
      { kind: 'cut' }
    ]
  }
}

function openDebts({ words, settings: { locale } }: SlipContext, { open }: Statement): Block[] {
  const w = words.customers.statement
  if (open.length === 0) return [{ kind: 'text', text: w.settled, align: 'center' }]
  return open.flatMap(({ business_day, number, amount_minor, left_minor }): Block[] => [
    {
      kind: 'pair',
      left: `${shortDate(business_day)} ${number ?? ''}`.trim(),
      right: figure(left_minor, locale)
    },
    ...(left_minor === amount_minor
      ? []
      : [{ kind: 'text', text: `  ${w.part_paid(figure(amount_minor, locale))}` } as const])
  ])
}
