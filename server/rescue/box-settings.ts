import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { openSecret, sealSecret } from '../backup/keys/seal-secret.ts'
import type { StoreKey } from '../backup/objects/seal.ts'
import type { Config } from '../config.ts'
import type { Reader } from '../db/prepare.ts'
import { listPrinters } from '../printing/find-printer.ts'
import { isHostName } from '../values/host-name.ts'

/** What is not in the shop's database and a new box needs, to be the old one. */
export interface BoxSettings {
  /** Lines of laci.env, as `LACI_HOST` and its value. */
  env: Record<string, string>
  host_name: string
  /** Ways in from afar that were installed. Their keys stay on the box: each new one gets its own. */
  tunnels: string[]
  /** Which printer was where. */
  printers: { name: string; transport: string; address: string }[]
}

const UNITS = '/etc/systemd/system'
const TUNNELS = {
  ssh: 'laci-tunnel-ssh.service',
  wireguard: 'laci-door-proxy.socket',
  cloudflared: 'laci-tunnel-cloudflared.service'
}

/** A line that a shell and systemd read alike, without quotes. */
const PLAIN = /^[\w.:,/@[\]-]+$/

/** Looks what a box is beside its data. */
export function readBoxSettings(config: Config, reader: Reader): BoxSettings {
  return {
    env: { ...config.said },
    host_name: hostname(),
    tunnels: Object.entries(TUNNELS)
      .filter(([, unit]) => existsSync(`${UNITS}/${unit}`))
      .map(([way]) => way),
    printers: listPrinters(reader).map(({ name, transport, address }) => ({ name, transport, address }))
  }
}

/** Seals settings for the stick: names of a network and of devices are nobody's business who finds it. */
export function sealBoxSettings(key: StoreKey, settings: BoxSettings): string {
  return sealSecret(key, settings)
}

/**
 * Opens what {@link sealBoxSettings} sealed. What could be more than a plain line in a settings file is left out.
 *
 * @throws {Refusal} backup/secret-unreadable
 */
export function openBoxSettings(key: StoreKey, sealed: string): BoxSettings {
  const {
    env = {},
    host_name = '',
    tunnels = [],
    printers = []
  } = openSecret(key, sealed) as Partial<BoxSettings>
  const lines = Object.entries(env).filter(
    ([name, value]) => /^LACI_[A-Z_]+$/.test(name) && PLAIN.test(value)
  )
  return {
    env: Object.fromEntries(lines),
    host_name: isHostName(host_name) ? host_name : '',
    tunnels,
    printers
  }
}
