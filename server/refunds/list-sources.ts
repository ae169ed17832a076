import type { SalesTables } from '../sales/tables.ts'
import { type Minor, minor } from '../values/money.ts'
import type { Source } from './pay-back.ts'
import type { RefundTables } from './tables.ts'

type Tender = Omit<SalesTables['tenders'], 'sale_id' | 'reference' | 'bill' | 'fee_minor'>
type Returned = Pick<RefundTables['refund_tenders'], 'of_tender_no' | 'amount_minor'>

export interface SourceTerms {
  /** The means that somebody chose for all of it; null: as it was paid. */
  method: Pick<Source, 'method_id' | 'method'> | null
  /** What the customer owes the shop now: no more than that can fall. */
  debt_minor: Minor
  /**
   * Whose deposit it becomes; an order that is fulfilled has no use for one. Null where nobody is known who could use
   * it, or not any more.
   */
  customer_id: string | null
}

const CASH = { method_id: 'cash', method: 'cash' } as const

/**
 * The money of a sale that may still go back, in the order in which it does: what was not cash first, cash last, what
 * goes by the means it came by before what does not.
 *
 * Each tender goes back by its own means, but for three. Kasbon that was paid since, goods given back for these ones, and
 * a deposit of somebody unknown by now are nobody's to take: they go back as cash.
 */
export function listSources(
  tenders: readonly Tender[],
  returned: readonly Returned[],
  { method, debt_minor, customer_id }: SourceTerms
): Source[] {
  let debt_left = Math.max(0, debt_minor)
  const sources = tenders.flatMap((tender): Source[] => {
    const own = ownSource(tender, returned, customer_id)
    if (method) return [{ ...own, ...method, is_other: method.method_id !== own.method_id }]
    const is_nobodys = own.method === 'exchange' || (own.method === 'deposit' && customer_id === null)
    if (is_nobodys) return [{ ...own, ...CASH, party_id: null, is_other: true }]
    if (own.method !== 'kasbon') return [own]
    const falls = Math.min(own.left_minor, debt_left)
    debt_left -= falls
    const paid_since = minor(own.left_minor - falls)
    return [
      { ...own, left_minor: minor(falls) },
      { ...own, ...CASH, party_id: null, left_minor: paid_since, is_other: true }
    ]
  })
  return sources.toSorted((a, b) => place(a) - place(b))
}

function ownSource(tender: Tender, returned: readonly Returned[], customer_id: string | null): Source {
  const { tender_no, method_id, method, given_minor, change_minor } = tender
  let left = given_minor - change_minor
  for (const { of_tender_no, amount_minor } of returned) if (of_tender_no === tender_no) left -= amount_minor
  const party_id = method === 'deposit' ? customer_id : tender.party_id
  return { of_tender_no: tender_no, method_id, method, party_id, left_minor: minor(left), is_other: false }
}

function place({ method, is_other }: Source): number {
  return (method === 'cash' ? 2 : 0) + (is_other ? 1 : 0)
}
