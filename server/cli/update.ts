import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { wordsIn } from '../../views/words/words.ts'
import { APP_VERSION } from '../backup/version.ts'
import { type Config, readConfig } from '../config.ts'
import { checkPackage, faultOf } from '../update/check-package.ts'
import { findBundles, lookIn } from '../update/find-bundles.ts'
import {
  askForUpdate,
  isAsked,
  isInstalled,
  isOver,
  readNote,
  type UpdateNote,
  type Wanted,
  type Why
} from '../update/notes.ts'
import { isNewer } from '../update/versions.ts'
import type { Command, CommandIo } from './laci.ts'
import { updateWords } from './update-words.ts'
import { cliLocale } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT, EX_UNAVAILABLE. */
const EXIT = { ok: 0, refused: 1, usage: 64, no_input: 66, not_here: 69 } as const

const BEGINS_WITHIN_MS = 15_000
const LOOK_EVERY_MS = 100

const OPTIONS = {
  check: { type: 'boolean' },
  older: { type: 'boolean' },
  back: { type: 'boolean' },
  lose: { type: 'boolean' },
  again: { type: 'boolean' },
  status: { type: 'boolean' },
  json: { type: 'boolean' }
} as const

type Options = Partial<Record<keyof typeof OPTIONS, boolean>>

/** `laci update …`: asks for another version, and tells how it goes. It is done by the system (scripts/box/settle-update). */
export const updateCommand: Command = async (args, io) => {
  const asked = readArgs(args)
  const config = readConfig(io.env)
  if (!asked) return refuse(io, updateWords(io.env).usage, EXIT.usage)
  const { path, options } = asked
  if (options.status) return tellStatus(config, io, options)
  if (options.check) return check(config, path, io)
  if (!isInstalled(config)) return refuse(io, pageWords(io).not_installed, EXIT.not_here)
  if (options.back) return carryOut(config, { deed: 'back', ...(options.lose && { lose: true }) }, io)
  if (options.again) return carryOut(config, { deed: 'again' }, io)
  if (path === undefined) return refuse(io, updateWords(io.env).usage, EXIT.usage)
  const archive = await archiveAt(path)
  if (!archive) return refuse(io, updateWords(io.env).nothing(path), EXIT.no_input)
  return carryOut(config, { deed: 'to', path: archive, ...(options.older && { older: true }) }, io)
}

function readArgs(args: string[]): { path: string | undefined; options: Options } | undefined {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
    const [path, ...more] = positionals
    const ways = [values.check, values.back, values.again, values.status].filter(Boolean).length
    if (more.length > 0 || ways > 1 || (path === undefined && ways === 0)) return undefined
    return { path, options: values as Options }
  } catch {
    return undefined
  }
}

/** The file that was named, or the newest in the folder that was. */
async function archiveAt(path: string): Promise<string | undefined> {
  const whole = resolve(path)
  if (!existsSync(whole)) return undefined
  if (!statSync(whole).isDirectory()) return whole
  const found = await lookIn(whole, 'source')
  return found.toSorted((one, other) => (isNewer(one.version, other.version) ? -1 : 1))[0]?.path
}

async function check(config: Config, path: string | undefined, io: CommandIo): Promise<number> {
  const words = updateWords(io.env)
  const archive = path === undefined ? (await findBundles(config))[0]?.path : await archiveAt(path)
  if (!archive) return refuse(io, path === undefined ? words.nowhere : words.nothing(path), EXIT.no_input)
  try {
    const { version } = await checkPackage(archive)
    io.out(words.fits(version, archive))
    if (!isNewer(version, APP_VERSION)) io.out(pageWords(io).whys['not-newer'])
    return EXIT.ok
  } catch (error) {
    return refuse(io, pageWords(io).whys[faultOf(error)], EXIT.refused)
  }
}

/** Asks, and tells each thing that is done until it is over. */
async function carryOut(config: Config, wanted: Wanted, io: CommandIo): Promise<number> {
  const words = pageWords(io)
  const before = readNote(config)
  askForUpdate(config.data, wanted)
  const deadline = performance.now() + BEGINS_WITHIN_MS
  let told: UpdateNote | undefined = before
  for (;;) {
    await pause(LOOK_EVERY_MS)
    const note = readNote(config)
    if (isAsked(config.data)) {
      if (performance.now() > deadline) return refuse(io, updateWords(io.env).not_begun, EXIT.not_here)
      continue
    }
    if (!note || (note.phase === told?.phase && note.at === told.at)) continue
    told = note
    io.out(words.phases[note.phase](note.to))
    if (!isOver(note)) continue
    if (note.why) io.out(words.whys[note.why])
    if (note.why === 'would-lose' && note.since) io.err(updateWords(io.env).would_lose(note.since))
    if (note.left) io.out(words.left(note.left, note.to))
    if (note.shut_ms !== null) io.out(words.shut_for((note.shut_ms / 1000).toFixed(1)))
    const is_wanted = note.phase === 'done' || (note.phase === 'returned' && note.why === 'asked')
    return is_wanted ? EXIT.ok : EXIT.refused
  }
}

function tellStatus(config: Config, io: CommandIo, { json }: Options): number {
  const note = readNote(config)
  if (json) io.out(JSON.stringify({ version: APP_VERSION, last: note ?? null }, null, 2))
  else {
    const words = pageWords(io)
    io.out(words.here(APP_VERSION))
    io.out(note ? words.phases[note.phase](note.to) : updateWords(io.env).none_since)
    if (note?.why) io.out(words.whys[note.why as Why])
  }
  return EXIT.ok
}

function pageWords(io: CommandIo) {
  return wordsIn(cliLocale(io.env)).update
}

function refuse(io: CommandIo, sentence: string, code: number): number {
  io.err(sentence)
  return code
}
