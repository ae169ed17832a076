import { setTimeout as pause } from 'node:timers/promises'
import { isLost } from './cups-job.ts'
import { runTool } from './run-tool.ts'
import { LIMITS, type Limits, type Line, LineFault, type Transport, type TroubleCode } from './transport.ts'
import { patienceFor } from './write-all.ts'

/** How often the queue is asked how far it is. */
const ASK_MS = 300
/** Under this name our jobs stand in the queue, so that nobody else's are taken for them. */
const USER = 'laci'

/** The jobs that lines of this process wait for, so that no other line takes them for left over. */
const in_hand = new Set<string>()

/**
 * A printer that CUPS, the print system of Debian, looks after. The job goes there whole, and is done when the queue
 * says that it is. One that we give up is cancelled, at once or, when the box went down meanwhile, as soon as the queue
 * is looked at again: nothing comes out later that nobody waits for.
 *
 * @param queue as CUPS names it; never starts with a dash
 * @see the manual pages lp(1), lpstat(1), cancel(1)
 */
export function cupsTransport(queue: string, limits: Limits = LIMITS): Transport {
  return {
    can_hear: false,
    open: async (signal) => {
      if (signal.aborted) throw new LineFault('stopped')
      await expectReady(queue, limits.connect_ms)
      await cancelLeftOver(queue, limits.connect_ms)
      if (signal.aborted) throw new LineFault('stopped')
      return new CupsLine(queue, limits)
    }
  }
}

/** @throws {LineFault} no-queue, offline */
async function expectReady(queue: string, limit_ms: number): Promise<void> {
  const printer = await runTool('lpstat', ['-p', queue], { limit_ms })
  if (printer.code !== 0) throw new LineFault('no-queue')
  if (/^printer \S+ disabled /m.test(printer.out)) throw new LineFault('offline')
  const accepts = await runTool('lpstat', ['-a', queue], { limit_ms })
  if (/^\S+ not accepting /m.test(accepts.out)) throw new LineFault('offline')
}

/** Our jobs that the queue still has, and nobody waits for. */
async function cancelLeftOver(queue: string, limit_ms: number): Promise<void> {
  const left = (await listWaiting(queue, limit_ms)) ?? []
  for (const job of left.filter((job) => !in_hand.has(job)))
    await runTool('cancel', ['-U', USER, job], { limit_ms })
}

/** @returns undefined when the print system does not answer */
async function listWaiting(queue: string, limit_ms: number): Promise<string[] | undefined> {
  const said = await runTool('lpstat', ['-W', 'not-completed', '-u', USER, '-o', queue], { limit_ms })
  if (said.code !== 0) return undefined
  return said.out.split('\n').flatMap((line) => /^(\S+-\d+) /.exec(line)?.slice(1) ?? [])
}

class CupsLine implements Line {
  readonly gone: Promise<TroubleCode>
  readonly #queue: string
  readonly #limits: Limits
  readonly #pieces: Buffer[] = []
  readonly #ended = Promise.withResolvers<TroubleCode>()
  readonly #stopping = new AbortController()

  constructor(queue: string, limits: Limits) {
    this.#queue = queue
    this.#limits = limits
    this.gone = this.#ended.promise
  }

  onHeard(): void {}

  async send(bytes: Buffer): Promise<void> {
    this.#pieces.push(bytes)
  }

  async finish(): Promise<void> {
    const trouble = await this.#print(Buffer.concat(this.#pieces)).catch(() => 'unknown' as const)
    this.#ended.resolve(trouble ?? 'disconnected')
    if (trouble) throw new LineFault(trouble)
  }

  drop(): void {
    this.#stopping.abort()
    this.#ended.resolve('stopped')
  }

  async #print(bytes: Buffer): Promise<TroubleCode | undefined> {
    if (this.#stopping.signal.aborted) return 'stopped'
    const { connect_ms, send_ms } = this.#limits
    const lp = ['-U', USER, '-d', this.#queue, '-o', 'raw', '-t', 'laci']
    const said = await runTool('lp', lp, { limit_ms: send_ms, input: bytes })
    const job = /request id is (\S+-\d+)/.exec(said.out)?.[1]
    if (job) in_hand.add(job)
    try {
      return job ? await this.#wait(job, patienceFor(bytes.length, send_ms)) : 'no-queue'
    } finally {
      if (job) in_hand.delete(job)
      await cancelLeftOver(this.#queue, connect_ms)
    }
  }

  /** Until the queue is done with it. */
  async #wait(job: string, patience_ms: number): Promise<TroubleCode | undefined> {
    const until = performance.now() + patience_ms
    while (!this.#stopping.signal.aborted) {
      const waiting = await listWaiting(this.#queue, this.#limits.connect_ms)
      if (waiting && !waiting.includes(job))
        return (await isLost(job, this.#limits.connect_ms)) ? 'disconnected' : undefined
      if (performance.now() > until) return 'timeout'
      await pause(ASK_MS, undefined, { signal: this.#stopping.signal }).catch(() => {})
    }
    return 'stopped'
  }
}
