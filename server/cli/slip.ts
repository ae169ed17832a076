import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CODE_PAGES, type CodePage } from '../../views/receipts/code-page.ts'
import { asText, type Columns } from '../../views/receipts/document.ts'
import { asDots } from '../../views/receipts/dots/draw-slip.ts'
import { asPng } from '../../views/receipts/dots/png.ts'
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

const KINDS = ['text', 'png', 'svg', 'escpos'] as const

/** What was asked for on the command line. */
interface Asked {
  number: string
  as: (typeof KINDS)[number]
  /** The shop's own paper when left out. */
  columns: Columns | undefined
  page: CodePage
}

/** `laci slip K1-000123 --as text|png|svg|escpos`: writes a sale's slip, as it would be printed. */
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
  const { columns = readSettings(reader).columns, page } = asked
  const slip = sale && ({ kind: 'sale', subject_id: sale.sale_id } as const)
  const rows = slip && drawSlip(reader, slip, { base: config.public_url, columns, page })
  if (!rows) {
    io.err(words.no_sale(asked.number))
    return 1
  }
  if (asked.as === 'text') io.out(asText(rows))
  else if (asked.as === 'svg') io.out(asPicture(rows, columns))
  else if (asked.as === 'png') process.stdout.write(asPng(asDots(rows, columns)))
  else process.stdout.write(encodeSlip(rows, { columns, code_page: page, cut: 'partial' }))
  return 0
}

/** What was asked, or undefined when it was asked wrongly. */
function readArgs(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        as: { type: 'string', default: 'text' },
        columns: { type: 'string' },
        page: { type: 'string', default: 'pc858' }
      }
    })
    const [number] = positionals
    const as = KINDS.find((kind) => kind === values.as)
    const page = CODE_PAGES.find((each) => each === values.page)
    const columns = ([32, 48] as const).find((each) => String(each) === values.columns)
    if (!number || positionals.length > 1 || !as || !page) return undefined
    return values.columns === undefined || columns ? { number, as, page, columns } : undefined
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}
