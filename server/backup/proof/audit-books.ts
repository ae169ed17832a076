import type Database from 'better-sqlite3'
import { RULES, type Rule } from './rules.ts'

/** A rule that does not hold, and who breaks it: the first three, named as the rule names them. */
export interface Fault {
  rule: Rule
  offenders: Record<string, string | number | null>[]
}

/** Of more offenders nobody would read the names; the first few show where to look. */
const NAMED = 3

type Asked = readonly [rule: Rule, question: Database.Statement]

const asked = new WeakMap<Database.Database, readonly Asked[]>()

/**
 * Looks for anything wrong with a shop's books. Quick enough to be asked after each deed of a small shop; of a year's
 * trade it takes seconds, so that is a worker's errand.
 *
 * @param sqlite any connection to it, also within a deed
 * @returns the rules that don't hold; nothing when the books are sound.
 * @throws what SQLite throws when the file can't be read, or lacks a table.
 */
export function auditBooks(sqlite: Database.Database): Fault[] {
  let questions = asked.get(sqlite)
  if (!questions) {
    const rules = Object.entries(RULES) as [Rule, string][]
    questions = rules.map(([rule, query]) => [rule, sqlite.prepare(`${query} limit ${NAMED}`)] as const)
    asked.set(sqlite, questions)
  }
  return questions.flatMap(([rule, question]) => {
    const offenders = question.all() as Fault['offenders']
    return offenders.length > 0 ? [{ rule, offenders }] : []
  })
}
