import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { moneyText, quantity } from '../../views/format.ts'
import { reasonSentence } from '../../views/pricing/reasons.ts'
import { wordsIn } from '../../views/words/words.ts'
import type { PricedBasket, PricedLine } from '../pricing/basket.ts'
import { priceBasket } from '../pricing/price-basket.ts'
import type { Command } from './laci.ts'
import { PriceFileFault, readPriceFile } from './price/read-price-file.ts'
import { type CliWords, cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_DATAERR, EX_NOINPUT. */
const EXIT = { usage: 64, data: 65, no_input: 66 } as const

const WIDTH = 60

/** `laci price FILE|- [--json]`: prices a basket from a file, and says of each line why. Needs no shop. */
export const priceCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const asked = readArgs(args)
  if (!asked) {
    io.err(words.price_usage)
    return EXIT.usage
  }
  const text = readText(asked.file)
  if (text === undefined) {
    io.err(words.no_file(asked.file))
    return EXIT.no_input
  }
  try {
    const { basket, rules } = readPriceFile(text, Temporal.Now.plainDateTimeISO())
    const priced = priceBasket(basket, rules)
    io.out(asked.json ? JSON.stringify(priced, null, 2) : asText(priced, words, cliLocale(io.env)))
    return 0
  } catch (error) {
    if (!(error instanceof PriceFileFault)) throw error
    io.err(words.price_faults[error.code](error.place, error.found))
    return EXIT.data
  }
}

function readArgs(args: string[]): { file: string; json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } }
    })
    const [file] = positionals
    return file !== undefined && positionals.length === 1 ? { file, json: values.json } : undefined
  } catch {
    return undefined
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    return undefined
  }
}

function asText(priced: PricedBasket, words: CliWords, locale: 'id' | 'en'): string {
  const money = (amount: number) => moneyText(amount, locale)
  const { reduced_minor, service_minor, taxes } = priced
  const rows = [
    ...priced.lines.flatMap((line) => lineRows(line, locale)),
    '─'.repeat(WIDTH),
    row(words.price_subtotal, money(priced.subtotal_minor))
  ]
  if (reduced_minor > 0) rows.push(row(`  ${words.price_reduced}`, money(reduced_minor)))
  if (service_minor > 0) rows.push(row(words.price_service, money(service_minor)))
  for (const { label, included, base_minor, tax_minor } of taxes) {
    const say = included ? words.price_tax_included : words.price_tax_added
    rows.push(row(`${included ? '  ' : ''}${say(label, money(base_minor))}`, money(tax_minor)))
  }
  rows.push(row(words.price_total, money(priced.total_minor)))
  return rows.join('\n')
}

function lineRows(line: PricedLine, locale: 'id' | 'en'): string[] {
  const { name, unit, quantity_milli, total_minor, reasons } = line
  const amount = [quantity(quantity_milli, locale), unit, name].filter(Boolean).join(' ')
  return [
    row(amount, moneyText(total_minor, locale)),
    ...reasons.map((reason) => `  · ${reasonSentence(wordsIn(locale), locale, reason, unit)}`)
  ]
}

function row(left: string, right: string): string {
  return `${left} ${right.padStart(WIDTH - left.length - 1)}`
}
