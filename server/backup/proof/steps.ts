import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type Database from 'better-sqlite3'
import { verifyHere } from '../../chain/verify-here.ts'
import { hashLedger } from '../../ledger/hash-ledger.ts'
import { sumOfFile } from '../objects/page-sum.ts'
import { auditBooks } from './audit-books.ts'
import { countRows } from './count-rows.ts'
import type { Expected, Facts, Found, Step, StepName, StepOf } from './proof.ts'
import { RULES } from './rules.ts'

/** A database file, opened when first looked into: what is no database fails the step that looks. */
export interface Subject {
  readonly path: string
  sqlite(): Database.Database
}

type Outcome<Name extends StepName> = Omit<StepOf<Name>, 'name' | 'ms'>

/** More would not help anybody: a file that is broken is restored anew, not mended. */
const SHOWN = 5

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'

const steps: { [Name in StepName]: (subject: Subject, expected: Expected) => Outcome<Name> } = {
  pages({ path }, expected) {
    const header = readHeader(path)
    const { pages, sum } = sumOfFile(path, header.page_size)
    const { size } = statSync(path)
    const found = { pages, bytes: size, sum }
    if (header.pages !== null && header.pages !== pages) {
      const detail = `the file has ${pages} pages and should have ${header.pages}`
      return { ok: false, is_compared: true, found, detail }
    }
    return held(found, sum, expected.sum)
  },

  integrity({ sqlite }) {
    const rows = sqlite().pragma(`integrity_check(${SHOWN})`) as { integrity_check: string }[]
    const messages = rows.map((row) => row.integrity_check).filter((message) => message !== 'ok')
    return judged(messages.length === 0, { messages }, messages.join('; '))
  },

  'foreign-keys'({ sqlite }) {
    const orphans = sqlite()
      .prepare(`select "table", parent from pragma_foreign_key_check limit ${SHOWN}`)
      .all() as Found['foreign-keys']['orphans']
    const named = orphans.map(({ table, parent }) => `${table} → ${parent}`)
    return judged(orphans.length === 0, { orphans }, named.join('; '))
  },

  counts({ sqlite }, expected) {
    const counts = countRows(sqlite())
    return held(counts, counts, expected.counts)
  },

  books({ sqlite }) {
    const faults = auditBooks(sqlite())
    const named = faults.map(({ rule, offenders }) => `${rule}: ${JSON.stringify(offenders)}`)
    return judged(faults.length === 0, { rules: Object.keys(RULES).length, faults }, named.join('; '))
  },

  ledger({ sqlite }, expected) {
    const ledger = hashLedger({ sqlite: sqlite() })
    return held(ledger, ledger, expected.ledger)
  },

  chain({ sqlite }, expected) {
    const is_sealed =
      sqlite().prepare("select 1 from sqlite_schema where name = 'event_seals'").get() !== undefined
    if (!is_sealed) return { ok: true, is_compared: false, found: null, detail: null }
    const verdict = verifyHere(sqlite())
    if (verdict.harm) return judged(false, verdict, JSON.stringify(verdict.harm))
    return held(verdict, verdict.head, expected.head ?? null)
  },

  events({ sqlite }, expected) {
    const last_event_id = sqlite().prepare('select max(event_id) from events').pluck().get() as number | null
    return held({ last_event_id }, last_event_id, expected.last_event_id)
  }
}

/** The steps in the order a person reads them. */
export const STEP_NAMES = Object.keys(steps) as StepName[]

/** Does one step. Whatever breaks, and be it the file itself, is its outcome: nothing is thrown. */
export function doStep(name: StepName, subject: Subject, expected: Expected): Step {
  const began = performance.now()
  const outcome = attempt(() => steps[name](subject, expected))
  return { name, ms: Math.round(performance.now() - began), ...outcome } as Step
}

/** A step that could not be done at all. */
export function failedStep(name: StepName, detail: string): Step {
  return { name, ms: 0, ok: false, is_compared: false, found: null, detail }
}

/** What is told of a shop besides what the steps found. */
export function readFacts({ sqlite }: Subject): Pick<Facts, 'last_sale' | 'schema_version'> {
  return {
    last_sale: orNull(
      () =>
        sqlite()
          .prepare(
            'select receipt_no, sold_at from sales order by business_day desc, sold_at desc, receipt_no desc limit 1'
          )
          .get() as Facts['last_sale']
    ),
    schema_version: orNull(
      () => sqlite().prepare('select max(name) from kysely_migration').pluck().get() as string | null
    )
  }
}

function attempt<Name extends StepName>(work: () => Outcome<Name>): Outcome<Name> {
  try {
    return work()
  } catch (error) {
    return { ok: false, is_compared: false, found: null, detail: (error as Error).message }
  }
}

/** Nothing, where a file is too broken to be read: its steps say so already. */
function orNull<Fact>(read: () => Fact | null | undefined): Fact | null {
  try {
    return read() ?? null
  } catch {
    return null
  }
}

function judged<What>(ok: boolean, found: What, detail: string) {
  return { ok, is_compared: true, found, detail: ok ? null : detail }
}

/** Holds what there is against what should be, where that is known. */
function held<What, Value>(found: What, is: Value, should: Value | null) {
  if (should === null) return { ok: true, is_compared: false, found, detail: null }
  return judged(
    isDeepStrictEqual(is, should),
    found,
    `${JSON.stringify(is)} and not ${JSON.stringify(should)}`
  )
}

/** What a database's first page says of the file: https://sqlite.org/fileformat.html#the_database_header */
function readHeader(path: string): { page_size: number; pages: number | null } {
  const header = Buffer.alloc(HEADER_BYTES)
  const handle = openSync(path, 'r')
  try {
    if (readSync(handle, header, 0, HEADER_BYTES, 0) === 0) throw new Error('the file is empty')
  } finally {
    closeSync(handle)
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('the file is not a database')
  const size = header.readUInt16BE(16)
  // Written by an SQLite that did not keep the number of pages, as its own mark of the last change tells.
  const is_counted = header.readUInt32BE(24) === header.readUInt32BE(92)
  return { page_size: size === 1 ? 65_536 : size, pages: is_counted ? header.readUInt32BE(28) : null }
}
