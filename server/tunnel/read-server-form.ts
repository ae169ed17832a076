import type { Static } from 'typebox'
import { Refusal } from '../refusal.ts'
import type { TunnelServer } from '../settings/read-settings.ts'
import { Type } from '../values/shape.ts'

/** Where the owner's server is, as it is typed. */
export const ServerForm = Type.Object({
  host: Type.String({ maxLength: 300 }),
  port: Type.String({ maxLength: 20 }),
  remote_port: Type.String({ maxLength: 20 })
})
export type ServerText = Static<typeof ServerForm>

/** A host name or an address; nothing that a program could take for an option, or a line of its own. */
const HOST = /^(?!-)[A-Za-z0-9.:-]{1,253}$/

/**
 * Reads where the server is. The user there is the one that server-setup makes for the port.
 *
 * @throws {Refusal} tunnel/faulty, naming the field
 */
export function readServerForm(form: ServerText): Omit<TunnelServer, 'host_key'> {
  const host = form.host.trim()
  if (!HOST.test(host)) throw new Refusal('tunnel/faulty', { field: 'host' })
  const port = portOf(form.port, 'port', 1)
  // Below 1024 only root may listen, and no user of a server's should.
  const remote_port = portOf(form.remote_port, 'remote_port', 1024)
  return { host, port, remote_port, user: userFor(remote_port) }
}

/** Who the box is on the server, as scripts/tunnel/server-setup calls it. */
export function userFor(remote_port: number): string {
  return `laci-${remote_port}`
}

function portOf(text: string, field: string, least: number): number {
  const port = Number(text.trim())
  if (!/^\d{1,5}$/.test(text.trim()) || port < least || port > 65_535) {
    throw new Refusal('tunnel/faulty', { field })
  }
  return port
}
