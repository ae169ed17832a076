import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { figure } from '../../views/format.ts'
import { tellHarm, tellLeft } from '../../views/ledger/tell-harm.ts'
import { wordsIn } from '../../views/words/words.ts'
import { readCatalog } from '../backup/restore/catalog.ts'
import { openSource } from '../backup/restore/open-source.ts'
import { readHeads } from '../backup/restore/read-heads.ts'
import { openShelf } from '../backup/restore/shelf.ts'
import { pickStore } from '../backup/restore/stores.ts'
import { anchorFile, readAnchors } from '../chain/anchor-file.ts'
import type { Anchor, Verdict } from '../chain/harm.ts'
import { verifyLedger } from '../chain/verify-ledger.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { headCode, readHead } from '../values/head-code.ts'
import { EXIT, exitOf, sentenceOf, systemZone } from './backup-exits.ts'
import { findKey, findPlace, ownKey } from './backup-place.ts'
import { backupWords } from './backup-words.ts'
import type { Command, CommandIo } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

const ALTERED = 1
/** Whole, but for heads of a way that only the chain itself says was left. */
const LEFT = 2

interface Asked {
  from: string[]
  against: string[]
  key: string | undefined
  store: string | undefined
  json: boolean
}

/** Something that ends the command, and its sentence is said. */
class Ending extends Error {
  readonly code: number
  constructor(sentence: string, code: number) {
    super(sentence)
    this.code = code
  }
}

/**
 * `laci verify-ledger [--from SEAL]… [--against PLACE]… [--json]`: verifies the sealed ledger, while the box runs or not,
 * and holds it against the seals that were noted beside the database, on Z slips and in backups. It only looks.
 */
export const verifyLedgerCommand: Command = async (args, io) => {
  const { ledger } = wordsIn(cliLocale(io.env))
  const asked = readArgs(args)
  const config = readConfig(io.env)
  const database = databasePath(config)
  try {
    if (!asked) throw new Ending(ledger.usage, EXIT.usage)
    if (!existsSync(database)) throw new Ending(cliWords(io.env).no_shop(config.data), EXIT.no_input)
    if (!isSealed(database)) throw new Ending(ledger.no_ledger, EXIT.data)
    const anchors = [...readAnchors(anchorFile(config), true), ...readTyped(asked.from, io)]
    for (const place of asked.against) anchors.push(...(await readPlace(place, asked, io)))
    const verdict = await verifyLedger(database, { anchors, progress: showProgress(ledger.progress, io) })
    tell(verdict, asked, io)
    if (!verdict.ok) return ALTERED
    return verdict.left.every(({ is_known }) => is_known) ? 0 : LEFT
  } catch (error) {
    io.err(error instanceof Ending ? error.message : sentenceOf(error, io))
    return error instanceof Ending ? error.code : exitOf(error)
  }
}

/** A line that is written over and over, for who sits before it; a file gets the outcome alone. Ctrl-C ends it. */
function showProgress(
  words: (done: string, of: string) => string,
  { env }: CommandIo
): (done: number, of: number) => void {
  if (!process.stderr.isTTY) return () => {}
  const locale = cliLocale(env)
  return (done, of) => {
    const end = done < of ? '' : '\r\u001b[K'
    process.stderr.write(`\r${words(figure(done, locale), figure(of, locale))}${end}`)
  }
}

function isSealed(database: string): boolean {
  const sqlite = openReader(database)
  try {
    return sqlite.prepare("select 1 from sqlite_schema where name = 'event_seals'").get() !== undefined
  } finally {
    sqlite.close()
  }
}

function readTyped(typed: string[], { env }: CommandIo): Anchor[] {
  return typed.map((text) => {
    const head = readHead(text)
    if (!head) throw new Ending(wordsIn(cliLocale(env)).ledger.noted_wrong, EXIT.usage)
    return { ...head, where: `--from ${text}`, at: null }
  })
}

/** The seals in a file of them, or at a place that the backup is kept in. */
async function readPlace(place: string, asked: Asked, io: CommandIo): Promise<Anchor[]> {
  const { ledger, restore } = wordsIn(cliLocale(io.env))
  const noted = existsSync(place) && statSync(place).isFile() ? readAnchors(place) : []
  if (noted.length > 0) return noted
  const found = findPlace(place, io)
  if (!found) throw new Ending(backupWords(io.env).no_place(place), EXIT.no_input)
  const own = ownKey(readConfig(io.env))
  const source = openSource(found, own?.store_id.toString('hex') ?? '')
  try {
    const store = pickStore(await readCatalog(source), { asked: asked.store, own })
    if (!store) throw new Ending(restore.nothing_there, EXIT.no_input)
    const opened = await findKey(io, { source, store, key_path: asked.key })
    if (!opened) throw new Ending(ledger.no_seals(place), EXIT.refused)
    const heads = await readHeads(openShelf(source, store, opened.key), place)
    // Nothing to compare with is no proof, and must not look like one.
    if (heads.length === 0) throw new Ending(ledger.no_seals(place), EXIT.data)
    return heads
  } finally {
    await source.close()
  }
}

function tell(verdict: Verdict, { json }: Asked, io: CommandIo): void {
  if (json) {
    io.out(JSON.stringify(verdict, null, 2))
    return
  }
  const locale = cliLocale(io.env)
  const words = wordsIn(locale)
  const w = words.ledger
  const { harm, events, rows, anchors, left, to, head, sealed_later_to } = verdict
  const number = (value: number) => figure(value, locale)
  if (harm) {
    io.out(`${w.harmed}. ${tellHarm({ words, locale, zone: systemZone() }, harm)}`)
    if (harm.says) io.out(`${w.says_now}: ${harm.says}`)
    io.out(w.harmed_do)
  } else io.out(`${w.sound}. ${w.sound_text(number(events), number(rows))}`)
  io.out(anchors > 0 ? w.anchors(number(anchors)) : w.anchors_none)
  for (const sentence of tellLeft({ words, locale, zone: systemZone() }, left)) io.out(sentence)
  if (sealed_later_to > 0) io.out(w.later(number(sealed_later_to)))
  if (head) io.out(`${w.head}: ${to} ${headCode(head)}\n${head}`)
}

function readArgs(args: string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: 'string', multiple: true, default: [] },
        against: { type: 'string', multiple: true, default: [] },
        key: { type: 'string' },
        store: { type: 'string' },
        json: { type: 'boolean', default: false }
      }
    })
    const { from, against, key, store, json } = values
    return { from, against, key, store, json }
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}
