import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { accountOf, isInHand } from '../ledger/accounts.ts'
import { type Entry, post } from '../ledger/post.ts'
import { type Minor, minor } from '../values/money.ts'
import type { SaleRows } from './write-sale.ts'

/** What goods, service and tax brought, and rounding; negative, as what was earned stands. */
export function earned(of: {
  total_minor: Minor
  service_minor: Minor
  tax_minor: Minor
  rounding_minor: Minor
}): Entry[] {
  const { total_minor, service_minor, tax_minor, rounding_minor } = of
  return [
    { account: 'sales', amount_minor: minor(service_minor + tax_minor - total_minor) },
    { account: 'service', amount_minor: minor(-service_minor) },
    { account: 'tax', amount_minor: minor(-tax_minor) },
    { account: 'rounding', amount_minor: minor(-rounding_minor) }
  ]
}

/**
 * Writes a sale's money into the ledger: what each tender brought, without the acquirer's fee, against what was earned.
 *
 * @param held how many of the tenders were taken before; what they brought is in the ledger already, and is held there
 *   for this sale
 */
export function postSale(tx: Tx, by: By, { sale, tenders }: SaleRows, held: number): void {
  const { sale_id: source_id, shift_id, business_day } = sale
  const taken = tenders.flatMap((tender, at): Entry[] => {
    const { method, given_minor, change_minor, fee_minor, party_id } = tender
    if (at < held && isInHand(method)) {
      return [
        { account: 'held', amount_minor: given_minor, party_id: source_id },
        { account: accountOf(method), amount_minor: minor(-change_minor) }
      ]
    }
    return [
      { account: accountOf(method), amount_minor: minor(given_minor - change_minor - fee_minor), party_id },
      { account: 'fees', amount_minor: fee_minor }
    ]
  })
  post(tx, by, { source_id, shift_id, business_day }, [...taken, ...earned(sale)])
}
