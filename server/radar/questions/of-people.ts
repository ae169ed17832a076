import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import { readSettings } from '../../settings/read-settings.ts'
import type { Person } from '../facts.ts'

const everyone = question()((db) => db.selectFrom('staff').select(['staff_id', 'name', 'role']))

const tills = question()((db) =>
  db
    .selectFrom('terminals')
    .select(['terminal_id', sql<string>`code || ' · ' || name`.as('name')])
    .orderBy('code')
)

/** Everyone who ever worked here: what they did stays theirs. */
export function readPeople(reader: Reader): Map<string, Person> {
  const { discount_limits } = readSettings(reader)
  const limitOf = (role: string) => discount_limits[role as keyof typeof discount_limits] ?? 0
  return new Map(
    everyone
      .list(reader, {})
      .map((person) => [person.staff_id, { ...person, limit_bp: limitOf(person.role) }])
  )
}

/** Every till there ever was, as it is called. */
export function readTills(reader: Reader): Map<string, string> {
  return new Map(tills.list(reader, {}).map(({ terminal_id, name }) => [terminal_id, name]))
}
