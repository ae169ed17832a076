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

/** `laci slip K1-000123 --as text|svg|escpos`: writes a sale's slip, as it would be printed. */
export const slipCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { as: { type: 'string', default: 'text' } }
  })
  const [number = ''] = positionals
  const config = readConfig(io.env)
  const reader = { sqlite: openReader(databasePath(config)) }
  const sale = findSaleByNumber(reader, number)
  const { columns } = readSettings(reader)
  const rows =
    sale && drawSlip(reader, { kind: 'sale', subject_id: sale.sale_id }, { base: config.public_url })
  if (!rows) {
    io.err(words.no_sale(number))
    return 1
  }
  if (values.as === 'escpos') process.stdout.write(encodeSlip(rows, { columns, cutter: true }))
  else io.out(values.as === 'svg' ? asPicture(rows, columns) : asText(rows))
  return 0
}
