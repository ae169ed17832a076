import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../free-port.ts'

/** The box that is measured: this checkout, or an unpacked release that LACI_BENCH_BOX names. */
const BOX = process.env['LACI_BENCH_BOX'] ?? join(import.meta.dirname, '../..')

/** A server in a process of its own. */
export interface Running {
  url: string
  /** Seconds of processor time it has used so far, all its threads together. */
  used_s(): number
  memory(): Memory
  stop(): Promise<void>
}

/** What a process holds of the machine's memory. */
export interface Memory {
  resident_mb: number
  /** Without the pages of programs and libraries, which the system may drop and read again from the disk. */
  own_mb: number
}

/** Starts the box on a folder, as `laci start` does in a shop. */
export function startLaci(data: string): Promise<Running> {
  return listening(spawnLaci(data, { LACI_PORT: '0' }))
}

/** The same for a shop's network: encrypted, with all that belongs to it. */
export async function startInNetwork(data: string): Promise<Running> {
  const [port, https_port, http_port] = [await freePort(), await freePort(), await freePort()].map(String)
  const env = {
    LACI_HOST: '0.0.0.0',
    LACI_PORT: port,
    LACI_HTTPS_PORT: https_port,
    LACI_HTTP_PORT: http_port
  }
  const running = await listening(spawnLaci(data, env))
  return { ...running, url: `https://${ownAddress()}:${https_port}` }
}

function spawnLaci(data: string, env: NodeJS.ProcessEnv): ChildProcess {
  const basics = { LACI_DATA: data, LACI_DOOR_PORT: '0', LACI_LOG: 'error', LANG: 'en_GB.UTF-8' }
  return spawn(join(BOX, 'scripts/laci'), ['start'], {
    env: { ...process.env, ...basics, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
}

/** Where devices of a network would find this machine. @throws where it is in none */
function ownAddress(): string {
  const found = Object.values(networkInterfaces()).flatMap((interfaces = []) => interfaces)
  const outward = found.find(({ family, internal }) => family === 'IPv4' && !internal)
  if (!outward) throw new Error('this machine is in no network')
  return outward.address
}

/** Starts the box on a folder without anything that records or carries its backup. */
export function startUnrecorded(data: string): Promise<Running> {
  const program = join(import.meta.dirname, 'unrecorded-box.ts')
  return listening(spawn(process.execPath, [program, data], { stdio: ['ignore', 'pipe', 'inherit'] }))
}

/** Starts Fastify with one page of a size and nothing else. */
export function startBarePage(bytes: number): Promise<Running> {
  const program = join(import.meta.dirname, 'bare-page.ts')
  return listening(
    spawn(process.execPath, [program, String(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] })
  )
}

async function listening(child: ChildProcess): Promise<Running> {
  const lines = createInterface({ input: child.stdout! })
  for await (const line of lines) {
    const [url] = /http:\/\/\S+/.exec(line) ?? []
    if (url) return { url, used_s: () => usedBy(child), memory: () => heldBy(child), stop: () => stop(child) }
  }
  throw new Error('a server ended before it said its address')
}

/** @see man 5 proc_pid_stat: fields 14 and 15, in hundredths of a second */
function usedBy({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** @see man 5 proc_pid_status */
function heldBy({ pid }: ChildProcess): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024
  return { resident_mb: megabytes('VmRSS'), own_mb: megabytes('RssAnon') }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}

/** Hands a job to one of our programs in a process of its own. @returns what it sends back. */
export async function runJob<Report>(program: 'load' | 'bare-sales', job: object): Promise<Report> {
  const child = fork(join(import.meta.dirname, `${program}.ts`))
  child.send(job)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code}`)
  })
  const [report] = (await Promise.race([once(child, 'message'), ended])) as [Report | { error: string }]
  ended.catch(() => {}) // it has said all it had to say
  if (report && typeof report === 'object' && 'error' in report) throw new Error(report.error)
  return report as Report
}
