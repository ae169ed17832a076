import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'

/** Customers who share prices and promotions. */
interface Group {
  group_id: string
  name: string
}

const all = question()((db) =>
  db
    .selectFrom('customer_groups')
    .leftJoin('customers', 'customers.group_id', 'customer_groups.group_id')
    .select(['customer_groups.group_id', 'customer_groups.name'])
    .select(({ fn }) => fn.count<number>('customer_id').as('customers'))
    .groupBy('customer_groups.group_id')
    .orderBy('customer_groups.name')
)

const byId = question<{ group_id: string }>()((db, { group_id }) =>
  db.selectFrom('customer_groups').selectAll().where('group_id', '=', group_id)
)

const byName = question<{ name: string }>()((db, { name }) =>
  db.selectFrom('customer_groups').selectAll().where('name', '=', name)
)

const put = change<Group>()((db, row) =>
  db
    .insertInto('customer_groups')
    .values(pick(row, ['group_id', 'name']))
    .onConflict((conflict) => conflict.column('group_id').doUpdateSet({ name: row.name }))
)

/** How long a group's name may be. */
export const GROUP_NAME_LENGTH = 40

/** Every group by name, and how many customers are in it. */
export function listGroups(reader: Reader) {
  return all.list(reader, {})
}

/** @throws {Refusal} group/gone */
export function readGroup(reader: Reader, group_id: string): Group {
  const group = byId.find(reader, { group_id })
  if (!group) throw new Refusal('group/gone')
  return group
}

/**
 * Makes a group.
 *
 * @throws {Refusal} group/name-needed, group/name-taken
 */
export function addGroup(tx: Tx, by: By, group: Group): void {
  save(tx, by, group)
}

/**
 * Gives a group another name; who is in it stays in it.
 *
 * @throws {Refusal} group/gone, group/name-needed, group/name-taken
 */
export function renameGroup(tx: Tx, by: By, group: Group): void {
  readGroup(tx, group.group_id)
  save(tx, by, group)
}

function save(tx: Tx, by: By, { group_id, name: typed }: Group): void {
  const name = typed.trim().replace(/\s+/g, ' ').slice(0, GROUP_NAME_LENGTH)
  if (!name) throw new Refusal('group/name-needed')
  const same = byName.find(tx, { name })
  if (same && same.group_id !== group_id) throw new Refusal('group/name-taken', { name: same.name })
  put.run(tx, { group_id, name })
  record(tx, by, { type: 'group.changed', subject_id: group_id, facts: { name } })
}
