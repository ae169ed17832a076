import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { certificateText } from '../../views/backup/certificate-text.ts'
import { dayAndTime } from '../../views/format.ts'
import { wordsIn } from '../../views/words/words.ts'
import type { Progress } from '../backup/restore/apply.ts'
import { highestEpoch, readCatalog, type StoreCatalog } from '../backup/restore/catalog.ts'
import type { RestoreFault } from '../backup/restore/fault.ts'
import type { Target } from '../backup/restore/find-tip.ts'
import { openSource } from '../backup/restore/open-source.ts'
import { type ProvenRestoring, restoreAndProve } from '../backup/restore/restore-and-prove.ts'
import { openShelf, readPoints, type Shelf } from '../backup/restore/shelf.ts'
import type { Source } from '../backup/restore/source.ts'
import { pickStore } from '../backup/restore/stores.ts'
import { finishSwap, goOnFrom, prepareSwap } from '../backup/restore/swap.ts'
import { readConfig } from '../config.ts'
import { EXIT, exitOf, sentenceOf, systemZone } from './backup-exits.ts'
import { findKey, findPlace, type Opened, ownKey } from './backup-place.ts'
import { backupWords } from './backup-words.ts'
import type { Command, CommandIo } from './laci.ts'
import { cliLocale } from './words.ts'

/**
 * `laci restore --from PLACE --into FOLDER`: brings a shop back into a new data folder and proves that it is the shop;
 * with `--prove-only` it proves, in a folder of its own inside that one, and leaves nothing.
 */
export const restoreCommand: Command = async (args, io) => {
  const words = backupWords(io.env)
  const asked = readArgs(args)
  if (!asked) return refuse(io, words.restore_usage, EXIT.usage)
  const place = findPlace(asked.from, io)
  if (!place) return refuse(io, words.no_place(asked.from), EXIT.no_input)
  if (asked.into && existsSync(join(asked.into, 'laci.db')))
    return refuse(io, words.into_taken(asked.into), EXIT.taken)
  const source = openSource(place, ownKey(readConfig(io.env))?.store_id.toString('hex') ?? '')
  try {
    return await restoreFrom(source, asked, io)
  } catch (error) {
    return refuse(io, sentenceOf(error, io), exitOf(error))
  } finally {
    await source.close()
  }
}

interface Asked {
  from: string
  to: string
  into: string | undefined
  /** Where a shop that is only proven stands meanwhile: the folder that was said, or the system's own. */
  scratch: string
  partial: boolean
  key: string | undefined
  store: string | undefined
  json: boolean
}

async function restoreFrom(source: Source, asked: Asked, io: CommandIo): Promise<number> {
  const words = backupWords(io.env)
  const own = ownKey(readConfig(io.env))
  const store = pickStore(await readCatalog(source), { asked: asked.store, own })
  if (!store) return refuse(io, wordsIn(cliLocale(io.env)).restore.nothing_there, EXIT.no_input)
  const opened = await findKey(io, { source, store, key_path: asked.key })
  if (!opened) return refuse(io, words.passphrase_needed, EXIT.refused)
  const shelf = openShelf(source, store, opened.key)
  const target = await readTarget(shelf, asked.to)
  if (!target) return refuse(io, words.unreadable_time(asked.to), EXIT.usage)
  mkdirSync(asked.into ?? asked.scratch, { recursive: true, mode: 0o700 })
  const data = asked.into ?? mkdtempSync(join(asked.scratch, 'laci-prove-'))
  const file = join(data, 'restored.db')
  rmSync(file, { force: true })
  try {
    const restoring = await restoreAndProve(shelf, target, file, {
      destination: asked.from,
      progress: showProgress(io)
    })
    return conclude(restoring, { asked, io, opened, store, data, file })
  } finally {
    rmSync(file, { force: true })
    if (asked.into === undefined) rmSync(data, { recursive: true })
  }
}

interface Restored {
  asked: Asked
  io: CommandIo
  opened: Opened
  store: StoreCatalog
  data: string
  file: string
}

