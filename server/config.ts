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
  /** The owner's door: a second listener, on this machine alone; none when it is shut. */
  readonly door?: DoorConfig
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** How the owner's door is reached. */
export interface DoorConfig {
  /** 127.0.0.1 or ::1; a tunnel ends here, and nothing else reaches it. */
  readonly host: string
  readonly port: number
  /** The names by which a browser may ask for it, besides this machine's own; without a port. */
  readonly names: readonly string[]
  /** Whether what stands before it (a tunnel's far end) says truly from where somebody asks. */
  readonly trusts_proxy: boolean
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1']
const NAME = /^(?!-)[a-z0-9.-]{1,253}$/

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
  const door = readDoor(env, faults)
  if (faults.length > 0) throw new Error(faults.join('; '))
  return Object.freeze({
    data: resolve(env['LACI_DATA'] ?? 'data'),
    host: env['LACI_HOST'] ?? '127.0.0.1',
    port,
    ...(public_url && { public_url }),
    stick_folders: (env['LACI_STICKS'] ?? '').split(':').filter(Boolean),
    ...(door && { door }),
    log: log as Config['log']
  })
}

/** The owner's door, on port 5226 unless told otherwise; 0 or nothing shuts it. */
function readDoor(env: Record<string, string | undefined>, faults: string[]): DoorConfig | undefined {
  const port = Number(env['LACI_DOOR_PORT'] ?? 5226)
  const host = env['LACI_DOOR_HOST'] ?? '127.0.0.1'
  const names = (env['LACI_DOOR_NAMES'] ?? '').toLowerCase().split(/[ ,]+/).filter(Boolean)
  const proxy = env['LACI_DOOR_PROXY'] ?? '0'
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    faults.push(`LACI_DOOR_PORT=${env['LACI_DOOR_PORT']}`)
  if (!LOOPBACK.includes(host)) faults.push(`LACI_DOOR_HOST=${host} (only ${LOOPBACK.join(' or ')})`)
  for (const name of names) if (!NAME.test(name)) faults.push(`LACI_DOOR_NAMES=${name}`)
  if (proxy !== '0' && proxy !== '1') faults.push(`LACI_DOOR_PROXY=${proxy} (0 or 1)`)
  return port === 0 ? undefined : { host, port, names, trusts_proxy: proxy === '1' }
}
