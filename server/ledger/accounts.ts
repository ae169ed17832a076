import type { TenderKind } from '../tenders/tables.ts'

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

const ACCOUNTS: Record<TenderKind, Account> = {
  cash: 'cash',
  qris: 'qris',
  card: 'card',
  ewallet: 'ewallet',
  transfer: 'transfer',
  kasbon: 'receivable',
  deposit: 'deposit',
  voucher: 'voucher',
  points: 'points',
  exchange: 'exchange'
}

/** The account that a means of paying is kept on. */
export function accountOf(kind: TenderKind): Account {
  return ACCOUNTS[kind]
}

const MONEY = ['cash', 'qris', 'card', 'ewallet', 'transfer'] as const

/** What can be counted, or seen on a statement of the bank. */
export type MoneyKind = (typeof MONEY)[number]

/** Whether it is in the drawer or in the bank once it was taken; the others are promises out of a purse. */
export function isInHand(kind: TenderKind): kind is MoneyKind {
  return (MONEY as readonly TenderKind[]).includes(kind)
}
