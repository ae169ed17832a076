import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Liar, type LiarOptions } from './liar.ts'

/** What a printer needs of a test: to be told when it is over. */
interface Test {
  teardown(tidy: () => unknown): unknown
}

/** A lying printer behind a device file. */
export interface PtyLiar extends Liar {
  /** Such as `/dev/pts/3`. */
  readonly path: string
  close(): void
}

/**
 * Starts a lying printer behind a terminal of the kernel's, which is two-way as a USB printer and a serial line are;
 * `script` holds its other end. Raw, or the terminal would change bytes, and send back what it is sent.
 */
export async function plugInLiar(t?: Test, options: LiarOptions = {}): Promise<PtyLiar> {
  const holder = spawn('script', ['-qfc', 'stty raw -echo && tty && exec sleep 3600', '/dev/null'])
  const liar = new Liar(options)
  holder.on('error', () => {})
  holder.stdin.on('error', () => {})
  let start = ''
  while (!start.includes('\n')) {
    const [bytes] = (await once(holder.stdout, 'data')) as [Buffer]
    start += bytes.toString('latin1')
  }
  let held: Buffer = Buffer.alloc(0)
  const readOn = (): void => {
    const bytes = held.subarray(0, Math.max(0, liar.room))
    held = held.subarray(bytes.length)
    if (bytes.length > 0) liar.take(bytes)
    if (held.length > 0 || liar.room <= 0) holder.stdout.pause()
    else holder.stdout.resume()
  }
  holder.stdout.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes])
    readOn()
  })
  liar.onRoom = readOn
  liar.onAnswer = (bytes) => holder.stdin.write(bytes)
  const close = (): void => {
    liar.end()
    holder.kill('SIGKILL')
  }
  t?.teardown(close)
  return Object.assign(liar, { path: start.slice(0, start.indexOf('\n')).trim(), close })
}
