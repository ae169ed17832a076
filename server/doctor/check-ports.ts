import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { isLoopback } from '../values/host-name.ts'
import type { Found } from './finding.ts'
import { listNames, readLine } from './kernel-files.ts'
import type { Patient } from './patient.ts'

export type PortsFinding = Found<
  'ours' | 'free',
  'taken' | 'silent' | 'unsaid',
  {
    /** Every port of the box's, and those that are not as they should be. */
    ports: readonly string[]
    wrong: readonly string[]
  }
>

/** Listens, in the kernel's table of connections. */
const LISTENS = '0A'

/** Whether the box is heard at its ports, or another program holds one of them. */
export function checkPorts({ config, pid, proc }: Patient): PortsFinding {
  const ports = portsOf(config)
  const heard = listeners(proc)
  const about = (wrong: number[]) => ({ ports: ports.map(String), wrong: wrong.map(String) })
  if (!heard) return { verdict: 'unknown', says: 'unsaid', facts: about([]) }
  if (pid === null) {
    const taken = ports.filter((port) => heard.has(port))
    return taken.length > 0
      ? { verdict: 'bad', says: 'taken', facts: about(taken) }
      : { verdict: 'good', says: 'free', facts: about([]) }
  }
  const silent = ports.filter((port) => !heard.has(port))
  if (silent.length > 0) return { verdict: 'bad', says: 'silent', facts: about(silent) }
  const own = socketsOf(proc, pid)
  const taken = ports.filter((port) => own && !heard.get(port)!.some((socket) => own.has(socket)))
  return taken.length > 0
    ? { verdict: 'bad', says: 'taken', facts: about(taken) }
    : { verdict: 'good', says: 'ours', facts: about([]) }
}

/** Where the box listens by its settings; a port that the system chooses is not known beforehand. */
function portsOf({ host, port, https_port = 0, http_port = 0, door }: Config): number[] {
  const lan = isLoopback(host) ? [] : [https_port, http_port]
  return [port, ...lan, door?.port ?? 0].filter((one) => one !== 0)
}

/** Every port that somebody listens at, and the sockets that do. @see proc_pid_net(5) */
function listeners(proc: string): Map<number, string[]> | undefined {
  const tables = ['tcp', 'tcp6'].flatMap((name) => readLine(proc, 'net', name) ?? [])
  if (tables.length === 0) return undefined
  const heard = new Map<number, string[]>()
  for (const line of tables.flatMap((table) => table.split('\n').slice(1))) {
    const [, local = '', , state, , , , , , socket = ''] = line.trim().split(/\s+/)
    if (state !== LISTENS) continue
    const port = Number.parseInt(local.split(':')[1] ?? '', 16)
    heard.set(port, [...(heard.get(port) ?? []), socket])
  }
  return heard
}

/** The sockets of a process; undefined where we may not see them: it belongs to somebody else. */
function socketsOf(proc: string, pid: number): Set<string> | undefined {
  const folder = join(proc, String(pid), 'fd')
  const names = listNames(folder)
  if (names.length === 0) return undefined
  return new Set(
    names.flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(join(folder, name)))?.[1] ?? []
      } catch {
        return [] // closed meanwhile
      }
    })
  )
}
