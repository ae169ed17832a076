import { type Minor, minor, share } from '../values/money.ts'
import type { MoneyKind } from './accounts.ts'
import type { Entry } from './post.ts'

/**
 * What comes in by a means of paying, and what its acquirer keeps of it.
 *
 * @param fee_bp of the amount, in basis points
 */
export function received(account: MoneyKind, amount_minor: Minor, fee_bp: number): Entry[] {
  const fee_minor = share(amount_minor, fee_bp, 10_000)
  return [
    { account, amount_minor: minor(amount_minor - fee_minor) },
    { account: 'fees', amount_minor: fee_minor }
  ]
}
