import type Database from 'better-sqlite3'
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler
} from 'kysely'
import type { Schema } from './schema.ts'

/** Anyone who may look: the store between deeds, a worker's read connection, or a deed. */
export interface Reader {
  readonly sqlite: Database.Database
}

/** Writes inside one transaction. Only the store makes one, so a deed cannot be run outside of a commit. */
export interface Tx extends Reader {
  readonly writes: true
  /** The events that the deed has told so far; the store seals them when it is done. */
  readonly recorded: number[]
}

type Rows<Q> = Q extends Compilable<infer Row> ? Row : never

/** A query's argument by name; stands in the built query until a value is bound. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Bind<Args> = (args: Args) => unknown[]

/** Builds queries; has no connection, so nothing can be awaited on it by mistake. */
const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler()
  }
})

function compile<Args, Q extends Compilable<unknown>>(build: (db: Kysely<Schema>, args: Args) => Q) {
  const slots = new Proxy({}, { get: (_target, name) => new Slot(String(name)), ownKeys: unnamed }) as Args
  const { sql, parameters } = build(builder, slots).compile()
  const plan = parameters.map((value) =>
    value instanceof Slot ? (args: Args) => args[value.name as keyof Args] : () => value
  )
  const bind: Bind<Args> = (args) => plan.map((take) => take(args))
  const statements = new WeakMap<Database.Database, Database.Statement<unknown[], Rows<Q>>>()

  const on = ({ sqlite }: Reader): Database.Statement<unknown[], Rows<Q>> => {
    let statement = statements.get(sqlite)
    if (!statement) {
      statement = sqlite.prepare<unknown[], Rows<Q>>(sql)
      statements.set(sqlite, statement)
    }
    return statement
  }
  return { sql, bind, on }
}

function unnamed(): never {
  throw new Error('the arguments of a query are not known by name yet: pick(args, [...]) them')
}

/** Some of a query's arguments as a row, `values(pick(row, ['sale_id', 'total_minor']))`. */
export function pick<Args extends object, const Name extends keyof Args>(
  args: Args,
  names: readonly Name[]
): Pick<Args, Name> {
  return Object.fromEntries(names.map((name) => [name, args[name]])) as Pick<Args, Name>
}

/** A question compiled once and prepared once per connection; asked with any reader. */
export interface Question<Args, Row> {
  readonly sql: string
  find(reader: Reader, args: Args): Row | undefined
  read(reader: Reader, args: Args): Row
  list(reader: Reader, args: Args): Row[]
  each(reader: Reader, args: Args): IterableIterator<Row>
  /** How many rows there are, without fetching them. */
  count(reader: Reader, args: Args): number
}

/** A write compiled once and prepared once per connection; made only inside a deed. */
export interface Change<Args, Row> {
  readonly sql: string
  /** @returns how many rows it touched. */
  run(tx: Tx, args: Args): number
  /** For a write that says `returning`: the row. */
  returning(tx: Tx, args: Args): Row
  /** For a write that says `returning` and may touch nothing. */
  maybe(tx: Tx, args: Args): Row | undefined
}

/**
 * Makes a question: `question<{ id: string }>()((db, { id }) => db.selectFrom('sales').where('sale_id', '=', id)…)`.
 * The arguments are named slots when the query is built and values when it is asked.
 */
export function question<Args = Record<never, never>>() {
  return <Q extends Compilable<unknown>>(
    build: (db: Kysely<Schema>, args: Args) => Q
  ): Question<Args, Rows<Q>> => {
    const { sql, bind, on } = compile(build)
    return {
      sql,
      find: (reader, args) => on(reader).get(...bind(args)),
      read: (reader, args) => {
        const row = on(reader).get(...bind(args))
        if (row === undefined) throw new Error(`no row: ${sql}`)
        return row
      },
      list: (reader, args) => on(reader).all(...bind(args)),
      each: (reader, args) => on(reader).iterate(...bind(args)),
      count: ({ sqlite }, args) =>
        sqlite
          .prepare<unknown[], number>(`select count(*) from (${sql})`)
          .pluck()
          .get(...bind(args)) ?? 0
    }
  }
}

/** Makes a write, in the manner of {@link question}. */
export function change<Args = Record<never, never>>() {
  return <Q extends Compilable<unknown>>(
    build: (db: Kysely<Schema>, args: Args) => Q
  ): Change<Args, Rows<Q>> => {
    const { sql, bind, on } = compile(build)
    return {
      sql,
      run: (tx, args) => on(tx).run(...bind(args)).changes,
      returning: (tx, args) => {
        const row = on(tx).get(...bind(args))
        if (row === undefined) throw new Error(`nothing returned: ${sql}`)
        return row
      },
      maybe: (tx, args) => on(tx).get(...bind(args))
    }
  }
}
