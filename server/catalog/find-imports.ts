import { question, type Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'

const COLUMNS = [
  'imports.import_id',
  'imports.file_name',
  'imports.uploaded_at',
  'staff.name as staff_name',
  'committed_at',
  'added',
  'changed',
  'unchanged',
  'refused',
  'undone_at',
  'removed',
  'restored',
  'retired',
  'kept'
] as const

const byId = question<{ import_id: string }>()((db, { import_id }) =>
  db
    .selectFrom('imports')
    .leftJoin('import_commits', 'import_commits.import_id', 'imports.import_id')
    .leftJoin('import_undoings', 'import_undoings.import_id', 'imports.import_id')
    .leftJoin('staff', 'staff.staff_id', 'imports.staff_id')
    .select(COLUMNS)
    .where('imports.import_id', '=', import_id)
)

const committed = question<{ limit: number }>()((db, { limit }) =>
  db
    .selectFrom('import_commits')
    .innerJoin('imports', 'imports.import_id', 'import_commits.import_id')
    .leftJoin('import_undoings', 'import_undoings.import_id', 'imports.import_id')
    .leftJoin('staff', 'staff.staff_id', 'imports.staff_id')
    .select(COLUMNS)
    .orderBy('after_event_id', 'desc')
    .limit(limit)
)

const bytesOf = question<{ import_id: string }>()((db, { import_id }) =>
  db.selectFrom('imports').select('bytes').where('import_id', '=', import_id)
)

/** An import as a person looks at it; what has not happened to it yet is null. */
export type Import = NonNullable<ReturnType<typeof byId.find>>

/** How many past imports a page lists. */
const MOST_LISTED = 50

/**
 * An uploaded list and what became of it.
 *
 * @throws {Refusal} import/gone
 */
export function readImport(reader: Reader, import_id: string): Import {
  const found = byId.find(reader, { import_id })
  if (!found) throw new Refusal('import/gone')
  return found
}

/** The imports that were done, newest first. */
export function listImports(reader: Reader): Import[] {
  return committed.list(reader, { limit: MOST_LISTED })
}

/**
 * The file as it was uploaded.
 *
 * @throws {Refusal} import/gone
 */
export function readUpload(reader: Reader, import_id: string): Buffer {
  const found = bytesOf.find(reader, { import_id })
  if (!found) throw new Refusal('import/gone')
  return found.bytes
}
