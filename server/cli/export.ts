import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { wordsIn } from '../../views/words/words.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import {
  type Choice,
  choose,
  FORMATS,
  type Format,
  PERIODS,
  type Period,
  WHATS,
  type What
} from '../exports/choice.ts'
import { exportFolder, nameFinished, unfinishedFile } from '../exports/export-folder.ts'
import { nameFile } from '../exports/name-file.ts'
import { writeInWorker } from '../exports/write-in-worker.ts'
import { databasePath } from '../main.ts'
import { Refusal } from '../refusal.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readDay } from '../values/business-day.ts'
import { systemClock } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import type { Command } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT, EX_CANTCREAT. */
const EXIT = { usage: 64, no_input: 66, cannot_create: 73 } as const

interface Asked {
  what: What
  format: Format
  period: Period
  from: string | undefined
  to: string | undefined
  out: string | undefined
  json: boolean
}

/**
 * `laci export --what … --format … --period … [--out FILE|DIR] [--json]`: writes the shop's data into a file, while the
 * box runs or not; it only looks. Whoever has the box's disk in hand has the data already: no right is asked for.
 */
export const exportCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const asked = readArgs(args)
  if (!asked) {
    io.err(words.export_usage)
    return EXIT.usage
  }
  const config = readConfig(io.env)
  const path = databasePath(config)
  if (!existsSync(path)) {
    io.err(words.no_shop(config.data))
    return EXIT.no_input
  }
  try {
    const made = await carryOut(path, asked, exportFolder(config))
    if (made === undefined) {
      io.err(words.export_usage)
      return EXIT.usage
    }
    io.out(asked.json ? JSON.stringify(made, null, 2) : words.exported(made.file, made.rows))
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    io.err(String(wordsIn(cliLocale(io.env)).refusals[error.code]))
    return EXIT.cannot_create
  }
}

/** @returns what was written where; nothing when a day of the period is missing */
async function carryOut(database: string, asked: Asked, own_folder: string) {
  const made_at = systemClock.now()
  const sqlite = openReader(database)
  let choice: Choice | undefined
  let settings: ReturnType<typeof readSettings>
  let name: string
  try {
    settings = readSettings({ sqlite })
    const today = currentDay({ sqlite }, made_at)
    choice = choose({ ...asked, from: readDay(asked.from), to: readDay(asked.to) }, today)
    if (!choice) return undefined
    name = nameFile(choice, settings.locale, today)
  } finally {
    sqlite.close()
  }
  const out = placeOf(asked.out, own_folder, name)
  const { locale, zone, day_starts_at, name: shop_name } = settings
  const task = { choice, locale, zone, day_starts_at, shop_name, made_at, may_see_phones: true }
  const path = unfinishedFile(out.folder, newId())
  const rows = await writeInWorker({ database, path, task }, () => undefined)
  const file = join(out.folder, nameFinished(path, out.folder, out.name))
  return { file, rows, bytes: statSync(file).size, ...choice }
}

/** A folder gets a file of the usual name; anything else is the file's own name. */
function placeOf(
  out: string | undefined,
  own_folder: string,
  name: string
): { folder: string; name: string } {
  if (out === undefined) return { folder: own_folder, name }
  const path = resolve(out)
  if (existsSync(path) && statSync(path).isDirectory()) return { folder: path, name }
  return { folder: dirname(path), name: basename(path) }
}

function readArgs(args: string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        what: { type: 'string', default: 'everything' },
        format: { type: 'string', default: 'xlsx' },
        period: { type: 'string', default: 'this-month' },
        from: { type: 'string' },
        to: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false }
      }
    })
    const { what, format, from, to, out, json } = values
    const period = from || to ? 'days' : values.period
    if (!isOneOf(WHATS, what) || !isOneOf(FORMATS, format) || !isOneOf(PERIODS, period)) return undefined
    return { what, format, period, from, to, out, json }
  } catch {
    return undefined
  }
}

function isOneOf<Word extends string>(words: readonly Word[], word: string): word is Word {
  return (words as readonly string[]).includes(word)
}
