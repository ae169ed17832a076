import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { asText } from '../../views/receipts/document.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { drawSlip } from '../printing/draw-slip.ts'
import { encodeSlip } from '../printing/escpos.ts'
import { findSaleByNumber } from '../sales/find-sales.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Command } from './laci.ts'
import { cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT. */
const EXIT = { usage: 64, no_input: 66 } as const

const KINDS = ['text', 'svg', 'escpos']

/** `laci slip K1-000123 --as text|svg|escpos`: writes a sale's slip, as it would be printed. */
export const slipCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const asked = readArgs(args)
  if (!asked) {
    io.err(words.help)
    return EXIT.usage
  }
  const config = readConfig(io.env)
  const path = databasePath(config)
  if (!existsSync(path)) {
    io.err(words.no_shop(config.data))
    return EXIT.no_input
  }
  const reader = { sqlite: openReader(path) }
  const sale = findSaleByNumber(reader, asked.number)
  const { columns } = readSettings(reader)
  const rows =
    sale && drawSlip(reader, { kind: 'sale', subject_id: sale.sale_id }, { base: config.public_url })
  if (!rows) {
    io.err(words.no_sale(asked.number))
    return 1
  }
  if (asked.as === 'escpos')
    process.stdout.write(encodeSlip(rows, { columns, code_page: 'pc858', cut: 'partial' }))
  else io.out(asked.as === 'svg' ? asPicture(rows, columns) : asText(rows))
  return 0
}

/** What was asked, or undefined when it was asked wrongly. */
function readArgs(args: string[]): { number: string; as: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { as: { type: 'string', default: 'text' } }
    })
    const [number] = positionals
    return number && positionals.length === 1 && KINDS.includes(values.as)
      ? { number, as: values.as }
      : undefined
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}
