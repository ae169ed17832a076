import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const LACI = join(import.meta.dirname, '../../../scripts/laci')

/** The shop's own program, running, on a port that stays the same. */
export interface Running {
  pid: number
  /** Resolves when it is gone. */
  gone: Promise<unknown>
  /** Asks it to close, as the machine does when it shuts down. */
  close(): Promise<void>
}

/** Starts the box and waits until it can be asked. @throws with what it said when it ends before */
export async function startBox(
  data: string,
  port: number,
  env: Record<string, string> = {}
): Promise<Running> {
  const child = spawn(LACI, ['start'], {
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'en',
      LACI_DATA: data,
      LACI_PORT: String(port),
      LACI_DOOR_PORT: '0',
      LACI_LOG: 'silent',
      ...env
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const gone = once(child, 'exit')
  await listens(child)
  return {
    pid: child.pid!,
    gone,
    async close() {
      child.kill('SIGTERM')
      await gone
    }
  }
}

async function listens(child: ChildProcess): Promise<void> {
  const said: string[] = []
  createInterface(child.stderr!).on('line', (line) => said.push(line))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  createInterface(child.stdout!)
    .on('line', (line) => {
      said.push(line)
      if (/https?:\/\//.test(line)) resolve()
    })
    .on('close', () => reject(new Error(`the box ended before it could be asked: ${said.join('\n')}`)))
  await promise
}
