import type { Generated } from 'kysely'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Account } from './accounts.ts'

export interface LedgerTables {
  journal: {
    entry_no: Generated<number>
    source_id: string
    shift_id: string | null
    business_day: BusinessDay
    account: Account
    party_id: string | null
    amount_minor: Minor
    posted_at: Moment
  }
  /** Kept by `post` beside each entry that is somebody's. */
  balances: { account: Account; party_id: string; balance_minor: Minor }
}
