import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { LIMITS, type Limits, type Line, LineFault, type Transport, type TroubleCode } from './transport.ts'
import { patienceFor, writeAll } from './write-all.ts'

// After SIGKILL a process is gone at once, unless it hangs inside the kernel's driver. Then we leave it there.
const BURIAL_MS = 1000
const READY = 'ready\n'

/**
 * A printer behind a device file or a program, spoken to by one child process per line. A device that takes no bytes
 * blocks whoever writes to it; in Node itself four stuck printers would stop every other file operation.
 *
 * The script opens the device, says `ready`, then copies its input there and what the device says to its output. It
 * ends well when its input ended and the device took all of it. Trouble before `ready` is certain to have left the
 * printer untouched.
 *
 * @param script of the shell; the parameters are its `$1` and so on, never part of the script
 */
export function childTransport(
  script: string,
  parameters: string[],
  { can_hear, limits = LIMITS }: { can_hear: boolean; limits?: Limits | undefined }
): Transport {
  return {
    can_hear,
    open: async (signal) => {
      if (signal.aborted) throw new LineFault('stopped')
      const line = new ChildLine(launch(script, parameters), limits)
      await line.ready(signal)
      return line
    }
  }
}

/** A group of its own, so that the script and all it started end together. */
function launch(script: string, parameters: string[]): ChildProcessWithoutNullStreams {
  try {
    return spawn('/bin/sh', ['-c', script, 'printer', ...parameters], {
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true
    })
  } catch (error) {
    throw new LineFault('unknown', { cause: error }) // no process or file handle left to start a child with
  }
}

class ChildLine implements Line {
  readonly gone: Promise<TroubleCode>
  readonly #child: ChildProcessWithoutNullStreams
  readonly #limits: Limits
  readonly #is_ready = Promise.withResolvers<void>()
  readonly #ended = Promise.withResolvers<TroubleCode>()
  #listener: (bytes: Buffer) => void = () => {}
  #complaint = ''
  #sent = 0
  #reason: TroubleCode | undefined
  #opened = false
  #ended_well = false
  #burial: NodeJS.Timeout | undefined

  constructor(child: ChildProcessWithoutNullStreams, limits: Limits) {
    this.#child = child
    this.#limits = limits
    this.gone = this.#ended.promise
    let first = Buffer.alloc(0)
    child.stdout.on('data', (bytes: Buffer) => {
      if (this.#opened) return this.#listener(bytes)
      first = Buffer.concat([first, bytes])
      if (first.length < READY.length) return
      this.#opened = true
      this.#is_ready.resolve()
      if (first.length > READY.length) this.#listener(first.subarray(READY.length))
    })
    child.stderr.setEncoding('utf8').on('data', (words: string) => {
      this.#complaint = (this.#complaint + words).slice(-2000)
    })
    child.stdin.on('error', () => {}) // the child went first; its complaint and exit code tell why
    child.on('error', () => this.#giveUp('unknown'))
    child.on('close', (code) => this.#end(code))
  }

  /** Waits until the device is open. @throws {LineFault} */
  async ready(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.#giveUp('stopped')
    const limit = setTimeout(() => this.#giveUp('timeout'), this.#limits.connect_ms)
    signal.addEventListener('abort', stop)
    const trouble = await Promise.race([this.#is_ready.promise, this.gone])
    clearTimeout(limit)
    signal.removeEventListener('abort', stop)
    if (trouble) throw new LineFault(trouble)
  }

  onHeard(listener: (bytes: Buffer) => void): void {
    this.#listener = listener
  }

  async send(bytes: Buffer): Promise<void> {
    this.#sent += bytes.length
    await writeAll(this.#child.stdin, bytes, { gone: this.gone, limit_ms: this.#limits.send_ms })
  }

  async finish(): Promise<void> {
    const limit = setTimeout(() => this.#giveUp('timeout'), patienceFor(this.#sent, this.#limits.send_ms))
    this.#child.stdin.end()
    const reason = await this.gone
    clearTimeout(limit)
    if (!this.#ended_well) throw new LineFault(reason)
  }

  drop(): void {
    this.#giveUp('stopped')
  }

  #giveUp(why: TroubleCode): void {
    this.#reason ??= why
    this.#kill()
    this.#burial ??= setTimeout(() => this.#leaveBehind(), BURIAL_MS)
  }

  #kill(): void {
    const { pid } = this.#child
    if (!pid || this.#child.exitCode !== null) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      this.#child.kill('SIGKILL') // its group is gone before it
    }
  }

  #leaveBehind(): void {
    for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) pipe.destroy()
    this.#child.unref()
    this.#end(null)
  }

  #end(code: number | null): void {
    clearTimeout(this.#burial)
    this.#ended_well = this.#opened && code === 0 && !this.#reason
    this.#ended.resolve(this.#reason ?? troubleOf(this.#complaint, this.#opened))
  }
}

const TROUBLES: [RegExp, TroubleCode][] = [
  [/Permission denied|Operation not permitted|Read-only/, 'no-permission'],
  [/busy/, 'busy'],
  [/No such device|Input\/output error|Broken pipe/, 'disconnected'],
  [/No such file|not a device/, 'no-device'],
  [/no queue/, 'no-queue']
]

/** Someone who was ready and left without a word was cut off by the device: no reader, no word (SIGPIPE). */
function troubleOf(complaint: string, opened: boolean): TroubleCode {
  return TROUBLES.find(([words]) => words.test(complaint))?.[1] ?? (opened ? 'disconnected' : 'unknown')
}
