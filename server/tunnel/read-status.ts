import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Moment } from '../values/clock.ts'

/** The ways by which an owner comes in from afar, as their services are called. */
const WAYS = ['ssh', 'wireguard', 'cloudflared'] as const
type Way = (typeof WAYS)[number]

/** Why a tunnel is not open, as scripts/tunnel/connect writes it down. */
const WHYS = [
  'starting',
  'settings',
  'other-key',
  'key-refused',
  'port-taken',
  'no-name',
  'no-network',
  'refused',
  'silent',
  'cut'
] as const
type Why = (typeof WHYS)[number]

/** How a tunnel fares. `up`: its service runs, but whether anybody is at the other end is not known. */
export interface TunnelStatus {
  way: Way
  state: 'off' | 'connected' | 'waiting' | 'up'
  /** When that began; null while off. */
  since: Moment | null
  /** Only while it waits. */
  why: Why | null
}

/** Where the tunnels' services keep what they note, one folder each; gone with the service. */
const NOTES = '/run/laci-tunnel'

/** How each tunnel fares, by what its service noted last. A note that is missing, or can't be read, is no tunnel. */
export function readTunnels({ tunnel_notes = NOTES }: Config): TunnelStatus[] {
  return WAYS.map((way) => {
    const { state, since, why } = readNote(join(tunnel_notes, way, 'status'))
    const began = Number(since) * 1000
    const known = state === 'connected' || state === 'waiting' || state === 'up'
    if (!known || !(began > 0) || began > 8.64e15) return { way, state: 'off', since: null, why: null }
    return { way, state, since: new Date(began).toISOString(), why: state === 'waiting' ? reason(why) : null }
  })
}

function reason(why: string | undefined): Why {
  return WHYS.find((one) => one === why) ?? 'cut'
}

function readNote(path: string): Record<string, string> {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return Object.fromEntries(lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]))
  } catch {
    return {}
  }
}
