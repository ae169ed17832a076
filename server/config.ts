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
  const portIn = (name: string, usual: number): number => {
    const port = Number(env[name] ?? usual)
    if (!Number.isInteger(port) || port < 0 || port > 65535) faults.push(`${name}=${env[name]}`)
    return port
  }
  const port = portIn('LACI_PORT', 5224) // L-A-C-I on a telephone's keys
  const https_port = portIn('LACI_HTTPS_PORT', 5225)
  const http_port = portIn('LACI_HTTP_PORT', 5226)
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
    stick_folders: (env['LACI_STICKS'] ?? '').split(':').filter(Boolean),
    log: log as Config['log']
  })
}
