import { Fault } from './fault.ts'
import { writeFields } from './fields.ts'
import type { Merchant } from './merchant.ts'
import { type Payload, readPayload } from './read-payload.ts'

/** Whether a sticker still pays this shop, and who stands on either. */
export interface Comparison {
  /**
   * `other-account` says that the merchant's id is ours but the account behind it is not: another of our own
   * banks, or a sticker that only borrows our id. A checksum is no signature; anyone can write one.
   */
  result: 'same' | 'other-account' | 'other-merchant'
  kept: Merchant
  scanned: Merchant
}

/**
 * Compares the code that the shop keeps with one that was scanned from a counter or a wall, because a swapped sticker
 * looks like ours and pays somebody else. Names prove nothing; the national merchant id and the accounts do.
 *
 * @param kept the shop's own code, read before it was kept
 * @returns a fault when what was scanned cannot be read
 */
export function compareMerchants(kept: string, scanned: string): Comparison | Fault {
  const ours = readPayload(kept)
  const theirs = readPayload(scanned)
  if (ours instanceof Fault) return ours
  if (theirs instanceof Fault) return theirs
  return { result: resultOf(ours, theirs), kept: ours.merchant, scanned: theirs.merchant }
}

function resultOf(ours: Payload, theirs: Payload): Comparison['result'] {
  if (ours.merchant.nmid !== theirs.merchant.nmid) return 'other-merchant'
  return accountsOf(ours) === accountsOf(theirs) ? 'same' : 'other-account'
}

/** Where the money goes: every account, tags 02 to 50, in whatever order; 51 holds the merchant's id. */
function accountsOf({ fields }: Payload): string {
  const accounts = fields.filter(({ tag }) => tag >= '02' && tag <= '50')
  return writeFields(accounts.toSorted((a, b) => (a.tag < b.tag ? -1 : 1)))
}
