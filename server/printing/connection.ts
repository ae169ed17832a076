import { setTimeout as pause } from 'node:timers/promises'
import { ASK_IN_TURN, ASK_STATUS, CLEAR_BUFFER, Hearing, type Status, whyNotReady } from './status.ts'
import type { Answers } from './tables.ts'
import {
  type Begin,
  type Delivery,
  LIMITS,
  type Line,
  LineFault,
  type Transport,
  type TroubleCode
} from './transports/transport.ts'

/** How long a printer has to say how it is: one that is known to answer, and one that was never asked. */
const ANSWER_MS = 1500
const FIRST_ANSWER_MS = 600
/** How often a printer is asked while it prints, and how often in a row it must say so before a trouble counts. */
const WATCH_MS = 250
const TWICE = 2
/** A status as fresh as this need not be asked for again. */
const FRESH_MS = 1000

/** What is to be sent. */
export interface Cargo {
  bytes: Buffer
  /** A pulse that a printer obeys even while it prints nothing, instead of `bytes`. */
  out_of_turn?: Buffer
}

/** Who is told what the printer says. */
interface Listener {
  answers(answers: Exclude<Answers, 'unknown'>): void
  status(status: Status): void
}

/**
 * What goes on between the box and one printer: whether it can be reached, how it is, and what became of each job.
 *
 * A printer that answers is asked before the first byte; it is asked again and again while it prints; and a job is done
 * when it says so itself, in turn. When it runs out of paper half way, the rest is thrown away and a person decides.
 * One that never answers is told goodbye after each job, and has the line's word for it, no more.
 */
export class Connection {
  readonly #transport: Transport
  readonly #listener: Listener
  #answers: Answers
  #line: Line | undefined
  #status: { at: number; status: Status } | undefined
  #onInTurn: () => void = () => {}
  /** Something may lie half printed in its memory: whatever was sent before we began, or was cut off. */
  #is_unclean = true

  constructor(transport: Transport, answers: Answers, listener: Listener) {
    this.#transport = transport
    this.#answers = transport.can_hear ? answers : 'never'
    this.#listener = listener
  }

  /** Whether it goes by what was once found out of the printer: that it answers, or never does. */
  get has_learnt(): boolean {
    return this.#transport.can_hear && this.#answers !== 'unknown'
  }

  /**
   * Sends one job; never throws, and always ends.
   *
   * @param begin asked when the printer is ready, before the first byte leaves
   */
  async carry(cargo: Cargo, begin: Begin, signal: AbortSignal): Promise<Delivery> {
    let line: Line
    let trouble: TroubleCode | undefined
    try {
      line = await this.#open(signal)
      trouble = await this.#ask(line)
    } catch (error) {
      this.rest()
      return { outcome: 'not-started', reason: reasonOf(error) }
    }
    if (signal.aborted) return this.#refuse('stopped')
    if (trouble && !(cargo.out_of_turn && trouble !== 'mute')) return this.#refuse(trouble)
    if (!(await begin())) return { outcome: 'not-started', reason: 'stopped' }
    if (trouble && cargo.out_of_turn) return await this.#sendOutOfTurn(line, cargo.out_of_turn)
    return await this.#send(line, cargo.bytes, signal)
  }

  /** Asks how it is, without a job. @returns why it can't be reached or does not print; undefined when all is well */
  async look(signal: AbortSignal): Promise<TroubleCode | undefined> {
    try {
      return await this.#ask(await this.#open(signal), true)
    } catch (error) {
      return reasonOf(error)
    } finally {
      this.rest()
    }
  }

  /** Lets go of the line until there is something to send again. */
  rest(): void {
    this.#line?.drop()
    this.#line = undefined
    this.#status = undefined
  }

  async #open(signal: AbortSignal): Promise<Line> {
    if (this.#line) return this.#line
    const line = await this.#transport.open(signal)
    const hearing = new Hearing({
      status: (status) => {
        this.#status = { at: performance.now(), status }
        this.#listener.status(status)
      },
      inTurn: () => this.#onInTurn()
    })
    line.onHeard((bytes) => hearing.feed(bytes))
    void line.gone.then(() => {
      if (this.#line === line) this.#line = undefined
    })
    this.#line = line
    return line
  }

  #refuse(reason: TroubleCode): Delivery {
    if (reason === 'mute' || reason === 'stopped') this.rest()
    return { outcome: 'not-started', reason }
  }

