import { findCustomer } from '../customers/find-customers.ts'
import { pointsOf } from '../customers/points.ts'
import type { Reader } from '../db/prepare.ts'
import { balanceOf } from '../ledger/post.ts'
import type { Minor } from '../values/money.ts'

/** Who buys, as the slip on the till shows them. */
export interface Buyer {
  customer_id: string
  name: string
  group_name: string | null
  points: number
  /** What they owe, and how much they may. */
  debt_minor: Minor
  limit_minor: Minor
}

/** How a customer and the shop stand with each other; nothing of one who was forgotten. */
export function findBuyer(reader: Reader, customer_id: string): Buyer | undefined {
  const customer = findCustomer(reader, customer_id)
  if (!customer || customer.erased_at) return undefined
  const { name, group_name, limit_minor } = customer
  const debt_minor = balanceOf(reader, 'receivable', customer_id)
  return { customer_id, name, group_name, limit_minor, debt_minor, points: pointsOf(reader, customer_id) }
}
