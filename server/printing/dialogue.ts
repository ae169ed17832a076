import { ASK_IN_TURN, ASK_STATUS, CLEAR_BUFFER, Hearing, type Status } from './status.ts'
import { type Line, LineFault, type TroubleCode } from './transports/transport.ts'

/** A question that was not answered whole by then is not answered any more; another may be asked. */
const GIVEN_UP_MS = 2000

/** What is said and heard on one open line. Whatever goes wrong on it is a {@link LineFault}. */
export class Dialogue {
  readonly line: Line
  /** What the printer last said of itself, and when. */
  latest: { at: number; status: Status } | undefined
  /** Answers in turn that came, of all that were asked for. */
  answered = 0
  /** Its last answer in turn said that the paper had come to its end. */
  ended_without_paper = false
  /** It said that it threw away what it had not printed. */
  is_cleared = false
  #asked = 0
  #gone: TroubleCode | undefined
  #asked_at: number | undefined
  readonly #lookers = new Set<() => void>()
  readonly #hearing: Hearing

  constructor(line: Line, onStatus: (status: Status) => void) {
    this.line = line
    this.#hearing = new Hearing({
      status: (status) => {
        this.latest = { at: performance.now(), status }
        this.#asked_at = undefined
        onStatus(status)
      },
      inTurn: ({ is_out }) => {
        if (this.owed === 0) return // rubbish
        this.answered++
        this.ended_without_paper = is_out
      },
      cleared: () => {
        this.is_cleared = true
      }
    })
    line.onHeard((bytes) => {
      this.#hearing.feed(bytes)
      this.#look()
    })
    void line.gone.then((why) => {
      this.#gone = why
      this.#look()
    })
  }

  /** Answers in turn that are still to come. */
  get owed(): number {
    return this.#asked - this.answered
  }

  get is_gone(): boolean {
    return this.#gone !== undefined
  }

  /**
   * Waits until something holds that depends on what is heard.
   *
   * @returns whether it came to hold in time
   * @throws {LineFault} when the line is gone, or we were told to stop
   */
  async until(holds: () => boolean, limit_ms: number, signal: AbortSignal): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = (): void => {
      if (holds() || this.is_gone || signal.aborted) resolve()
    }
    const limit = setTimeout(resolve, limit_ms)
    this.#lookers.add(look)
    signal.addEventListener('abort', look)
    look()
    await promise
    clearTimeout(limit)
    this.#lookers.delete(look)
    signal.removeEventListener('abort', look)
    if (holds()) return true
    if (this.#gone) throw new LineFault(this.#gone)
    if (signal.aborted) throw new LineFault('stopped')
    return false
  }

  /** @returns how the printer is now; undefined when it does not say */
  async askStatus(patience_ms: number, signal: AbortSignal): Promise<Status | undefined> {
    const asked_at = performance.now()
    this.#asked_at = undefined
    this.#hearing.reset()
    this.askOnce()
    const is_answered = (): boolean => this.latest !== undefined && this.latest.at >= asked_at
    return (await this.until(is_answered, patience_ms, signal)) ? this.latest?.status : undefined
  }

  /** Asks for the status, unless an answer is still on its way: of two at once nobody knows which is which. */
  askOnce(): void {
    const now = performance.now()
    if (this.#asked_at !== undefined && now - this.#asked_at < GIVEN_UP_MS) return
    if (this.#asked_at !== undefined) this.#hearing.reset()
    this.#asked_at = now
    this.#say(ASK_STATUS)
  }

  /**
   * Asks to be told when all that was sent so far is done.
   *
   * @param job goes before it in one piece
   * @returns how many answers there will have been then; resolves when the system has taken all of it
   */
  askInTurn(job: Buffer = Buffer.alloc(0)): { answers: number; taken: Promise<void> } {
    this.#asked++
    return { answers: this.#asked, taken: this.line.send(Buffer.concat([job, ASK_IN_TURN])) }
  }

  /** Has what is not printed thrown away. @returns whether the printer said that it did; not every one understands. */
  async clear(patience_ms: number, signal: AbortSignal): Promise<boolean> {
    this.is_cleared = false
    this.#say(CLEAR_BUFFER)
    const is_cleared = await this.until(() => this.is_cleared, patience_ms, signal)
    if (is_cleared) this.answered = this.#asked
    return is_cleared
  }

  /** A line that takes nothing is seen by its silence, or goes. */
  #say(bytes: Buffer): void {
    this.line.send(bytes).catch(() => {})
  }

  #look(): void {
    for (const look of [...this.#lookers]) look()
  }
}