  /** @returns why it does not print now; a printer that never answers is believed to */
  async #ask(line: Line, anew = false): Promise<TroubleCode | undefined> {
    if (this.#answers === 'never') return undefined
    if (anew || !this.#status || performance.now() - this.#status.at > FRESH_MS) {
      const status = await this.#askStatus(line, this.#answers === 'yes' ? ANSWER_MS : FIRST_ANSWER_MS)
      if (!status && this.#answers === 'yes') return 'mute'
      this.#learn(status ? 'yes' : 'never')
    }
    return this.#status && whyNotReady(this.#status.status)
  }

  async #askStatus(line: Line, patience_ms: number): Promise<Status | undefined> {
    const asked = performance.now()
    await line.send(ASK_STATUS)
    while (performance.now() - asked < patience_ms) {
      if (this.#status && this.#status.at >= asked) return this.#status.status
      await Promise.race([pause(2), line.gone])
      if (this.#line !== line) throw new LineFault(await line.gone)
    }
    return undefined
  }

  #learn(answers: 'yes' | 'never'): void {
    if (this.#answers === answers) return
    this.#answers = answers
    this.#listener.answers(answers)
  }

  async #send(line: Line, bytes: Buffer, signal: AbortSignal): Promise<Delivery> {
    const was_unclean = this.#is_unclean
    this.#is_unclean = true
    const stopping = Promise.withResolvers<never>()
    const stop = (): void => stopping.reject(new LineFault('stopped'))
    stopping.promise.catch(() => {})
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      if (this.#answers === 'never') {
        await Promise.race([line.send(bytes).then(() => line.finish()), stopping.promise])
        this.#line = undefined
      } else {
        const clearing = was_unclean ? [CLEAR_BUFFER] : []
        const job = Buffer.concat([...clearing, bytes, ASK_IN_TURN])
        await Promise.race([this.#watch(line, job), stopping.promise])
      }
      this.#is_unclean = false
      return { outcome: 'delivered', is_heard: this.#answers !== 'never' }
    } catch (error) {
      this.rest()
      return { outcome: 'cut-off', reason: reasonOf(error) }
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  /**
   * Sends a job and watches it until the printer says, in turn, that it is done.
   *
   * @throws {LineFault} when the line breaks, the printer is in trouble, or gives no sign of life for too long
   */
  async #watch(line: Line, job: Buffer): Promise<void> {
    let is_done = false
    let is_taken = false
    let failure: unknown
    this.#onInTurn = () => {
      is_done = true
    }
    const done = new Promise<void>((resolve) => {
      this.#onInTurn = () => {
        is_done = true
        resolve()
      }
    })
    line.send(job).then(
      () => {
        is_taken = true
      },
      (error) => {
        failure = error
      }
    )
    let alive_at = performance.now()
    for (let troubles = 0; ; ) {
      const before = this.#status
      await Promise.race([done, line.gone, pause(WATCH_MS)])
      if (is_done) return
      if (failure) throw failure
      if (this.#line !== line) throw new LineFault(await line.gone)
      if (this.#status !== before) {
        alive_at = performance.now()
        const trouble = this.#status && whyNotReady(this.#status.status)
        troubles = trouble && trouble !== 'offline' ? troubles + 1 : 0
        if (trouble && troubles >= TWICE) await this.#giveUp(line, trouble)
      }
      if (performance.now() - alive_at > LIMITS.send_ms) throw new LineFault('timeout')
      // A question behind bytes that are not taken yet would only wait with them.
      if (is_taken) void line.send(ASK_STATUS).catch(() => {})
    }
  }

  /** Half a slip stays half. @throws {LineFault} always */
  async #giveUp(line: Line, trouble: TroubleCode): Promise<never> {
    await Promise.race([line.send(CLEAR_BUFFER).catch(() => {}), pause(WATCH_MS)])
    await pause(WATCH_MS / 5) // the printer reads it before the line goes
    throw new LineFault(trouble)
  }

  /** While it prints nothing, a printer still obeys this; nobody hears whether the drawer did. */
  async #sendOutOfTurn(line: Line, bytes: Buffer): Promise<Delivery> {
    try {
      await line.send(bytes)
      return { outcome: 'delivered', is_heard: false }
    } catch (error) {
      this.rest()
      return { outcome: 'cut-off', reason: reasonOf(error) }
    }
  }
}

function reasonOf(error: unknown): TroubleCode {
  return error instanceof LineFault ? error.trouble : 'unknown'
}
