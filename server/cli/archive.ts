import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { archiveName, makeArchive } from '../backup/archive/make-archive.ts'
import { openSigner } from '../backup/archive/sign.ts'
import { backupFolder } from '../backup/folder.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { systemClock } from '../values/clock.ts'
import { EXIT, exitOf, sentenceOf } from './backup-exits.ts'
import { ownKey } from './backup-place.ts'
import { backupWords } from './backup-words.ts'
import type { Command } from './laci.ts'

/** `laci backup archive --year 2026 --out DIR`: a year of the shop, readable on any machine; the box may go on selling. */
export const archiveCommand: Command = async (args, io) => {
  const words = backupWords(io.env)
  const asked = readArgs(args)
  const config = readConfig(io.env)
  const key = ownKey(config)
  if (!asked || !key) {
    io.err(asked ? words.no_place(config.data) : words.archive_usage)
    return asked ? EXIT.no_input : EXIT.usage
  }
  const reader = openReader(databasePath(config))
  const { name, zone } = readSettings({ sqlite: reader })
  reader.close()
  const { year, out: folder } = asked
  try {
    mkdirSync(folder, { recursive: true })
    const out = join(folder, archiveName(name, year))
    const made_at = systemClock.now()
    const { path, bytes } = await makeArchive({ folder: backupFolder(config), key, year, out, made_at, zone })
    io.out(words.archived(path, (bytes / 1e6).toFixed(1), openSigner(key).fingerprint))
    return 0
  } catch (error) {
    io.err(sentenceOf(error, io))
    return error instanceof Refusal ? EXIT.taken : exitOf(error)
  }
}

function readArgs(args: string[]): { year: string; out: string } | undefined {
  try {
    const { values } = parseArgs({ args, options: { year: { type: 'string' }, out: { type: 'string' } } })
    const { year, out } = values
    return year !== undefined && /^\d{4}$/.test(year) && out !== undefined ? { year, out } : undefined
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}
