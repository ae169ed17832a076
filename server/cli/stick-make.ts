import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { faultText } from '../../views/backup/rescue.ts'
import { wordsIn } from '../../views/words/words.ts'
import { asksFolder } from '../backup/asks/answer-asks.ts'
import { backupFolder } from '../backup/folder.ts'
import { readConfig } from '../config.ts'
import type { RefusalCode } from '../refusal.ts'
import {
  type StickAnswer,
  type StickAsk,
  stickAnswerFile,
  stickAskFile
} from '../rescue/answer-stick-asks.ts'
import { newId } from '../values/id.ts'
import { EXIT } from './backup-exits.ts'
import type { Command, CommandIo } from './laci.ts'
import { stickWords } from './stick-words.ts'
import { cliLocale, cliWords } from './words.ts'

const SEEN_WITHIN_MS = 5000
/** So long after it last said how far it is, the box has ended. */
const SILENT_MS = 120_000
const LOOK_EVERY_MS = 200

/** `laci stick make [STICK] [--bundle FILE]…`: has the running box make a rescue stick, and waits for it. */
export const stickMakeCommand: Command = async (args, io) => {
  const asked = readArgs(args)
  if (!asked) {
    io.err(stickWords(io.env).usage)
    return EXIT.usage
  }
  const folder = asksFolder(backupFolder(readConfig(io.env)))
  const answer = existsSync(folder) ? await ask(folder, asked.ask, showProgress(io)) : undefined
  if (!answer) {
    io.err(cliWords(io.env).backup_not_running)
    return EXIT.unavailable
  }
  if (asked.json) io.out(JSON.stringify(answer, null, 2))
  return conclude(answer, io, asked.json)
}

function conclude(answer: StickAnswer, io: CommandIo, is_said: boolean): number {
  const words = stickWords(io.env)
  if ('refused' in answer) {
    io.err(refusalText(answer.refused, io))
    return EXIT.no_input
  }
  const { standing, path } = answer
  if (standing.state === 'made') {
    if (!is_said) io.out(words.made(path, standing.facts.version))
    return 0
  }
  const locale = cliLocale(io.env)
  const { fault, needed_bytes } =
    standing.state === 'failed' ? standing : ({ fault: 'other', needed_bytes: 0 } as const)
  io.err(faultText({ locale, words: wordsIn(locale) }, fault, needed_bytes))
  return fault === 'no-room' || fault === 'full' ? EXIT.taken : EXIT.unavailable
}

function refusalText(refused: Extract<StickAnswer, { refused: unknown }>['refused'], io: CommandIo): string {
  if (refused === 'no-stick' || refused === 'several-sticks') return stickWords(io.env)[refused]
  const sentence = wordsIn(cliLocale(io.env)).refusals[refused as RefusalCode]
  return typeof sentence === 'string' ? sentence : sentence({})
}

/** @returns undefined when no box runs that answers */
async function ask(
  folder: string,
  asked: StickAsk,
  tell: (answer: StickAnswer) => void
): Promise<StickAnswer | undefined> {
  const id = newId()
  const [asking, answering] = [join(folder, stickAskFile(id)), join(folder, stickAnswerFile(id))]
  writeFileSync(`${asking}.new`, JSON.stringify(asked), { mode: 0o600 })
  renameSync(`${asking}.new`, asking)
  try {
    let said = ''
    let silent_since = performance.now()
    for (;;) {
      await pause(LOOK_EVERY_MS)
      const silent_ms = performance.now() - silent_since
      if (silent_ms > (existsSync(asking) ? SEEN_WITHIN_MS : SILENT_MS)) return undefined
      const text = existsSync(answering) ? readFileSync(answering, 'utf8') : ''
      if (text === said) continue
      said = text
      silent_since = performance.now()
      const answer = JSON.parse(text) as StickAnswer
      if (answer.is_over) return answer
      tell(answer)
    }
  } finally {
    rmSync(asking, { force: true })
    rmSync(answering, { force: true })
  }
}

function showProgress(io: CommandIo): (answer: StickAnswer) => void {
  const words = stickWords(io.env)
  let before = ''
  return (answer) => {
    if ('refused' in answer || answer.standing.state !== 'making') return
    const { stage, part } = answer.standing
    const line = words.percent(words.stages[stage], Math.floor(part * 100))
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`)
    else if (stage !== before) io.err(`${words.stages[stage]}…`)
    before = stage
  }
}

function readArgs(args: string[]): { ask: StickAsk; json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        bundle: { type: 'string', multiple: true, default: [] },
        keys: { type: 'string' },
        json: { type: 'boolean', default: false }
      }
    })
    const [path, ...more] = positionals
    if (more.length > 0) return undefined
    const bundles = values.bundle.map((file) => resolve(file))
    const keys = values.keys === undefined ? null : resolve(values.keys)
    return { ask: { path: path === undefined ? null : resolve(path), bundles, keys }, json: values.json }
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}