/** Says what came of it, and puts the shop in place when it is what was wanted. */
function conclude(restoring: ProvenRestoring, { asked, io, opened, store, data, file }: Restored): number {
  const words = backupWords(io.env)
  const { reached, certificate, is_complete, fault } = restoring
  const is_wanted = is_complete || (asked.partial && reached !== null)
  const is_proven = certificate?.proof.ok === true
  if (asked.into !== undefined && reached && is_wanted && is_proven) {
    const restored = goOnFrom(reached, [highestEpoch(store)])
    prepareSwap(data, { file, restored, ...opened, at: Date.now() })
    finishSwap(data)
  }
  if (asked.json) io.out(asJson(restoring))
  else if (certificate) io.out(certificateText(telling(io), certificate).replaceAll('\r\n', '\n'))
  if (fault) for (const sentence of faultSentences(fault, restoring, io)) io.err(sentence)
  if (!is_wanted) {
    if (reached && asked.into !== undefined) io.err(words.kept_partly)
    return fault ? exitOfFault(fault) : EXIT.data
  }
  if (!is_proven) return EXIT.data
  if (asked.into !== undefined && !asked.json) io.out(words.restored(asked.into))
  return 0
}

/** What is the matter, and how far the shop can be restored. */
function faultSentences(fault: RestoreFault, { reached, plan }: ProvenRestoring, io: CommandIo): string[] {
  const locale = cliLocale(io.env)
  const { restore } = wordsIn(locale)
  if (!plan.wanted) return [restore.not_found]
  const until = reached && dayAndTime(new Date(reached.at).toISOString(), locale, systemZone())
  const gaps = fault.kind === 'missing' ? plan.missing : []
  const missing = gaps.map(({ from, to, generation }) => backupWords(io.env).gap(from, to, generation))
  return [
    restore.faults[fault.kind](fault.name),
    ...missing,
    until ? restore.until(until) : restore.nothing_reached
  ]
}

function exitOfFault({ kind }: RestoreFault): number {
  if (kind === 'no-room') return EXIT.taken
  if (kind === 'unreachable') return EXIT.unavailable
  return kind === 'wrong-key' ? EXIT.refused : EXIT.data
}

function asJson({ reached, certificate, is_complete, fault, faults, plan }: ProvenRestoring): string {
  const { missing, wanted } = plan
  const state = reached && {
    generation: reached.name.generation,
    seq: reached.seq,
    at: new Date(reached.at).toISOString()
  }
  return JSON.stringify({ is_complete, reached: state, wanted, fault, faults, missing, certificate }, null, 2)
}

/** What `--to` says; undefined when it says nothing that is known here. */
async function readTarget(shelf: Shelf, to: string): Promise<Target | undefined> {
  if (to === 'latest') return 'latest'
  if (/^\d{1,12}$/.test(to)) return { seq: Number(to) }
  const points = await readPoints(shelf)
  const point = points.find(({ point_id, label }) => point_id === to || label === to)
  if (point) return { point_id: point.point_id }
  // Without a zone it is meant as the clock on this machine shows it.
  const time = /^\d{4}-\d\d-\d\d/.test(to) ? Date.parse(to.replace(' ', 'T')) : Number.NaN
  return Number.isNaN(time) ? undefined : { time }
}

function showProgress(io: CommandIo) {
  if (!process.stderr.isTTY) return () => {}
  const words = backupWords(io.env)
  return ({ bytes, bytes_of, segments, segments_of }: Progress) => {
    const percent = bytes_of ? Math.floor((100 * bytes) / bytes_of) : 100
    process.stderr.write(`\r${words.progress(percent, segments, segments_of)}`)
  }
}

function telling({ env }: CommandIo) {
  const locale = cliLocale(env)
  return { locale, words: wordsIn(locale), zone: systemZone() }
}

/** What was asked, or undefined when it was asked wrongly. */
function readArgs(args: string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        to: { type: 'string', default: 'latest' },
        into: { type: 'string' },
        'prove-only': { type: 'boolean', default: false },
        partial: { type: 'boolean', default: false },
        key: { type: 'string' },
        store: { type: 'string' },
        json: { type: 'boolean', default: false }
      }
    })
    const { from, to, into, partial, key, store, json } = values
    // Either somewhere to restore to, or nothing is to be left.
    const proves_only = values['prove-only']
    if (from === undefined || (into === undefined && !proves_only)) return undefined
    const folder = into && resolve(into)
    return {
      from,
      to,
      into: proves_only ? undefined : folder,
      scratch: folder ?? tmpdir(),
      partial,
      key,
      store,
      json
    }
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}

function refuse({ err }: CommandIo, sentence: string, code: number): number {
  err(sentence)
  return code
}
