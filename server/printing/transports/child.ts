import { spawn } from 'node:child_process'
import {
  atOnce,
  type Begin,
  type Delivery,
  LIMITS,
  type Limits,
  type Transport,
  type TroubleCode
} from './transport.ts'

// After SIGKILL a process is gone at once, unless it hangs inside the kernel's driver. Then we leave it there.
const BURIAL_MS = 1000

/**
 * A printer behind a device file, written to by one child process per job. A device that takes no bytes blocks
 * whoever writes to it; in Node itself four stuck printers would stop every other file operation.
 *
 * The script opens the device as descriptor 3, says `ready`, then copies its input there. We hand it the bytes only
 * when it is ready: so trouble before that is certain to have left the printer untouched.
 *
 * @param script of the shell; the device's path is its `$1`, never part of the script
 */
export function childTransport(script: string, parameters: string[], limits: Limits = LIMITS): Transport {
  return {
    send: async (bytes, signal, begin = atOnce) => {
      if (signal.aborted) return { outcome: 'not-started', reason: 'stopped' }
      try {
        const job = { bytes, signal, begin }
        return await new Promise((resolve) => run(script, parameters, limits, job, resolve))
      } catch {
        return { outcome: 'not-started', reason: 'unknown' } // no process or file handle left to start a child with
      }
    }
  }
}

function run(
  script: string,
  parameters: string[],
  limits: Limits,
  { bytes, signal, begin }: { bytes: Buffer; signal: AbortSignal; begin: Begin },
  done: (delivery: Delivery) => void
): void {
  const child = spawn('/bin/sh', ['-c', script, 'printer', ...parameters], {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'pipe']
  })
  let begun = false
  let complaint = ''
  let reason: TroubleCode | undefined
  let burial: NodeJS.Timeout | undefined

  const giveUp = (why: TroubleCode): void => {
    reason ??= why
    child.kill('SIGKILL')
    burial ??= setTimeout(leaveBehind, BURIAL_MS)
  }
  const leaveBehind = (): void => {
    for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy()
    child.unref()
    finish(null)
  }
  const stop = (): void => giveUp('stopped')
  let limit = setTimeout(giveUp, limits.connect_ms, 'timeout')
  signal.addEventListener('abort', stop)

  const finish = (exitCode: number | null): void => {
    clearTimeout(limit)
    clearTimeout(burial)
    signal.removeEventListener('abort', stop)
    if (begun && exitCode === 0) done({ outcome: 'delivered' })
    else done({ outcome: begun ? 'cut-off' : 'not-started', reason: reason ?? troubleOf(complaint, begun) })
  }

  child.stdout.once('data', async () => {
    if (reason) return
    clearTimeout(limit)
    limit = setTimeout(giveUp, limits.send_ms, 'timeout')
    if (!(await begin())) return giveUp('stopped')
    if (reason || child.exitCode !== null || child.signalCode !== null) return
    begun = true
    child.stdin.end(bytes)
  })
  child.stderr.setEncoding('utf8').on('data', (words: string) => {
    complaint += words
  })
  child.stdin.on('error', () => {}) // the child went first; its complaint and exit code tell why
  child.on('error', () => giveUp('unknown'))
  child.on('close', finish)
}

const TROUBLES: [RegExp, TroubleCode][] = [
  [/Permission denied|Operation not permitted|Read-only/, 'no-permission'],
  [/busy/, 'busy'],
  [/No such device|Input\/output error|Broken pipe/, 'disconnected'],
  [/No such file|not a device/, 'no-device']
]

/** Someone who was ready and left without a word was cut off by the device: no reader, no word (SIGPIPE). */
function troubleOf(complaint: string, begun: boolean): TroubleCode {
  return TROUBLES.find(([words]) => words.test(complaint))?.[1] ?? (begun ? 'disconnected' : 'unknown')
}
