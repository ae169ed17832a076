/** A table whose rows are of one deed: those with the id that the deed's event is about. */
export interface OwnTable {
  table: string
  /** What the event calls its subject. */
  own: string
  /** The rest of its key, by which its rows stand in order; '' where one row is all. */
  order: string
  columns: readonly string[]
}

/** A table that counts its rows: those of a deed come after those of the deed before. */
export interface CountedTable {
  table: CountedName
  own: string
  columns: readonly string[]
  /** Which of its rows are facts for ever. */
  only: string
}

type CountedName = 'journal' | 'stock_moves' | 'points_moves'

/** The last row of each counted table that some event's seal covers. */
export type Marks = Record<CountedName, number>

const columns = (names: string): string[] => names.split(' ')

/**
 * Everything a seal covers beside its event, as version 1 says; `docs/ledger.md` says it too. Never edited: a column or a
 * table more is another version. Their numbers, from 1 in this order, are kept with each row.
 */
const OWN: readonly OwnTable[] = [
  {
    table: 'sales',
    own: 'sale_id',
    order: '',
    columns: columns(
      'sale_id terminal_id receipt_number receipt_no shift_id staff_id sold_at business_day customer_id order_id subtotal_minor service_minor added_tax_minor total_minor tax_minor rounding_minor rounding_step link'
    )
  },
  {
    table: 'sale_lines',
    own: 'sale_id',
    order: 'line_no',
    columns: columns(
      'sale_id line_no item_id unit_id name unit holds_milli quantity_milli list_price_minor price_minor cost_minor gross_minor total_minor service_minor tax_rule_id tax_minor is_tax_included'
    )
  },
  {
    table: 'sale_taxes',
    own: 'sale_id',
    order: 'tax_rule_id',
    columns: columns('sale_id tax_rule_id is_included of_minor base_minor tax_minor')
  },
  {
    table: 'sale_reductions',
    own: 'sale_id',
    order: 'line_no, reduction_no',
    columns: columns('sale_id line_no reduction_no kind promotion_id name quantity_milli amount_minor')
  },
  {
    table: 'tenders',
    own: 'sale_id',
    order: 'tender_no',
    columns: columns(
      'sale_id tender_no method_id method given_minor change_minor reference bill party_id fee_minor'
    )
  },
  {
    table: 'refunds',
    own: 'refund_id',
    order: '',
    columns: columns(
      'refund_id sale_id kind terminal_id refund_number refund_no shift_id staff_id approved_by refunded_at business_day customer_id exchange_sale_id reason subtotal_minor service_minor added_tax_minor tax_minor value_minor rounding_minor link'
    )
  },
  {
    table: 'refund_lines',
    own: 'refund_id',
    order: 'line_no',
    columns: columns(
      'refund_id line_no sale_line_no item_id unit_id name unit holds_milli quantity_milli total_minor service_minor tax_rule_id tax_minor is_tax_included destination'
    )
  },
  {
    table: 'refund_tenders',
    own: 'refund_id',
    order: 'tender_no',
    columns: columns('refund_id tender_no method_id method amount_minor of_tender_no party_id reference')
  },
  {
    table: 'payments',
    own: 'payment_id',
    order: '',
    columns: columns(
      'payment_id payment_no terminal_id shift_id staff_id kind customer_id order_id voucher_id method_id amount_minor reference paid_at business_day'
    )
  },
  {
    table: 'cash_moves',
    own: 'cash_move_id',
    order: '',
    columns: columns('cash_move_id shift_id amount_minor reason moved_by moved_at')
  },
  {
    table: 'bill_pictures',
    own: 'cash_move_id',
    order: '',
    columns: columns('picture_id cash_move_id sha256(jpeg) added_by added_at')
  },
  {
    table: 'shifts',
    own: 'shift_id',
    order: '',
    columns: columns(
      'shift_id terminal_id opened_by opened_at business_day float_minor holder_id supplement_to supplement_no'
    )
  },
  {
    table: 'shift_closings',
    own: 'shift_id',
    order: '',
    columns: columns('shift_id z_number closed_by closed_at counted_minor expected_minor reason taken_by')
  },
  {
    table: 'shift_counts',
    own: 'count_id',
    order: '',
    columns: columns('count_id shift_id count_no counted_minor expected_minor pieces counted_by counted_at')
  },
  {
    table: 'vouchers',
    own: 'voucher_id',
    order: '',
    columns: columns('voucher_id code value_minor valid_until customer_id issued_at issued_by')
  },
  {
    table: 'orders',
    own: 'order_id',
    order: '',
    columns: columns(
      'order_id kind order_number order_no terminal_id staff_id customer_id made_at business_day valid_until due_on note total_minor by_hand_minor link'
    )
  },
  {
    table: 'order_lines',
    own: 'order_id',
    order: 'line_no',
    columns: columns('order_id line_no item_id unit_id name unit quantity_milli price_minor total_minor')
  },
  {
    table: 'order_endings',
    own: 'order_id',
    order: '',
    columns: columns('order_id sale_id ended_at ended_by reason')
  }
]

