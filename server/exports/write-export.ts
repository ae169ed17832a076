import type Database from 'better-sqlite3'
import { wordsIn } from '../../views/words/words.ts'
import type { Locale } from '../settings/read-settings.ts'
import type { Moment } from '../values/clock.ts'
import { type Choice, isCopy, momentsOf } from './choice.ts'
import { schemaOf } from './copy/table-queries.ts'
import { beginDocument, type Step, writeCopy } from './copy/write-copy.ts'
import { csvText } from './files/csv.ts'
import { type FileWriter, openFile } from './files/file-writer.ts'
import { jsonRows } from './files/json.ts'
import { type Tongue, tongueOf } from './files/tongue.ts'
import { openWorkbook } from './files/xlsx.ts'
import { openArchive } from './files/zip.ts'
import { listSheets } from './sheets/list-sheets.ts'
import type { Cell, Sheet, Wanted } from './sheets/sheet.ts'

/** Everything that is needed to write one, as plain data. */
export interface ExportTask {
  choice: Choice
  locale: Locale
  zone: string
  day_starts_at: number
  shop_name: string
  made_at: Moment
  may_see_phones: boolean
}

/** All days there can be. */
const ALWAYS = { from: '0000-01-01', to: '9999-12-31' }

/**
 * Writes what was chosen into a file, all of it as it was at one moment, and brings it to the disk.
 *
 * @param sqlite a connection of its own: it is held in one reading transaction until the end
 * @param step is told now and then how far it has come
 * @returns how many rows it holds
 * @throws the system's error when the disk is full; {@link ArchiveFull}
 */
export function writeExport(sqlite: Database.Database, path: string, task: ExportTask, step: Step): number {
  const file = openFile(path)
  sqlite.exec('begin')
  try {
    const { choice } = task
    const rows = isCopy(choice)
      ? writeCopy(sqlite, file, { ...task, step })
      : writeSheets(sqlite, file, task, step)
    file.close()
    return rows
  } finally {
    file.drop()
    sqlite.exec('commit')
  }
}

function writeSheets(sqlite: Database.Database, file: FileWriter, task: ExportTask, step: Step): number {
  const { choice, locale, zone, day_starts_at } = task
  const wanted = { ...(choice.span ?? ALWAYS), ...momentsOf(choice.span, zone, day_starts_at) }
  const sheets = listSheets(choice, task.may_see_phones)
  const of = sheets.reduce((sum, sheet) => sum + sheet.count({ sqlite }, wanted), 0)
  let done = 0
  const counted = function* (sheet: Sheet): Generator<Record<string, Cell>> {
    for (const row of sheet.rows({ sqlite }, wanted)) {
      yield row
      step(++done, of, sheet.name)
    }
  }
  const tongue = tongueOf(locale, zone)
  WRITERS[choice.format]({ sqlite, file, task, tongue, wanted, sheets, counted })
  return done
}

interface Writing {
  sqlite: Database.Database
  file: FileWriter
  task: ExportTask
  tongue: Tongue
  wanted: Wanted
  sheets: Sheet[]
  counted(sheet: Sheet): Iterable<Record<string, Cell>>
}

const WRITERS: Record<Choice['format'], (writing: Writing) => void> = {
  csv({ file, task, tongue, sheets, counted }) {
    const [only, ...more] = sheets
    if (only && more.length === 0) {
      for (const piece of inPieces(csvText(only.columns, counted(only), tongue)))
        file.write(Buffer.from(piece))
      return
    }
    const names = wordsIn(task.locale).exports.sheets
    const archive = openArchive(file, tongue.clock(task.made_at))
    for (const sheet of sheets) {
      archive.add(
        `${names[sheet.name].replaceAll(' ', '_')}.csv`,
        csvText(sheet.columns, counted(sheet), tongue)
      )
    }
    archive.finish()
  },

  xlsx({ file, task, tongue, sheets, counted }) {
    const names = wordsIn(task.locale).exports.sheets
    const workbook = openWorkbook(openArchive(file, tongue.clock(task.made_at)), tongue)
    for (const sheet of sheets) workbook.add(names[sheet.name], sheet.columns, counted(sheet))
    workbook.finish()
  },

  json({ sqlite, file, task, sheets, counted }) {
    const { choice, shop_name, made_at } = task
    const { what, span } = choice
    const document = beginDocument(file, { what, span, shop: shop_name, schema: schemaOf(sqlite), made_at })
    const counts: Record<string, number> = {}
    for (const [at, sheet] of sheets.entries()) {
      document.say(`${at === 0 ? '' : ','}\n${JSON.stringify(sheet.name)}:[`)
      counts[sheet.name] = 0
      for (const line of jsonRows(sheet.columns, counted(sheet))) {
        counts[sheet.name]!++
        document.say(line)
      }
      document.say('\n]')
    }
    document.say(`\n},\n"counts":${JSON.stringify(counts)},\n`)
    document.end()
  }
}

const PIECE_CHARACTERS = 256 * 1024

function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield piece
}
