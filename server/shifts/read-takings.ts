import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { PaymentKind, TenderKind } from '../tenders/tables.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { type Minor, minor } from '../values/money.ts'

/** Which sales, refunds and payments are meant: those of a shift, or of a business day. */
type Span = { shift_id: string } | { business_day: BusinessDay }

/** What one means of paying brought: sales and payments, without the change and what was paid back. */
export interface Taking {
  method_id: string
  method: TenderKind
  /** Null where the language has a word for it. */
  name: string | null
  /** How many times money came by it. */
  times: number
  amount_minor: Minor
}

type Column = 'shift_id' | 'business_day'

/** The same question of a shift and of a day; each table knows both. */
const takingsBy = (column: Column) =>
  question<{ span: string }>()((db, { span }) =>
    db
      .selectFrom((own) =>
        own
          .selectFrom('sales')
          .innerJoin('tenders', 'tenders.sale_id', 'sales.sale_id')
          .select([
            'method_id',
            sql<number>`1`.as('times'),
            sql<number>`given_minor - change_minor`.as('amount')
          ])
          .where(`sales.${column}`, '=', span)
          .unionAll(
            own
              .selectFrom('refunds')
              .innerJoin('refund_tenders', 'refund_tenders.refund_id', 'refunds.refund_id')
              .select(['method_id', sql<number>`0`.as('times'), sql<number>`-amount_minor`.as('amount')])
              .where(`refunds.${column}`, '=', span)
          )
          .unionAll(
            own
              .selectFrom('payments')
              .select([
                'method_id',
                sql<number>`kind <> 'deposit-back'`.as('times'),
                sql<number>`iif(kind = 'deposit-back', -amount_minor, amount_minor)`.as('amount')
              ])
              .where(`payments.${column}`, '=', span)
          )
          .as('taken')
      )
      .innerJoin('tender_methods', 'tender_methods.method_id', 'taken.method_id')
      .select(({ fn }) => [
        'tender_methods.method_id',
        'tender_methods.kind as method',
        'tender_methods.name',
        fn.sum<number>('times').as('times'),
        fn.sum<Minor>('amount').as('amount_minor')
      ])
      .groupBy('tender_methods.method_id')
      .orderBy('position')
  )

const takings = { shift_id: takingsBy('shift_id'), business_day: takingsBy('business_day') }

const paid = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('payments')
    .select(({ fn }) => [
      'kind',
      fn.countAll<number>().as('payments'),
      fn.sum<Minor>('amount_minor').as('amount_minor')
    ])
    .where('shift_id', '=', shift_id)
    .groupBy('kind')
    .orderBy('kind')
)

const earned = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('journal')
    .select([
      sql<Minor>`coalesce(-sum(amount_minor) filter (where account = 'service'), 0)`.as('service_minor'),
      sql<Minor>`coalesce(-sum(amount_minor) filter (where account = 'rounding'), 0)`.as('rounding_minor')
    ])
    .where('shift_id', '=', shift_id)
    .where('account', 'in', ['service', 'rounding'])
)

const taxes = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom((own) =>
      own
        .selectFrom('sales')
        .innerJoin('sale_taxes', 'sale_taxes.sale_id', 'sales.sale_id')
        .select(['tax_rule_id', 'sale_taxes.tax_minor as amount'])
        .where('sales.shift_id', '=', shift_id)
        .unionAll(
          own
            .selectFrom('refunds')
            .innerJoin('refund_lines', 'refund_lines.refund_id', 'refunds.refund_id')
            .select([
              sql<string>`tax_rule_id`.as('tax_rule_id'),
              sql<Minor>`-refund_lines.tax_minor`.as('amount')
            ])
            .where('refunds.shift_id', '=', shift_id)
            .where('tax_rule_id', 'is not', null)
        )
        .as('taxed')
    )
    .innerJoin('tax_rules', 'tax_rules.tax_rule_id', 'taxed.tax_rule_id')
    .select(({ fn }) => ['label', fn.sum<Minor>('amount').as('tax_minor')])
    .groupBy('label')
    .orderBy('label')
)

const reduced = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('sales')
    .innerJoin('sale_reductions', 'sale_reductions.sale_id', 'sales.sale_id')
    .select([
      sql<Minor>`coalesce(sum(amount_minor) filter (where kind in ('line-discount', 'basket-discount')), 0)`.as(
        'by_hand_minor'
      ),
      sql<Minor>`coalesce(sum(amount_minor) filter (where kind in ('promotion', 'tier')), 0)`.as(
        'by_promotion_minor'
      )
    ])
    .where('shift_id', '=', shift_id)
)

const byCashier = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom((own) =>
      own
        .selectFrom('sales')
        .select([
          'staff_id',
          sql<number>`1`.as('sales'),
          'total_minor as amount',
          sql<number>`(
            select coalesce(sum(given_minor - change_minor), 0) from tenders
            where tenders.sale_id = sales.sale_id and method = 'cash')`.as('cash')
        ])
        .where('shift_id', '=', shift_id)
        .unionAll(
          own
            .selectFrom('refunds')
            .select([
              'staff_id',
              sql<number>`0`.as('sales'),
              sql<Minor>`-value_minor`.as('amount'),
              sql<number>`-(
                select coalesce(sum(amount_minor), 0) from refund_tenders
                where refund_tenders.refund_id = refunds.refund_id and method = 'cash')`.as('cash')
            ])
            .where('shift_id', '=', shift_id)
        )
        .as('sold')
    )
    .innerJoin('staff', 'staff.staff_id', 'sold.staff_id')
    .select(({ fn }) => [
      'staff.name',
      fn.sum<number>('sales').as('sales'),
      fn.sum<Minor>('amount').as('net_minor'),
      fn.sum<Minor>('cash').as('cash_minor')
    ])
    .groupBy('staff.staff_id')
    .orderBy('staff.name')
)

/** What one cashier sold in a shift without what came back to them, and how much of it was cash. */
export type CashierTakings = ReturnType<typeof byCashier.list>[number]

/** What a shift's money was made of. */
export interface ShiftMoney {
  takings: Taking[]
  service_minor: Minor
  /** Pembulatan: what cash paid more than the totals, or less. */
  rounding_minor: Minor
  /** By label, without what was refunded. */
  taxes: { label: string; tax_minor: Minor }[]
  /** Taken off by hand, and by promotions and tiers. */
  by_hand_minor: Minor
  by_promotion_minor: Minor
  payments: { kind: PaymentKind; payments: number; amount_minor: Minor }[]
  cashiers: CashierTakings[]
}

/** Reads a shift's money from the facts; an empty shift has nothing, which is no fault. */
export function readShiftMoney(reader: Reader, shift_id: string): ShiftMoney {
  return {
    takings: readTakings(reader, { shift_id }),
    ...earned.read(reader, { shift_id }),
    taxes: taxes.list(reader, { shift_id }).filter(({ tax_minor }) => tax_minor !== 0),
    ...reduced.read(reader, { shift_id }),
    payments: paid.list(reader, { shift_id }),
    cashiers: byCashier.list(reader, { shift_id })
  }
}

/** What each means of paying brought in a shift or on a day, in the shop's order; those that brought nothing are left out. */
export function readTakings(reader: Reader, span: Span): Taking[] {
  const rows =
    'shift_id' in span
      ? takings.shift_id.list(reader, { span: span.shift_id })
      : takings.business_day.list(reader, { span: span.business_day })
  return rows
    .map((row) => ({ ...row, amount_minor: minor(row.amount_minor) }))
    .filter(({ times, amount_minor }) => times > 0 || amount_minor !== 0)
}
