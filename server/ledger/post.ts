import assert from 'node:assert/strict'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import type { Account } from './accounts.ts'

/** One amount on one account; `party_id` says whose, where the account is kept by customer, voucher or order. */
export interface Entry {
  account: Account
  amount_minor: Minor
  party_id?: string | null
}

/** Which deed the entries are of. */
export interface Posting {
  source_id: string
  shift_id: string | null
  business_day: BusinessDay
}

const add = change<
  Posting & { account: Account; party_id: string | null; amount_minor: Minor; posted_at: Moment }
>()((db, row) =>
  db
    .insertInto('journal')
    .values(
      pick(row, ['source_id', 'shift_id', 'business_day', 'account', 'party_id', 'amount_minor', 'posted_at'])
    )
)

// A balance is read on every kasbon sale and each time customers are listed; summed up each time, a year of debts took
// long enough for a scan at another till to be felt.
const addToBalance = change<{ account: Account; party_id: string; amount_minor: Minor }>()((db, row) =>
  db
    .insertInto('balances')
    .values({ account: row.account, party_id: row.party_id, balance_minor: row.amount_minor })
    .onConflict((conflict) =>
      conflict.columns(['account', 'party_id']).doUpdateSet(({ eb, ref }) => ({
        balance_minor: eb(ref('balances.balance_minor'), '+', ref('excluded.balance_minor'))
      }))
    )
)

const ofParty = question<{ party_id: string; account: Account }>()((db, { party_id, account }) =>
  db
    .selectFrom('balances')
    .select('balance_minor')
    .where('party_id', '=', party_id)
    .where('account', '=', account)
)

/**
 * Writes the money of a deed into the ledger. Amounts of nothing are left out.
 *
 * @throws {AssertionError} entries that don't add up to nothing: a mistake of ours, and the deed is not done.
 */
export function post(tx: Tx, by: By, posting: Posting, entries: readonly Entry[]): void {
  assert.equal(
    sum(entries.map(({ amount_minor }) => amount_minor)),
    0,
    'the entries of a deed add up to nothing'
  )
  for (const { account, amount_minor, party_id = null } of entries) {
    if (amount_minor === 0) continue
    add.run(tx, { ...posting, account, party_id, amount_minor, posted_at: by.at })
    if (party_id !== null) addToBalance.run(tx, { account, party_id, amount_minor })
  }
}

/** What an account holds for one customer, voucher or order: a debt positive, a deposit or voucher's worth negative. */
export function balanceOf(reader: Reader, account: Account, party_id: string): Minor {
  return ofParty.find(reader, { account, party_id })?.balance_minor ?? minor(0)
}
