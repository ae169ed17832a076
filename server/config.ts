import { resolve } from 'node:path'
import { isHostName } from './values/host-name.ts'

/** How this box runs; read once, at the start, and never changed after. */
export interface Config {
  /** The folder that holds the database and all the box keeps. */
  readonly data: string
  /** Where the box listens: itself alone, or the shop's network too (`0.0.0.0`, `::`, or one address of it). */
  readonly host: string
  /** Plain HTTP for the browser on the box itself, and for nobody else. */
  readonly port: number
  /** In the shop's network: encrypted, and the page in the clear that says how to come to trust the box. */
  readonly https_port?: number
  readonly http_port?: number
  /** Names by which the shop's network knows the box, besides `laci.local`. */
  readonly names?: readonly string[]
  /** Whether the box calls out its name in the network by multicast DNS. */
  readonly announces?: boolean
  /** Where customers' telephones reach the box, for the code on the slip; the listening address when not said. */
  readonly public_url?: string
  /** Folders in which USB sticks are looked for, besides where the system mounts them. */
  readonly stick_folders: readonly string[]
  /** Where the tunnels' services note how they fare; the system's own place when not said. */
  readonly tunnel_notes?: string
  /** Where updates are noted; the system's own place when not said. */
  readonly update_notes?: string
  /** A folder in which new versions are laid: a share of the shop's, or of whoever looks after the box. */
  readonly update_source?: string
  /** The owner's door: a second listener, on this machine alone; none when it is shut. */
  readonly door?: DoorConfig
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** What was said of all this, by its name and as it was said, to be said again on another machine. */
  readonly said?: Readonly<Record<string, string>>
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
  const portIn = (name: string, usual: number): number => {
    const port = Number(env[name] ?? usual)
    if (!Number.isInteger(port) || port < 0 || port > 65535) faults.push(`${name}=${env[name]}`)
    return port
  }
  const port = portIn('LACI_PORT', 5224) // L-A-C-I on a telephone's keys
  const https_port = portIn('LACI_HTTPS_PORT', 5225)
  const http_port = portIn('LACI_HTTP_PORT', 5227)
  const names = (env['LACI_NAMES'] ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  if (!names.every(isHostName)) faults.push(`LACI_NAMES=${env['LACI_NAMES']}`)
  const mdns = env['LACI_MDNS'] ?? 'on'
  if (mdns !== 'on' && mdns !== 'off') faults.push(`LACI_MDNS=${mdns} (on, off)`)
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
    https_port,
    http_port,
    names,
    announces: mdns === 'on',
    ...(public_url && { public_url }),
    ...(env['LACI_TUNNEL_NOTES'] && { tunnel_notes: env['LACI_TUNNEL_NOTES'] }),
    ...(env['LACI_UPDATE'] && { update_notes: env['LACI_UPDATE'] }),
    ...(env['LACI_UPDATES_FROM'] && { update_source: env['LACI_UPDATES_FROM'] }),
    stick_folders: (env['LACI_STICKS'] ?? '').split(':').filter(Boolean),
    ...(door && { door }),
    log: log as Config['log'],
    said: saidOfIt(env)
  })
}

/** Of one machine alone: where its data lies, where its sticks are plugged in, and a port that was any that is free. */
function saidOfIt(env: Record<string, string | undefined>): Record<string, string> {
  const names = ['HOST', 'PORT', 'HTTPS_PORT', 'HTTP_PORT', 'NAMES', 'MDNS', 'URL', 'LOG']
  const of_door = ['PORT', 'HOST', 'NAMES', 'PROXY'].map((name) => `DOOR_${name}`)
  const said = [...names, ...of_door].map((name) => [`LACI_${name}`, env[`LACI_${name}`] ?? ''] as const)
  return Object.fromEntries(
    said.filter(([name, value]) => value !== '' && !(name.endsWith('PORT') && value === '0'))
  )
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
