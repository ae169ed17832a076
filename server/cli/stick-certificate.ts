import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { certificateText } from '../../views/backup/certificate-text.ts'
import { span } from '../../views/backup/say.ts'
import { dayAndTime, figure, moneyText } from '../../views/format.ts'
import { qrLines } from '../../views/receipts/qr-lines.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openReader } from '../db/open.ts'
import type { BoxSettings } from '../rescue/box-settings.ts'
import { type FoundPrinter, findPrinters } from '../rescue/find-printers.ts'
import { readSettings } from '../settings/read-settings.ts'
import { headCode } from '../values/head-code.ts'
import { EXIT } from './backup-exits.ts'
import type { Command, CommandIo } from './laci.ts'
import { RESCUED, type Rescued } from './stick-restore.ts'
import { stickWords } from './stick-words.ts'
import { cliLocale } from './words.ts'

type Facts = BoxSettings & { is_host_changed: boolean }

/**
 * `laci stick certificate --data FOLDER --stick STICK --facts FILE --address URL`: what the technician reads at the end
 * of a rescue, and the owner keeps: the last sale there is, what may be missing after it, the ledger's seal, the printers
 * and the address. Written beside the data, and on the stick where it may be written.
 */
export const stickCertificateCommand: Command = async (args, io) => {
  const asked = readArgs(args)
  if (!asked) {
    io.err(stickWords(io.env).usage)
    return EXIT.usage
  }
  const { certificate } = JSON.parse(readFileSync(join(asked.data, RESCUED), 'utf8')) as Rescued
  const facts = JSON.parse(readFileSync(asked.facts, 'utf8')) as Facts
  const shop = readShop(join(asked.data, 'laci.db'))
  const printers = await findPrinters(facts.printers)
  const short = shortLines({ certificate, facts, shop, printers, address: asked.address }, io)
  const telling = { locale: cliLocale(io.env), words: wordsIn(cliLocale(io.env)), zone: shop.zone }
  const whole = `${short.join('\r\n')}\r\n\r\n${certificateText(telling, certificate)}`
  for (const line of short) io.out(line)
  io.out('')
  for (const line of qrLines(asked.address)) io.out(line)
  keep(whole, certificate.made_at, asked, io)
  return 0
}

interface Told extends Rescued {
  facts: Facts
  shop: ReturnType<typeof readShop>
  printers: FoundPrinter[]
  address: string
}

function shortLines({ certificate, facts, shop, printers, address }: Told, io: CommandIo): string[] {
  const words = stickWords(io.env)
  const locale = cliLocale(io.env)
  const when = (moment: string): string => dayAndTime(moment, locale, shop.zone)
  const { proof, state_at, made_at, shop_name } = certificate
  const { last_sale } = shop
  const gap = span({ locale }, Math.max(0, Date.parse(made_at) - Date.parse(state_at)))
  const chain = proof.steps.find((step) => step.name === 'chain')
  const rows: [string, string][] = [
    [words.shop, shop_name],
    [
      words.last_sale,
      last_sale
        ? `${last_sale.receipt_no}, ${when(last_sale.sold_at)}, ${moneyText(last_sale.total_minor, locale)}`
        : words.last_sale_none
    ],
    [words.until, words.until_text(when(state_at), gap)],
    [words.sales, figure(proof.facts.sales ?? 0, locale)],
    [words.head, chain?.found?.head ? headCode(chain.found.head) : '-'],
    [words.address, address]
  ]
  const widest = Math.max(...rows.map(([name]) => name.length))
  return [
    words.title,
    '='.repeat(words.title.length),
    '',
    ...rows.map(([name, value]) => `${name.padEnd(widest)}  ${value}`),
    '',
    ...words.gap_text,
    ...printerLines(printers, io),
    ...(facts.is_host_changed ? ['', words.host_changed] : []),
    ...(facts.tunnels.length > 0 ? ['', words.tunnels(facts.tunnels.join(', '))] : [])
  ]
}

function printerLines(printers: FoundPrinter[], io: CommandIo): string[] {
  const words = stickWords(io.env)
  if (printers.length === 0) return []
  const said = {
    there: words.printer_there,
    missing: words.printer_missing,
    far: words.printer_far,
    new: words.printer_new
  }
  return [
    '',
    `${words.printers}:`,
    ...printers.map(({ name, address, state }) => `  ${name} (${address}): ${said[state]}`)
  ]
}

/** Says where the certificate lies now. */
function keep(text: string, made_at: string, { data, stick }: Asked, io: CommandIo): void {
  const words = stickWords(io.env)
  const bytes = Buffer.from(`\uFEFF${text}`)
  const name = `${words.certificate_file}-${made_at.slice(0, 16).replace(/[-:]/g, '')}.txt`
  const files = [join(data, name)]
  writeFileSync(files[0]!, bytes, { mode: 0o600 })
  try {
    writeFileSync(join(stick, name), bytes, { flush: true })
    files.push(join(stick, name))
  } catch (error) {
    if (!('code' in (error as object))) throw error
    io.err(words.not_on_stick)
  }
  io.out('')
  io.out(words.kept(files.join(', ')))
}

function readShop(path: string) {
  const sqlite = openReader(path)
  try {
    const last_sale = sqlite
      .prepare(
        `select receipt_no, sold_at, total_minor + rounding_minor as total_minor from sales
          order by business_day desc, sold_at desc, receipt_no desc limit 1`
      )
      .get() as { receipt_no: string; sold_at: string; total_minor: number } | undefined
    return { last_sale, zone: readSettings({ sqlite }).zone }
  } finally {
    sqlite.close()
  }
}

interface Asked {
  data: string
  stick: string
  facts: string
  address: string
}

function readArgs(args: string[]): Asked | undefined {
  try {
    const option = { type: 'string' } as const
    const options = { data: option, stick: option, facts: option, address: option }
    const { data, stick, facts, address } = parseArgs({ args, options }).values
    return data && stick && facts && address ? { data, stick, facts, address } : undefined
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}
