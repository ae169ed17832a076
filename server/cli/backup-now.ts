import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type AskAnswer, answerFile, askFile, asksFolder } from '../backup/asks/answer-asks.ts'
import { backupFolder } from '../backup/folder.ts'
import { readConfig } from '../config.ts'
import { newId } from '../values/id.ts'
import { backupWords } from './backup-words.ts'
import type { Command } from './laci.ts'
import { cliWords } from './words.ts'

/** A box that runs sees what is asked within half a second; sending takes as long as the box says at most. */
const SEEN_WITHIN_MS = 5000
const ANSWERED_WITHIN_MS = 150_000
const LOOK_EVERY_MS = 100

/** sysexits.h: EX_UNAVAILABLE, EX_USAGE. */
const EXIT = { ok: 0, some_failed: 1, usage: 64, not_running: 69 } as const

/**
 * `laci backup now`: has the running box bring all places what they lack, and waits for it. Whoever may write in the
 * box's own folder may ask; nothing else is needed, and nothing but that can be asked.
 */
export const backupNowCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  if (args.length > 0) {
    io.err(backupWords(io.env).backup_usage)
    return EXIT.usage
  }
  const folder = asksFolder(backupFolder(readConfig(io.env)))
  const answer = existsSync(folder) ? await ask(folder) : undefined
  if (!answer) {
    io.err(words.backup_not_running)
    return EXIT.not_running
  }
  if (answer.places.length === 0) io.out(words.backup_no_places)
  for (const { name, ok, waiting_bytes } of answer.places) {
    io.out(ok ? words.backup_sent(name) : words.backup_not_sent(name, waiting_bytes))
  }
  return answer.places.every(({ ok }) => ok) ? EXIT.ok : EXIT.some_failed
}

async function ask(folder: string): Promise<AskAnswer | undefined> {
  const id = newId()
  const asked = join(folder, askFile(id))
  const answered = join(folder, answerFile(id))
  writeFileSync(asked, '', { mode: 0o600 })
  try {
    if (!(await comes(() => !existsSync(asked), SEEN_WITHIN_MS))) return undefined
    if (!(await comes(() => existsSync(answered), ANSWERED_WITHIN_MS))) return undefined
    return JSON.parse(readFileSync(answered, 'utf8')) as AskAnswer
  } finally {
    rmSync(asked, { force: true })
    rmSync(answered, { force: true })
  }
}

async function comes(look: () => boolean, within_ms: number): Promise<boolean> {
  const deadline = performance.now() + within_ms
  while (performance.now() < deadline) {
    if (look()) return true
    await pause(LOOK_EVERY_MS)
  }
  return false
}
