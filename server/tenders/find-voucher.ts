import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { balanceOf } from '../ledger/post.ts'
import { type Minor, minor } from '../values/money.ts'

const byCode = question<{ code: string }>()((db, { code }) =>
  db.selectFrom('vouchers').selectAll().where('code', '=', code)
)

/** The voucher of a code, upper or lower case alike. */
export function findVoucher(reader: Reader, code: string) {
  return byCode.find(reader, { code: code.trim() })
}

/** What a voucher is still worth. */
export function voucherWorth(reader: Reader, voucher_id: string): Minor {
  return minor(-balanceOf(reader, 'voucher', voucher_id))
}

const latest = question<{ limit: number }>()((db, { limit }) =>
  db
    .selectFrom('vouchers')
    .innerJoin('staff', 'staff.staff_id', 'vouchers.issued_by')
    .leftJoin('customers', 'customers.customer_id', 'vouchers.customer_id')
    .leftJoin('payments', 'payments.voucher_id', 'vouchers.voucher_id')
    .leftJoin('balances', (join) =>
      join.onRef('balances.party_id', '=', 'vouchers.voucher_id').on('balances.account', '=', 'voucher')
    )
    .selectAll('vouchers')
    .select(['staff.name as issued_by_name', 'customers.name as customer', 'payments.payment_no'])
    .select(sql<Minor>`coalesce(-balance_minor, 0)`.as('left_minor'))
    .orderBy('issued_at', 'desc')
    .limit(limit)
)

const outstanding = question()((db) =>
  db
    .selectFrom('balances')
    .select(sql<Minor>`-coalesce(sum(balance_minor), 0)`.as('left_minor'))
    .where('account', '=', 'voucher')
    .where('balance_minor', '<', minor(0))
)

export type ListedVoucher = ReturnType<typeof latest.read>

/** The vouchers issued last, newest first, each with what is left of it. */
export function listVouchers(reader: Reader, limit = 200): ListedVoucher[] {
  return latest.list(reader, { limit })
}

/** What all vouchers together are still worth. */
export function vouchersOutstanding(reader: Reader): Minor {
  return minor(outstanding.read(reader, {}).left_minor)
}
