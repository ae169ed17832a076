import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { conditionsOf } from '../../views/printing/printer-state.ts'
import { wordsIn } from '../../views/words/words.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { type PrinterStanding, readPrinters } from '../printing/read-printers.ts'
import { asColumns } from './as-columns.ts'
import type { Command } from './laci.ts'
import { printerWords } from './printer-words.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT. */
const EXIT = { usage: 64, no_shop: 66 } as const

/** `laci printers [--json]`: every printer and how it fares, whether the box runs or not. Changes nothing. */
export const printersCommand: Command = async (args, io) => {
  const json = wantsJson(args)
  if (json === undefined) {
    io.err(printerWords(io.env).printers_usage)
    return EXIT.usage
  }
  const config = readConfig(io.env)
  const path = databasePath(config)
  if (!existsSync(path)) {
    io.err(cliWords(io.env).no_shop(config.data))
    return EXIT.no_shop
  }
  const sqlite = openReader(path)
  try {
    const printers = readPrinters({ sqlite })
    io.out(json ? JSON.stringify(printers.map(asJson), null, 2) : asTable(printers, io.env))
    return 0
  } finally {
    sqlite.close()
  }
}

function wantsJson(args: string[]): boolean | undefined {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json
  } catch {
    return undefined
  }
}

function asJson({
  printer,
  state,
  tills,
  waiting,
  uncertain,
  trouble,
  last_printed
}: PrinterStanding): object {
  const { added_at, removed_at, ...settings } = printer
  const { printer_id, ...says } = state ?? { printer_id: '' }
  return {
    ...settings,
    state: state ? says : null,
    waiting,
    uncertain,
    trouble,
    last_printed: last_printed ?? null,
    tills: tills.map(({ code }) => code)
  }
}

function asTable(printers: PrinterStanding[], env: Record<string, string | undefined>): string {
  const w = printerWords(env)
  if (printers.length === 0) return w.none
  const words = wordsIn(cliLocale(env))
  const rows = printers.map(({ printer, state, tills, waiting, uncertain, last_printed }) => [
    printer.name,
    [words.printer.transports[printer.transport], printer.address].filter(Boolean).join(' '),
    conditionsOf(words, { printer, state })
      .map(({ text }) => text)
      .join(', ') || '-',
    String(waiting),
    String(uncertain),
    last_printed ?? '-',
    tills.map(({ code }) => code).join(' ') || '-'
  ])
  return asColumns([w.heads, ...rows])
}
