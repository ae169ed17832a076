import assert from 'node:assert/strict'
import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { accountOf } from '../ledger/accounts.ts'
import { post } from '../ledger/post.ts'
import { earned } from '../sales/post-sale.ts'
import { refuseBeyondDrawer } from '../shifts/find-shift.ts'
import { readShiftToBook } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { moveStock } from '../stock/move-stock.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { nextNumber } from '../terminals/next-number.ts'
import { minor, sum } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'
import type { BackTender } from './pay-back.ts'
import type { RefundTables } from './tables.ts'

type RefundRow = RefundTables['refunds']
type LineRow = RefundTables['refund_lines']
type TenderRow = RefundTables['refund_tenders']

/** What a refund says of itself; number, shift and day are the till's. */
export type RefundHead = Pick<
  RefundRow,
  | 'refund_id'
  | 'sale_id'
  | 'kind'
  | 'customer_id'
  | 'exchange_sale_id'
  | 'reason'
  | 'subtotal_minor'
  | 'service_minor'
  | 'added_tax_minor'
  | 'tax_minor'
  | 'value_minor'
  | 'rounding_minor'
  | 'link'
>

/** A line that comes back, and how much of the item's own unit goes to the shelf or to waste with it. */
export type BackLine = Omit<LineRow, 'refund_id' | 'line_no'> & { own_unit_milli: Milli }

const addRefund = change<RefundRow>()((db, row) =>
  db
    .insertInto('refunds')
    .values(
      pick(row, [
        'refund_id',
        'sale_id',
        'kind',
        'terminal_id',
        'refund_number',
        'refund_no',
        'shift_id',
        'staff_id',
        'approved_by',
        'refunded_at',
        'business_day',
        'customer_id',
        'exchange_sale_id',
        'reason',
        'subtotal_minor',
        'service_minor',
        'added_tax_minor',
        'tax_minor',
        'value_minor',
        'rounding_minor',
        'link'
      ])
    )
)

const addLine = change<LineRow>()((db, row) =>
  db
    .insertInto('refund_lines')
    .values(
      pick(row, [
        'refund_id',
        'line_no',
        'sale_line_no',
        'item_id',
        'unit_id',
        'name',
        'unit',
        'holds_milli',
        'quantity_milli',
        'total_minor',
        'service_minor',
        'tax_rule_id',
        'tax_minor',
        'is_tax_included',
        'destination'
      ])
    )
)

const addTender = change<TenderRow>()((db, row) =>
  db
    .insertInto('refund_tenders')
    .values(
      pick(row, [
        'refund_id',
        'tender_no',
        'method_id',
        'method',
        'amount_minor',
        'of_tender_no',
        'party_id',
        'reference'
      ])
    )
)

/**
 * Writes a refund: its own fact, with a number of the till, its goods back in stock and its money in the ledger. An
 * acquirer's fee of the sale stays with the acquirer.
 *
 * @throws {Refusal} shift/closed; cash/not-that-much when the drawer holds less than is to be handed out
 */
export function writeRefund(
  tx: Tx,
  by: AtTill,
  head: RefundHead,
  lines: readonly BackLine[],
  tenders: readonly (Omit<BackTender, 'of_tender_no' | 'is_other'> & { of_tender_no: number | null })[]
): void {
  const { refund_id } = head
  const { shift_id, business_day } = readShiftToBook(tx, by)
  checkDrawer(tx, shift_id, tenders)
  const refund_number = nextNumber(tx, by.terminal_id, 'refund')
  const { code } = readTerminal(tx, by.terminal_id)
  addRefund.run(tx, {
    ...head,
    terminal_id: by.terminal_id,
    refund_number,
    refund_no: `${code}-R${String(refund_number).padStart(6, '0')}`,
    shift_id,
    staff_id: by.staff_id,
    approved_by: by.approved_by && by.approved_by !== by.staff_id ? by.approved_by : null,
    refunded_at: by.at,
    business_day
  })
  for (const [at, line] of lines.entries()) {
    addLine.run(tx, { ...line, refund_id, line_no: at + 1 })
    takeBack(tx, by, refund_id, line)
  }
  for (const [at, tender] of tenders.entries()) {
    addTender.run(tx, { ...tender, refund_id, tender_no: at + 1, reference: null })
  }
  postRefund(tx, by, head, tenders, { source_id: refund_id, shift_id, business_day })
  const payout_minor = minor(head.value_minor + head.rounding_minor)
  record(tx, by, {
    type: 'refund.completed',
    subject_id: refund_id,
    facts: { sale_id: head.sale_id, kind: head.kind, payout_minor, reason: head.reason }
  })
}

function checkDrawer(
  tx: Tx,
  shift_id: string,
  tenders: readonly Pick<BackTender, 'method' | 'amount_minor'>[]
): void {
  const cash = tenders.filter(({ method }) => method === 'cash')
  refuseBeyondDrawer(tx, shift_id, sum(cash.map(({ amount_minor }) => amount_minor)))
}

/** All that comes back is counted in, and what can't be sold any more is counted out as waste. */
function takeBack(tx: Tx, by: By, source_id: string, line: BackLine): void {
  const { item_id, own_unit_milli: quantity_milli, destination } = line
  if (quantity_milli === 0) return
  moveStock(tx, by, { item_id, quantity_milli, reason: 'refund', source_id })
  if (destination === 'waste') {
    moveStock(tx, by, { item_id, quantity_milli: milli(-quantity_milli), reason: 'waste', source_id })
  }
}

/** The sale's entries the other way round. What is exchanged belongs to this refund until the new sale takes it. */
function postRefund(
  tx: Tx,
  by: By,
  { refund_id, value_minor, service_minor, tax_minor, rounding_minor }: RefundHead,
  tenders: readonly Pick<BackTender, 'method' | 'amount_minor' | 'party_id'>[],
  posting: Parameters<typeof post>[2]
): void {
  const given = tenders.map(({ method, amount_minor, party_id }) => ({
    account: accountOf(method),
    amount_minor: minor(-amount_minor),
    party_id: method === 'exchange' ? refund_id : party_id
  }))
  assert.equal(sum(tenders.map((tender) => tender.amount_minor)), value_minor + rounding_minor)
  const back = earned({ total_minor: value_minor, service_minor, tax_minor, rounding_minor })
  post(tx, by, posting, [
    ...given,
    ...back.map((entry) => ({ ...entry, amount_minor: minor(-entry.amount_minor) }))
  ])
}
