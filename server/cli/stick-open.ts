import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCatalog } from '../backup/restore/catalog.ts'
import { folderSource } from '../backup/restore/folder-source.ts'
import { pickStore } from '../backup/restore/stores.ts'
import { unlock } from '../backup/restore/unlock.ts'
import { type BoxSettings, openBoxSettings } from '../rescue/box-settings.ts'
import { newestSet, readRescue, SETTINGS } from '../rescue/stick-files.ts'
import { EXIT, exitOf, sentenceOf } from './backup-exits.ts'
import type { Command, CommandIo } from './laci.ts'
import { stickWords } from './stick-words.ts'

/**
 * `laci stick open STICK --into FOLDER`: opens a rescue stick's settings by the passphrase in LACI_PASSPHRASE, and lays
 * them down for scripts/box/restore-from.sh, a file each: `laci.env`, `host_name`, `store`, and `facts.json` for the
 * certificate. Exits 77 when the passphrase is wrong.
 */
export const stickOpenCommand: Command = async (args, io) => {
  const asked = readStickArgs(args)
  if (!asked) return refuse(io, stickWords(io.env).usage, EXIT.usage)
  const secret = io.env['LACI_PASSPHRASE']
  if (secret === undefined) return refuse(io, stickWords(io.env).passphrase_missing, EXIT.usage)
  try {
    const [set, facts] = [await newestSet(asked.stick), await readRescue(asked.stick)]
    const source = folderSource(asked.stick)
    const store = facts && pickStore(await readCatalog(source), { asked: facts.store_id })
    if (!set || !store) return refuse(io, stickWords(io.env).no_rescue(asked.stick), EXIT.no_input)
    const { key } = await unlock(source, store, secret)
    const settings = openBoxSettings(key, readFileSync(join(asked.stick, set, SETTINGS), 'utf8').trim())
    layDownSettings(asked.into, settings, store.store_id)
    return 0
  } catch (error) {
    return refuse(io, sentenceOf(error, io), exitOf(error))
  }
}

function layDownSettings(folder: string, settings: BoxSettings, store_id: string): void {
  const { env, is_changed } = onThisMachine(settings.env)
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`)
  const files = {
    'laci.env': lines.join(''),
    host_name: settings.host_name,
    store: store_id,
    'facts.json': JSON.stringify({ ...settings, env: {}, is_host_changed: is_changed })
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 })
}

/** An address of the old machine's alone is not one that the new one can listen at. */
function onThisMachine(env: Record<string, string>): { env: Record<string, string>; is_changed: boolean } {
  const host = env['LACI_HOST']
  const own = Object.values(networkInterfaces()).flatMap((ones) => (ones ?? []).map(({ address }) => address))
  if (!host || ['0.0.0.0', '::', 'localhost', ...own].includes(host) || /^(127\.|::1$)/.test(host))
    return { env, is_changed: false }
  return { env: { ...env, LACI_HOST: '0.0.0.0' }, is_changed: true }
}

/** A stick and a folder, as the steps of a rescue are told them. */
export function readStickArgs(args: string[]): { stick: string; into: string; partial: boolean } | undefined {
  try {
    const options = { into: { type: 'string' }, partial: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [stick, ...more] = positionals
    if (stick === undefined || more.length > 0 || values.into === undefined) return undefined
    return { stick, into: values.into, partial: values.partial }
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}

function refuse({ err }: CommandIo, sentence: string, code: number): number {
  err(sentence)
  return code
}
