import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SaidLine, SellerOptions, Told } from './control.ts'

const MOST_SETTLING_MS = 60_000

/** A seller in a process of its own, and all that it has said so far. */
export class Box {
  /** The last event that was answered: it must never be lost. */
  answered = 0
  /** The last segment that was said to be recorded. */
  recorded = 0
  has_picture = false
  is_gone = false
  /** It did not come to itself in a minute, and was ended. */
  is_late = false
  readonly resumed: { reason: string; pages: number }[] = []
  readonly troubles: (string | null)[] = []
  readonly #child: ChildProcess
  readonly #waiting: { said: SaidLine['said']; resolve: (line: SaidLine | undefined) => void }[] = []

  constructor(options: SellerOptions) {
    const seller = join(import.meta.dirname, 'seller.ts')
    this.#child = spawn(process.execPath, [seller, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit']
    })
    this.#child.stdin!.on('error', () => undefined)
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#hear(JSON.parse(line)))
    this.#child.once('close', () => {
      this.is_gone = true
      for (const { resolve } of this.#waiting.splice(0)) resolve(undefined)
    })
  }

  tell(told: Told): void {
    if (!this.is_gone) this.#child.stdin!.write(`${JSON.stringify(told)}\n`)
  }

  /** Waits until it says so. @returns undefined when it died before */
  hear<Kind extends SaidLine['said']>(said: Kind): Promise<Extract<SaidLine, { said: Kind }> | undefined> {
    if (this.is_gone) return Promise.resolve(undefined)
    return new Promise((resolve) =>
      this.#waiting.push({ said, resolve: resolve as (line: SaidLine | undefined) => void })
    )
  }

  async settle(): Promise<Extract<SaidLine, { said: 'settled' }> | undefined> {
    const settled = this.hear('settled')
    this.tell({ do: 'settle' })
    const late = setTimeout(() => {
      this.is_late = true
      this.#child.kill('SIGKILL')
    }, MOST_SETTLING_MS)
    try {
      return await settled
    } finally {
      clearTimeout(late)
    }
  }

  /** Pulls the plug, and reads what it had said until then. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.gone()
  }

  async gone(): Promise<void> {
    if (!this.is_gone) await once(this.#child, 'close')
  }

  #hear(line: SaidLine): void {
    if (line.said === 'sold') this.answered = Math.max(this.answered, line.event)
    if (line.said === 'recorded') this.recorded = line.seq
    if (line.said === 'pictured') this.has_picture = true
    if (line.said === 'resumed') this.resumed.push(line)
    if (line.said === 'trouble') this.troubles.push(line.trouble)
    const index = this.#waiting.findIndex(({ said }) => said === line.said)
    if (index >= 0) this.#waiting.splice(index, 1)[0]!.resolve(line)
  }
}
