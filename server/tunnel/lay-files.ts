import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Reader } from '../db/prepare.ts'
import { readSettings, type TunnelServer } from '../settings/read-settings.ts'
import { fingerprintOf } from './fingerprint.ts'
import { putFile, readPublicKey, tunnelFolder } from './key.ts'

/** Where the owner's door would be, while it is shut. */
const USUAL_DOOR_PORT = 5226

/**
 * Lays down what the tunnel's service reads, as the owner has decided; what is right already is left untouched. The
 * settings come last: it is them that systemd watches (laci-tunnel-ssh.path).
 */
export function layTunnelFiles(config: Config, reader: Reader): void {
  const folder = tunnelFolder(config.data)
  const { tunnel } = readSettings(reader)
  const public_key = readPublicKey(config.data)
  if (tunnel === null || public_key === undefined) {
    rmSync(join(folder, 'settings'), { force: true })
    return
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  lay(folder, 'known_hosts', knownHosts(tunnel))
  lay(folder, 'settings', serviceSettings(tunnel, public_key, config.door?.port ?? USUAL_DOOR_PORT))
}

/** The one key that the service takes the server by, whatever name or address it is called at. */
function knownHosts({ host_key }: TunnelServer): string {
  return `laci-server ${host_key}\n`
}

/** The keys' marks are only there so that a new key is a change. */
function serviceSettings(
  { host, port, user, remote_port, host_key }: TunnelServer,
  public_key: string,
  door_port: number
): string {
  const lines = { host, port, user, remote_port, door_port }
  const marks = { key: fingerprintOf(public_key), server: fingerprintOf(host_key) }
  return `${Object.entries({ ...lines, ...marks })
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`
}

function lay(folder: string, name: string, text: string): void {
  const path = join(folder, name)
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) putFile(folder, name, text)
}
