import { question, type Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'

const byId = question<{ customer_id: string }>()((db, { customer_id }) =>
  db
    .selectFrom('customers')
    .leftJoin('customer_groups', 'customer_groups.group_id', 'customers.group_id')
    .selectAll('customers')
    .select('customer_groups.name as group_name')
    .where('customer_id', '=', customer_id)
)

export type Customer = ReturnType<typeof byId.read>

export function findCustomer(reader: Reader, customer_id: string): Customer | undefined {
  return byId.find(reader, { customer_id })
}

/** @throws {Refusal} customer/gone */
export function readCustomer(reader: Reader, customer_id: string): Customer {
  const customer = findCustomer(reader, customer_id)
  if (!customer || customer.erased_at) throw new Refusal('customer/gone')
  return customer
}
