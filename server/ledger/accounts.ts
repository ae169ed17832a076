/**
 * The accounts of the shop's ledger. What the shop has or is owed stands positive, what it owes or earned negative, so
 * that the entries of every deed add up to nothing.
 *
 * - `cash` … `transfer`: money taken by that means; `fees` what an acquirer keeps of it
 * - `receivable`: kasbon, by customer; `deposit`: money left with the shop, by customer or order; `voucher`: by voucher
 * - `points`: what burnt points were worth; `exchange`: goods given back against goods taken, nothing in the end
 * - `held`: money taken for a basket that is no sale yet, by basket; nothing once it is one
 * - `promotion`: what vouchers cost that were given away
 * - `sales`: goods without their tax; `service`; `tax`; `rounding`: Pembulatan
 */
export type Account =
  | 'cash'
  | 'qris'
  | 'card'
  | 'ewallet'
  | 'transfer'
  | 'fees'
  | 'receivable'
  | 'deposit'
  | 'voucher'
  | 'points'
  | 'exchange'
  | 'held'
  | 'promotion'
  | 'sales'
  | 'service'
  | 'tax'
  | 'rounding'
