import { conditionsOf } from '../../views/printing/printer-state.ts'
import { wordsIn } from '../../views/words/words.ts'
import { type PrinterStanding, readPrinters } from '../printing/read-printers.ts'
import { listCommand } from './list-command.ts'
import { printerWords } from './printer-words.ts'
import { cliLocale } from './words.ts'

/** `laci printers [--json]`: every printer and how it fares. */
export const printersCommand = listCommand({
  words: (env) => {
    const { printers_usage, none, heads } = printerWords(env)
    return { usage: printers_usage, none, heads }
  },
  read: readPrinters,
  asJson,
  asRow
})

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

function asRow(
  { printer, state, tills, waiting, uncertain, last_printed }: PrinterStanding,
  env: Record<string, string | undefined>
): string[] {
  const words = wordsIn(cliLocale(env))
  const conditions = conditionsOf(words, { printer, state }).map(({ text }) => text)
  return [
    printer.name,
    [words.printer.transports[printer.transport], printer.address].filter(Boolean).join(' '),
    conditions.join(', ') || '-',
    String(waiting),
    String(uncertain),
    last_printed ?? '-',
    tills.map(({ code }) => code).join(' ') || '-'
  ]
}