const COUNTED: readonly CountedTable[] = [
  {
    table: 'journal',
    own: 'entry_no',
    only: '',
    columns: columns('entry_no source_id shift_id business_day account party_id amount_minor posted_at')
  },
  {
    table: 'stock_moves',
    own: 'move_no',
    // What an import brought in goes again when the import is undone; what was sold and came back stays.
    only: "and reason in ('sale', 'refund', 'waste')",
    columns: columns('move_no item_id quantity_milli reason source_id moved_at')
  },
  {
    table: 'points_moves',
    own: 'move_no',
    only: '',
    columns: columns('move_no customer_id points reason source_id moved_at')
  }
]

/** Which tables the event of a deed speaks for. */
const SPOKEN_FOR: Record<string, readonly string[]> = {
  'sale.completed': ['sales', 'sale_lines', 'sale_taxes', 'sale_reductions', 'tenders'],
  'refund.completed': ['refunds', 'refund_lines', 'refund_tenders'],
  'payment.taken': ['payments'],
  'cash.moved': ['cash_moves', 'bill_pictures'],
  'shift.opened': ['shifts'],
  'shift.supplemented': ['shifts'],
  'shift.counted': ['shift_counts'],
  'shift.closed': ['shift_closings'],
  'voucher.issued': ['vouchers'],
  'order.made': ['orders', 'order_lines'],
  'order.ended': ['order_endings']
}

/**
 * The tables that an event speaks for, in the order in which their rows are sealed.
 *
 * @returns each with its number; none for most events
 */
export function tablesOf(type: string): { number: number; table: OwnTable }[] {
  const names = SPOKEN_FOR[type] ?? []
  return OWN.flatMap((table, at) => (names.includes(table.table) ? [{ number: at + 1, table }] : []))
}

/** The tables of a deed's own by their numbers, each with the types of the events that speak for it. */
export const OWN_TABLES: readonly { table: OwnTable; types: string[] }[] = OWN.map((table) => ({
  table,
  types: Object.keys(SPOKEN_FOR).filter((type) => SPOKEN_FOR[type]!.includes(table.table))
}))

/** Tables by their numbers. */
export const COVERED_TABLES: readonly string[] = [...OWN, ...COUNTED].map(({ table }) => table)

/** The tables whose key is some event's subject, and the types of those events. */
export const SPEAKERS: readonly { types: string[]; table: string; own: string }[] = [
  ...new Set(Object.values(SPOKEN_FOR).map(([first]) => first!))
].map((name) => {
  const { table, own } = OWN.find((one) => one.table === name)!
  const types = Object.keys(SPOKEN_FOR).filter((type) => SPOKEN_FOR[type]![0] === name)
  return { types, table, own }
})

/** Their other tables, whose rows are nothing without the first one's. */
export const SPOKEN_WITH: readonly { table: string; of: string; own: string }[] = Object.values(
  SPOKEN_FOR
).flatMap(([of, ...others]) =>
  others.map((table) => ({ table, of: of!, own: OWN.find((one) => one.table === table)!.own }))
)

/** The tables that count their rows, with the column that does. */
export const COUNTED_TABLES: readonly CountedTable[] = COUNTED

/** The number of the first of them. */
export const FIRST_COUNTED: number = OWN.length + 1
