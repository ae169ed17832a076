import { resolve } from 'node:path'

/** How this box runs; read once, at the start, and never changed after. */
export interface Config {
  /** The folder that holds the database and all the box keeps. */
  readonly data: string
  readonly host: string
  readonly port: number
  /** Where customers' telephones reach the box, for the code on the slip; the listening address when not said. */
  readonly public_url?: string
  /** Folders in which USB sticks are looked for, besides where the system mounts them. */
  readonly stick_folders: readonly string[]
  /** Where the tunnels' services note how they fare; the system's own place when not said. */
  readonly tunnel_notes?: string
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

const LEVELS: readonly string[] = ['silent', 'error', 'warn', 'info', 'debug']

/**
 * Reads the environment: the only place that does.
 *
 * @throws an error that names every fault at once, so that nobody mends them one by one.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = []
  const port = Number(env['LACI_PORT'] ?? 5224) // L-A-C-I on a telephone's keys
  if (!Number.isInteger(port) || port < 0 || port > 65535) faults.push(`LACI_PORT=${env['LACI_PORT']}`)
  const log = env['LACI_LOG'] ?? 'warn'
  if (!LEVELS.includes(log)) faults.push(`LACI_LOG=${log} (one of ${LEVELS.join(', ')})`)
  const public_url = env['LACI_URL']?.replace(/\/+$/, '')
  if (public_url !== undefined && !/^https?:\/\/[^/]+$/.test(public_url))
    faults.push(`LACI_URL=${public_url}`)
  if (faults.length > 0) throw new Error(faults.join('; '))
  return Object.freeze({
    data: resolve(env['LACI_DATA'] ?? 'data'),
    host: env['LACI_HOST'] ?? '127.0.0.1',
    port,
    ...(public_url && { public_url }),
    ...(env['LACI_TUNNEL_NOTES'] && { tunnel_notes: env['LACI_TUNNEL_NOTES'] }),
    stick_folders: (env['LACI_STICKS'] ?? '').split(':').filter(Boolean),
    log: log as Config['log']
  })
}
