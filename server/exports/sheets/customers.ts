import { sql } from 'kysely'
import { phoneText } from '../../customers/phone.ts'
import { question } from '../../db/prepare.ts'
import { columns, type Sheet, type Wanted } from './sheet.ts'

const held = (account: string) =>
  sql<number>`coalesce((select balance_minor from balances
    where party_id = customers.customer_id and account = ${sql.lit(account)}), 0)`

const all = question<Wanted>()((db) =>
  db
    .selectFrom('customers')
    .leftJoin('customer_groups', 'customer_groups.group_id', 'customers.group_id')
    .select(['customers.name as customer', 'phone', 'customer_groups.name as group_name', 'limit_minor'])
    .select([held('receivable').as('debt_minor'), sql<number>`-(${held('deposit')})`.as('deposit_minor')])
    .select(
      sql<number>`coalesce((select sum(points) from points_moves
        where points_moves.customer_id = customers.customer_id), 0)`.as('points')
    )
    .select(['note', 'consent_at', 'added_at'])
    .where('erased_at', 'is', null)
    .orderBy('customers.name')
)

/** Customers and what each owes; their telephones only for whoever may see them. */
export function customers(may_see_phones: boolean): Sheet {
  return {
    name: 'customers',
    columns: columns(
      { text: may_see_phones ? ['customer', 'phone', 'group_name'] : ['customer', 'group_name'] },
      { money: ['limit_minor', 'debt_minor', 'deposit_minor'], count: ['points'] },
      { text: ['note'], moment: ['consent_at', 'added_at'] }
    ),
    *rows(reader, wanted) {
      for (const row of all.each(reader, wanted)) {
        yield { ...row, phone: may_see_phones && row.phone ? phoneText(row.phone) : null }
      }
    },
    count: (reader, wanted) => all.count(reader, wanted)
  }
}
