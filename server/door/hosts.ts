import type { IncomingHttpHeaders } from 'node:http'
import type { DoorConfig } from '../config.ts'

const OWN = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a request asks for the door by a name that is its own. A page of elsewhere whose name was pointed at
 * 127.0.0.1 (DNS rebinding) asks by that name, and is refused. Only the request's own `Host` counts: what a proxy
 * forwards beside it anybody could write.
 */
export function isOwnName({ names }: DoorConfig, { host }: IncomingHttpHeaders): boolean {
  const name = nameOf(`http://${host ?? ''}`)
  return name !== undefined && (OWN.includes(name) || names.includes(name))
}

/** Whether a page that opens a socket is one of the door's own. */
export function isOwnPage({ names }: DoorConfig, { origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const { host: of, hostname } = new URL(origin)
  return of === host || names.includes(hostname)
}

function nameOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { hostname, pathname } = new URL(url)
  return pathname === '/' ? hostname : undefined
}
