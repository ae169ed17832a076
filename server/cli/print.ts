import { existsSync } from 'node:fs'
import { wordsIn } from '../../views/words/words.ts'
import { readConfig } from '../config.ts'
import { claim, TakenError } from '../db/claim.ts'
import { openReader } from '../db/open.ts'
import type { Reader } from '../db/prepare.ts'
import { databasePath } from '../main.ts'
import { Connection } from '../printing/connection.ts'
import { encodeTestJob } from '../printing/encode-job.ts'
import { listPrinters, type Printer } from '../printing/find-printer.ts'
import { openTransport } from '../printing/transports/open-transport.ts'
import type { Delivery } from '../printing/transports/transport.ts'
import type { Command, CommandIo } from './laci.ts'
import { printerWords } from './printer-words.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT, EX_UNAVAILABLE, EX_IOERR, EX_TEMPFAIL. */
const EXIT = { usage: 64, no_input: 66, unavailable: 69, io: 74, busy: 75 } as const

/**
 * `laci print test [PRINTER]`: prints the test page by itself, for a technician whose box does not start. Exits with 0
 * when the printer took all of it, 69 when nothing was printed, 74 when it broke off half way.
 *
 * A running box is the only one that writes to its printers, so then it refuses and names the page (75). The shop is
 * claimed until the page is out: meanwhile no box starts that would write to the same printer. Nothing is written down.
 */
export const printCommand: Command = async (args, io) => {
  const [what, asked, ...more] = args
  if (what !== 'test' || more.length > 0 || asked?.startsWith('-')) {
    return refuse(io, printerWords(io.env).print_usage, EXIT.usage)
  }
  const config = readConfig(io.env)
  const path = databasePath(config)
  if (!existsSync(path)) return refuse(io, cliWords(io.env).no_shop(config.data), EXIT.no_input)
  const sqlite = openReader(path)
  try {
    const printer = choose(listPrinters({ sqlite }), asked, io)
    return printer ? await printAlone(path, { sqlite }, printer, io) : EXIT.no_input
  } finally {
    sqlite.close()
  }
}

/** The printer that was asked for; says why when there is none. */
function choose(printers: Printer[], asked: string | undefined, io: CommandIo): Printer | undefined {
  const w = printerWords(io.env)
  const names = printers.map(({ name }) => name).join(', ')
  const wanted = asked?.toLowerCase()
  const found =
    wanted === undefined
      ? printers
      : printers.filter(({ printer_id, name }) => [printer_id, name.toLowerCase()].includes(wanted))
  if (found.length === 1) return found[0]
  io.err(printers.length === 0 ? w.none : asked ? w.no_printer(asked, names) : w.which(names))
  return undefined
}

async function printAlone(path: string, reader: Reader, printer: Printer, io: CommandIo): Promise<number> {
  const w = printerWords(io.env)
  if (printer.transport === 'preview') return refuse(io, w.on_screen(printer.name), EXIT.unavailable)
  let claimed: ReturnType<typeof claim>
  try {
    claimed = claim(path)
  } catch (error) {
    if (!(error instanceof TakenError)) throw error
    return refuse(io, w.box_running(`/printers/${printer.printer_id}/test`), EXIT.busy)
  }
  try {
    return say(await send(reader, printer, readConfig(io.env).data), printer, io)
  } finally {
    claimed.close()
  }
}

/** Sends the page on a line of its own; whether the printer answers is asked anew. */
async function send(reader: Reader, printer: Printer, data: string): Promise<Delivery> {
  const connection = new Connection(openTransport(printer, { data }), 'unknown', {
    answers: () => undefined,
    status: () => undefined
  })
  try {
    const cargo = encodeTestJob(reader, printer)
    return await connection.carry(cargo, async () => true, new AbortController().signal)
  } finally {
    connection.rest()
  }
}

function say(delivery: Delivery, { name }: Printer, io: CommandIo): number {
  const w = printerWords(io.env)
  if (delivery.outcome === 'delivered') {
    io.out(delivery.is_heard ? w.printed(name) : w.sent(name))
    return 0
  }
  const why = wordsIn(cliLocale(io.env)).job.trouble[delivery.reason]
  if (delivery.outcome === 'not-started') return refuse(io, w.not_printed(name, why), EXIT.unavailable)
  return refuse(io, w.cut_off(name, why), EXIT.io)
}

function refuse(io: CommandIo, sentence: string, code: number): number {
  io.err(sentence)
  return code
}
