import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { faultSentence } from '../../views/catalog/fault.ts'
import { wordsIn } from '../../views/words/words.ts'
import { importItems, keepUpload } from '../catalog/import-items.ts'
import { countFates, type PlannedRow, planFirstImport, planImport } from '../catalog/plan-import.ts'
import { PriceListFault } from '../catalog/price-list/faults.ts'
import { type PriceList, readPriceList } from '../catalog/price-list/read-price-list.ts'
import { readConfig } from '../config.ts'
import { TakenError } from '../db/claim.ts'
import { openReader, openStore } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { Refusal } from '../refusal.ts'
import { systemClock } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import type { Command, CommandIo } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** How many remarks are named on a terminal; `--json` names all. */
const MOST_NAMED = 200

/** sysexits.h: EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_TEMPFAIL. */
const EXIT = { usage: 64, data: 65, no_input: 66, busy: 75 } as const

/**
 * `laci import FILE [--dry-run] [--json]`: imports a price list into the shop of a box that is stopped; the list
 * itself, and what it would do, can be looked at while the box runs.
 */
export const importCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const asked = readArgs(args)
  if (!asked) return refuse(io, words.import_usage, EXIT.usage)
  const bytes = readBytes(asked.file)
  if (!bytes) return refuse(io, words.no_file(asked.file), EXIT.no_input)
  const path = databasePath(readConfig(io.env))
  try {
    const list = readPriceList(bytes)
    const rows = asked.dry_run ? look(path, list) : await carryOut(path, basename(asked.file), bytes, list)
    if (asked.json) io.out(asJson(list, rows, asked.dry_run))
    else sayAll(io, rows, asked.dry_run)
    return 0
  } catch (error) {
    if (error instanceof TakenError) return refuse(io, words.box_running, EXIT.busy)
    const sentence = sentenceOf(error, io)
    if (sentence === undefined) throw error
    return refuse(io, sentence, EXIT.data)
  }
}

function readArgs(args: string[]): { file: string; dry_run: boolean; json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } }
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) return undefined
    return { file, dry_run: values['dry-run'], json: values.json }
  } catch {
    return undefined
  }
}

function readBytes(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** What the list would do; nothing is written, not even a database where there is none. */
function look(path: string, list: PriceList): PlannedRow[] {
  if (!existsSync(path)) return planFirstImport(list.rows)
  const reader = { sqlite: openReader(path) }
  try {
    return planImport(reader, list.rows)
  } finally {
    reader.sqlite.close()
  }
}

async function carryOut(
  path: string,
  file_name: string,
  bytes: Buffer,
  list: PriceList
): Promise<PlannedRow[]> {
  const store = await openStore(path)
  try {
    const import_id = newId()
    const by = { at: systemClock.now(), staff_id: null, terminal_id: null, request_id: null }
    return await store.commit((tx) => {
      const rows = planImport(tx, list.rows)
      keepUpload(tx, by, { import_id, file_name, bytes })
      importItems(tx, by, { import_id, mapping: list.mapping, rows: list.rows })
      return rows
    })
  } finally {
    store.close()
  }
}

function asJson(
  { encoding, delimiter, mapping, missing_fields }: PriceList,
  rows: PlannedRow[],
  dry_run: boolean
): string {
  const faults = rows.flatMap(({ line, faults }) => faults.map((fault) => ({ line, ...fault })))
  const { new: added, changed, same: unchanged, refused, empty } = countFates(rows)
  const counts = { added, changed, unchanged, refused, empty }
  return JSON.stringify({ dry_run, encoding, delimiter, mapping, missing_fields, counts, faults }, null, 2)
}

function sayAll({ out, env }: CommandIo, rows: PlannedRow[], dry_run: boolean): void {
  const words = cliWords(env)
  const locale = cliLocale(env)
  const speech = { locale, words: wordsIn(locale) }
  const remarks = rows.flatMap(({ line, faults }) =>
    faults.map((fault) => words.row(line, faultSentence(speech, fault)))
  )
  for (const remark of remarks.slice(0, MOST_NAMED)) out(remark)
  if (remarks.length > MOST_NAMED) out(words.more_rows(remarks.length - MOST_NAMED))
  const fates = countFates(rows)
  out(words.imported(fates.new, fates.changed, fates.same, fates.refused))
  if (dry_run) out(words.dry_run)
}

/** What went wrong in words, when a person can put it right. */
function sentenceOf(error: unknown, { env }: CommandIo): string | undefined {
  const { refusals, items } = wordsIn(cliLocale(env))
  if (error instanceof PriceListFault) {
    const sentence = items.file_faults[error.code]
    return typeof sentence === 'string' ? sentence : sentence(error.facts)
  }
  if (!(error instanceof Refusal)) return undefined
  const sentence = refusals[error.code]
  return typeof sentence === 'string' ? sentence : sentence(error.facts)
}

function refuse({ err }: CommandIo, sentence: string, code: number): number {
  err(sentence)
  return code
}
