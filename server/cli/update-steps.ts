import { statfsSync } from 'node:fs'
import { APP_VERSION } from '../backup/version.ts'
import { readConfig } from '../config.ts'
import { databasePath, startBox } from '../main.ts'
import { askHealth } from '../update/ask-health.ts'
import { faultOf, layDownNewer } from '../update/check-package.ts'
import { lookBack } from '../update/go-back.ts'
import { copyAhead, keepBefore } from '../update/keep-before.ts'
import { readPackage } from '../update/look-at-package.ts'
import { rehearse, roomNeeded } from '../update/rehearse.ts'
import type { Command, CommandIo } from './laci.ts'

// What scripts/box/settle-update has done by a version's own code: `laci update STEP …`. They speak in lines of
// NAME=VALUE, because a shell reads them; the exit code says whether it may go on.

const ASKED_FOR_MS = 3000

type Step = (args: string[], io: CommandIo) => Promise<Record<string, string | number>>

const STEPS: Record<string, Step> = {
  /** Verifies an archive and unpacks it: ARCHIVE PLACE VERSION-THAT-RUNS [yes: also one that is not newer]. */
  'lay-down': async ([archive = '', place = '', from = '', allows = '']) => {
    const { version } = await layDownNewer(archive, place, { from, allows_older: allows === 'yes' })
    return { version }
  },

  /** Reads an archive to its end, and what is new in it: ARCHIVE. */
  look: async ([archive = '']) => ({ looked: JSON.stringify(await readPackage(archive, APP_VERSION)) }),

  rehearse: async (_args, io) => {
    const config = readConfig(io.env)
    const database = databasePath(config)
    const { bavail, bsize } = statfsSync(config.data)
    if (bavail * bsize < roomNeeded(database)) return { well: 'no', why: 'no-room' }
    const rehearsed = await rehearse(config, database, startBox)
    if (rehearsed.well) return { well: 'yes', version: APP_VERSION }
    io.err(rehearsed.detail)
    return { well: 'no', why: rehearsed.why }
  },

  'copy-ahead': async (_args, io) => {
    copyAhead(readConfig(io.env).data)
    return {}
  },

  keep: async (_args, io) => {
    await keepBefore(readConfig(io.env).data)
    return {}
  },

  'ask-health': async ([version = ''], io) => {
    const base = `http://127.0.0.1:${readConfig(io.env).port}`
    return { verdict: await askHealth(base, version, ASKED_FOR_MS) }
  },

  'may-go-back': async (_args, io) => ({ ...lookBack(readConfig(io.env).data) })
}

/** Does a step. @returns undefined when it is none */
export function updateStep(name: string | undefined): Command | undefined {
  if (name === undefined || !Object.hasOwn(STEPS, name)) return undefined
  return async (args, io) => {
    try {
      for (const [key, value] of Object.entries(await STEPS[name]!(args, io))) io.out(`${key}=${value}`)
      return 0
    } catch (error) {
      io.err((error as Error).stack ?? String(error))
      io.out(`why=${faultOf(error)}`)
      return 1
    }
  }
}
