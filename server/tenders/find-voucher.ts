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
