import { parseArgs } from 'node:util'
import { dayAndTime } from '../../views/format.ts'
import { wordsIn } from '../../views/words/words.ts'
import { hasSnapshot } from '../backup/engine/head.ts'
import { readCatalog, type StoreCatalog } from '../backup/restore/catalog.ts'
import { openSource } from '../backup/restore/open-source.ts'
import { openShelf, type Point, readPoints } from '../backup/restore/shelf.ts'
import type { Source } from '../backup/restore/source.ts'
import { newestAt, newestFirst, pickStore } from '../backup/restore/stores.ts'
import { verifyStore } from '../backup/restore/verify.ts'
import { readConfig } from '../config.ts'
import { EXIT, exitOf, sentenceOf, systemZone } from './backup-exits.ts'
import { findKey, findPlace, ownKey } from './backup-place.ts'
import { backupWords } from './backup-words.ts'
import type { Command, CommandIo } from './laci.ts'
import { cliLocale } from './words.ts'

interface Asked {
  what: string
  from: string
  key: string | undefined
  store: string | undefined
  json: boolean
}

/**
 * `laci backup list --from PLACE`: what lies in a backup place. `laci backup verify --from PLACE`: reads every file there
 * and says what is wrong with which. Neither needs the passphrase, and with it both say more.
 */
export const backupLookCommand: Command = async (args, io) => {
  const words = backupWords(io.env)
  const asked = readArgs(args)
  if (!asked) return refuse(io, words.backup_usage, EXIT.usage)
  const place = findPlace(asked.from, io)
  if (!place) return refuse(io, words.no_place(asked.from), EXIT.no_input)
  const source = openSource(place, ownKey(readConfig(io.env))?.store_id.toString('hex') ?? '')
  try {
    return asked.what === 'list' ? await list(source, asked, io) : await verify(source, asked, io)
  } catch (error) {
    return refuse(io, sentenceOf(error, io), exitOf(error))
  } finally {
    await source.close()
  }
}

async function list(source: Source, asked: Asked, io: CommandIo): Promise<number> {
  const { stores } = await readCatalog(source)
  const wanted = newestFirst(stores).filter(({ store_id }) => store_id.startsWith(asked.store ?? ''))
  if (wanted.length === 0) return refuse(io, wordsIn(cliLocale(io.env)).restore.nothing_there, EXIT.no_input)
  const told = []
  for (const store of wanted) told.push({ store, points: await pointsOf(source, store, asked, io) })
  if (asked.json)
    io.out(
      JSON.stringify(
        told.map(({ store, points }) => ({ ...facts(store), points })),
        null,
        2
      )
    )
  else for (const { store, points } of told) tell(store, points, io)
  return 0
}

/** The named points, when the key is at hand; nobody is asked for it here. */
async function pointsOf(source: Source, store: StoreCatalog, asked: Asked, io: CommandIo): Promise<Point[]> {
  const opened = await keyAtHand(source, store, asked, io)
  return opened ? readPoints(openShelf(source, store, opened.key)) : []
}

async function keyAtHand(source: Source, store: StoreCatalog, { key }: Asked, io: CommandIo) {
  const own = ownKey(readConfig(io.env))?.store_id.toString('hex')
  const has_one = key !== undefined || io.env['LACI_PASSPHRASE'] !== undefined || own === store.store_id
  return has_one ? findKey(io, { source, store, key_path: key }) : undefined
}

function facts(store: StoreCatalog) {
  const files = store.generations.flatMap(({ packs, parts }) => [...packs, ...parts])
  const until = newestAt(store)
  return {
    store_id: store.store_id,
    until: until ? new Date(until).toISOString() : null,
    files: files.length,
    bytes: files.reduce((bytes, file) => bytes + file.bytes, 0),
    snapshots: store.generations.filter(hasSnapshot).length,
    key_files: store.key_files.length,
    generations: store.generations.map(({ name, packs, parts }) => ({
      ...name,
      began: new Date(name.began).toISOString(),
      from: packs[0]?.from ?? null,
      to: packs.at(-1)?.to ?? null,
      snapshot: parts[0]?.seq ?? null
    }))
  }
}

function tell(store: StoreCatalog, points: Point[], io: CommandIo): void {
  const words = backupWords(io.env)
  const locale = cliLocale(io.env)
  const { store_id, until, files, bytes, snapshots, generations } = facts(store)
  io.out(words.shop(store_id, until ? dayAndTime(until, locale, systemZone()) : '–'))
  io.out(words.holds(files, (bytes / 1e6).toFixed(1), snapshots, generations.length))
  for (const { at, label, point_id } of points) {
    io.out(words.point(dayAndTime(new Date(at).toISOString(), locale, systemZone()), label, point_id))
  }
}

async function verify(source: Source, asked: Asked, io: CommandIo): Promise<number> {
  const words = backupWords(io.env)
  const { restore } = wordsIn(cliLocale(io.env))
  const catalog = await readCatalog(source)
  const store = pickStore(catalog, { asked: asked.store, own: ownKey(readConfig(io.env)) })
  if (!store) return refuse(io, restore.nothing_there, EXIT.no_input)
  const opened = await keyAtHand(source, store, asked, io)
  const found = await verifyStore(source, store, opened?.key ?? null)
  const { files, segments, is_opened, faults, gaps } = found
  if (asked.json) io.out(JSON.stringify({ store_id: store.store_id, ...found }, null, 2))
  else {
    for (const { kind, name } of faults) io.out(restore.faults[kind](name))
    for (const { from, to, generation } of gaps) io.out(words.gap(from, to, generation))
    if (faults.length + gaps.length === 0) io.out(words.verified(files, segments, is_opened))
    else io.out(words.verified_bad(faults.length, files))
  }
  return faults.length + gaps.length === 0 ? 0 : EXIT.data
}

function readArgs(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        key: { type: 'string' },
        store: { type: 'string' },
        json: { type: 'boolean', default: false }
      }
    })
    const [what] = positionals
    const { from, key, store, json } = values
    const is_known = (what === 'list' || what === 'verify') && positionals.length === 1
    return is_known && from !== undefined ? { what, from, key, store, json } : undefined
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}

function refuse({ err }: CommandIo, sentence: string, code: number): number {
  err(sentence)
  return code
}
