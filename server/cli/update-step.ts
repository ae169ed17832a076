import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { APP_VERSION } from '../backup/version.ts'
import { type Config, readConfig } from '../config.ts'

// What scripts/box/settle-update has done by a version's own code. It speaks in lines of NAME=VALUE, because a shell reads
// them; the exit code says whether that may go on. Each step loads what it needs and no more: the tills wait for some.

const ASKED_FOR_MS = 3000

type Step = (config: Config, args: string[]) => Promise<object>

const STEPS: Record<string, Step> = {
  /** Verifies an archive and unpacks it: ARCHIVE PLACE VERSION-THAT-RUNS [yes: also one that is not newer]. */
  'lay-down': async (_config, [archive = '', place = '', from = '', allows = '']) => {
    const { layDownNewer } = await import('../update/check-package.ts')
    const { version } = await layDownNewer(archive, place, { from, allows_older: allows === 'yes' })
    return { version }
  },

  /** Reads an archive to its end, and what is new in it: ARCHIVE. */
  look: async (_config, [archive = '']) => {
    const { readPackage } = await import('../update/look-at-package.ts')
    return { looked: JSON.stringify(await readPackage(archive, APP_VERSION)) }
  },

  rehearse: async (config) => {
    const { rehearse, roomNeeded } = await import('../update/rehearse.ts')
    const { startBox } = await import('../main.ts')
    const database = join(config.data, 'laci.db')
    const { bavail, bsize } = statfsSync(config.data)
    if (bavail * bsize < roomNeeded(database)) return { well: 'no', why: 'no-room' }
    const rehearsed = await rehearse(config, database, startBox)
    if (rehearsed.well) return { well: 'yes' }
    process.stderr.write(`${rehearsed.detail}\n`)
    return { well: 'no', why: rehearsed.why }
  },

  'copy-ahead': async ({ data }) => {
    const { copyAhead } = await import('../update/keep-before.ts')
    copyAhead(data)
    return {}
  },

  keep: async ({ data }) => {
    const { keepBefore } = await import('../update/keep-before.ts')
    await keepBefore(data)
    return {}
  },

  /** Asks the version that is on trial how it is: VERSION. */
  'ask-health': async ({ port }, [version = '']) => {
    const { askHealth } = await import('../update/ask-health.ts')
    return { verdict: await askHealth(`http://127.0.0.1:${port}`, version, ASKED_FOR_MS) }
  },

  /** What it would mean to go back to this version: VERSION-THAT-RUNS. */
  'may-go-back': async ({ data }, [running = '']) => {
    const { lookBack } = await import('../update/go-back.ts')
    return lookBack(data, running)
  }
}

const [name = '', ...args] = process.argv.slice(2)
try {
  if (!Object.hasOwn(STEPS, name)) throw new Error(`no such step: ${name}`)
  const said = await STEPS[name]!(readConfig(process.env), args)
  process.stdout.write(Object.entries(said).reduce((lines, [key, value]) => `${lines}${key}=${value}\n`, ''))
} catch (error) {
  const { faultOf } = await import('../update/check-package.ts')
  process.stderr.write(`${(error as Error).stack ?? error}\n`)
  process.stdout.write(`why=${name === 'rehearse' ? 'rehearsal' : faultOf(error)}\n`)
  process.exitCode = 1
}
