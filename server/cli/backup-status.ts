import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { spoolFolder } from '../backup/engine/resume.ts'
import { SpoolIndex } from '../backup/engine/spool-index.ts'
import { backupFolder } from '../backup/folder.ts'
import { openStoreKey } from '../backup/keys/store-key.ts'
import type { Light } from '../backup/light/judge-light.ts'
import { readLight } from '../backup/light/read-light.ts'
import { type PlaceStanding, readPlaces } from '../backup/read-standing.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { type Moment, systemClock } from '../values/clock.ts'
import { backupWords } from './backup-words.ts'
import type { Command } from './laci.ts'
import { cliWords } from './words.ts'

/** Green is 0, so that a monitor needs to know nothing else; sysexits.h: EX_USAGE, EX_NOINPUT. */
const EXIT = { green: 0, yellow: 1, red: 1, usage: 64, no_shop: 66 } as const

/** `laci backup status [--json]`: how it stands with the backup, whether the box runs or not. Changes nothing. */
export const backupStatusCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const json = wantsJson(args)
  if (json === undefined) {
    io.err(backupWords(io.env).backup_usage)
    return EXIT.usage
  }
  const config = readConfig(io.env)
  const folder = backupFolder(config)
  if (!existsSync(join(folder, 'state.db'))) {
    io.err(words.no_shop(config.data))
    return EXIT.no_shop
  }
  const { places, light, recorded_at } = look(databasePath(config), folder)
  if (json) io.out(JSON.stringify({ ...lightJson(light), recorded_at, places: places.map(asJson) }, null, 2))
  else {
    io.out(words.backup_light[light.colour])
    if (recorded_at) io.out(words.backup_recorded(recorded_at))
    for (const { name, state, reach } of places) {
      io.out(words.backup_place(name, words.backup_states[state], reach.safe_until, reach.waiting_bytes))
    }
  }
  return EXIT[light.colour]
}

function wantsJson(args: string[]): boolean | undefined {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json
  } catch {
    return undefined
  }
}

function look(
  database: string,
  folder: string
): { places: PlaceStanding[]; light: Light; recorded_at: Moment | null } {
  const shop = openReader(database)
  const state = new Database(join(folder, 'state.db'), { readonly: true })
  try {
    const key = openStoreKey(folder)
    const recorded_at = lastRecorded(folder)
    const places = readPlaces({
      store: { sqlite: shop },
      state: { sqlite: state },
      key,
      recorded_at,
      now: systemClock.now()
    })
    const backup = { state: { sqlite: state }, folder }
    const light = readLight({ store: { sqlite: shop }, backup, clock: systemClock })
    return { places, light, recorded_at }
  } finally {
    state.close()
    shop.close()
  }
}

/** When the newest thing in the spool was recorded. */
function lastRecorded(folder: string): Moment | null {
  const index = new SpoolIndex(spoolFolder(folder))
  for (const name of index.generations().toReversed()) {
    const last = index.segments(name).at(-1)
    if (last) return new Date(last.at).toISOString()
  }
  return null
}

function lightJson({ colour, at_risk, proven, reminders }: Light): object {
  return {
    light: colour,
    at_risk,
    proven,
    reminders: reminders.map(({ code, level, name }) => ({ code, level, name }))
  }
}

function asJson({ name, address, state, behind_ms, reach }: PlaceStanding): object {
  const { safe_until, reached_at, waiting_bytes, fault } = reach
  return { name, kind: address.kind, state, behind_ms, safe_until, reached_at, waiting_bytes, fault }
}
