import { Dialogue } from './dialogue.ts'
import { sendBlindly } from './send-blindly.ts'
import { FILLER, type Status, whyNotReady } from './status.ts'
import type { Answers } from './tables.ts'
import {
  type Begin,
  type Delivery,
  LIMITS,
  type Limits,
  LineFault,
  reasonOf,
  type Transport,
  type TroubleCode
} from './transports/transport.ts'
import { patienceFor } from './transports/write-all.ts'

/** How long a printer has to say how it is: one that is known to answer, and one that was never asked. */
const ANSWER_MS = 1500
const FIRST_ANSWER_MS = 600
const CLEARED_MS = 300 // to say that its memory is cleared; many never do
/** How often a printer is asked while it prints, and how often in a row it must say so before a trouble counts. */
const WATCH_MS = 250
const TWICE = 2
/** An answer that is so late, beyond the time that the slowest printer takes, is asked for again. */
const ASK_AGAIN_MS = 2000
/** That all is well need not be asked for again so soon; a trouble may be over by now. */
const FRESH_MS = 1000

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
 * One that never answers, or never in turn, is told goodbye after each job, and has the line's word for it, no more.
 */
export class Connection {
  readonly #transport: Transport
  readonly #listener: Listener
  readonly #limits: Limits
  #answers: Answers
  /** Whether it answers in turn; as long as nobody knows, it is given the time that it takes. */
  #in_turn: 'unknown' | 'yes' | 'never' = 'unknown'
  #dialogue: Dialogue | undefined
  /** Something may lie half printed in its memory: whatever was sent before we began, or was cut off. */
  #is_unclean = true
  #understands_clearing: boolean | undefined
  #was_cut = false

  constructor(transport: Transport, answers: Answers, listener: Listener, limits = LIMITS) {
    this.#transport = transport
    this.#answers = transport.can_hear ? answers : 'never'
    this.#listener = listener
    this.#limits = limits
  }

  /**
   * Sends one job; never throws, and always ends.
   *
   * @param begin asked when the printer is ready, before the first byte leaves
   */
  async carry(cargo: Cargo, begin: Begin, signal: AbortSignal): Promise<Delivery> {
    let dialogue: Dialogue
    let trouble: TroubleCode | undefined
    try {
      ;({ dialogue, trouble } = await this.#makeReady(signal))
    } catch (error) {
      this.rest()
      return { outcome: 'not-started', reason: reasonOf(error) }
    }
    const out_of_turn = trouble && trouble !== 'mute' ? cargo.out_of_turn : undefined
    if (trouble && !out_of_turn) return this.#refuse(trouble)
    // What may not begin, or no more: a pulse whose time ran out while that was written down.
    if (!(await begin()) || signal.aborted) return { outcome: 'not-started', reason: 'stopped' }
    if (out_of_turn) return await this.#sendOutOfTurn(dialogue, out_of_turn)
    return await this.#send(dialogue, cargo, signal)
  }

  /**
   * Asks how it is, without a job; and has thrown away what was cut off before.
   *
   * @returns why it can't be reached or does not print; undefined when all is well
   */
  async look(signal: AbortSignal): Promise<TroubleCode | undefined> {
    try {
      return (await this.#makeReady(signal, true)).trouble
    } catch (error) {
      return reasonOf(error)
    } finally {
      this.rest()
    }
  }

  /** Half a slip may lie in the memory of a printer that answers, and come out when nobody expects it. */
  get is_unclean(): boolean {
    return this.#is_unclean && this.#answers === 'yes'
  }

  /** Lets go of the line until there is something to send again. */
  rest(): void {
    this.#dialogue?.line.drop()
    this.#dialogue = undefined
  }

  async #open(signal: AbortSignal): Promise<Dialogue> {
    if (this.#dialogue && !this.#dialogue.is_gone) return this.#dialogue
    const line = await this.#transport.open(signal)
    this.#dialogue = new Dialogue(line, (status) => {
      this.#learn('yes') // however late it says so
      this.#listener.status(status)
    })
    return this.#dialogue
  }

  #refuse(reason: TroubleCode): Delivery {
    if (reason === 'mute') this.rest()
    return { outcome: 'not-started', reason }
  }

  /** @returns the open line, and why the printer does not print now; one that never answers is believed to */
  async #makeReady(
    signal: AbortSignal,
    anew = false
  ): Promise<{ dialogue: Dialogue; trouble: TroubleCode | undefined }> {
    const has_waited = this.#dialogue !== undefined
    let dialogue = await this.#open(signal)
    if (this.#answers === 'never') return { dialogue, trouble: undefined }
    let trouble = await this.#ask(dialogue, signal, anew)
    if (trouble === 'mute' && has_waited) {
      // The other end may have gone without a word since: a new line knows.
      this.rest()
      dialogue = await this.#open(signal)
      trouble = await this.#ask(dialogue, signal, anew)
    }
    if (this.#answers === 'yes' && this.#is_unclean && trouble !== 'mute')
      trouble = await this.#tidy(dialogue, signal, trouble)
    return { dialogue, trouble }
  }

  async #ask(dialogue: Dialogue, signal: AbortSignal, anew: boolean): Promise<TroubleCode | undefined> {
    // Before anything else, or a command that was cut off would take the question for its rest.
    if (this.is_unclean) await this.#forget(dialogue, signal)
    const { latest } = dialogue
    const is_fresh = latest && performance.now() - latest.at < FRESH_MS
    if (!anew && is_fresh && !whyNotReady(latest.status)) return undefined
    const status = await dialogue.askStatus(this.#answers === 'yes' ? ANSWER_MS : FIRST_ANSWER_MS, signal)
    if (status) return whyNotReady(status)
    if (this.#answers === 'yes') return 'mute'
    this.#learn('never')
    return undefined
  }

  /** Has what is left of before thrown away, and waits until the printer has done the rest: nothing of it is ours. */
  async #tidy(
    dialogue: Dialogue,
    signal: AbortSignal,
    trouble: TroubleCode | undefined
  ): Promise<TroubleCode | undefined> {
    await this.#forget(dialogue, signal)
    if (trouble) return trouble
    // One that is well would have said so; one whose memory is full may not have heard it.
    if (!dialogue.is_cleared) this.#understands_clearing ??= false
    if (dialogue.owed === 0) dialogue.askInTurn(this.#filler(dialogue)).taken.catch(() => {})
    if (await dialogue.until(() => dialogue.owed === 0, ANSWER_MS, signal)) {
      this.#in_turn = 'yes'
      this.#is_unclean = false
    }
    return this.#is_unclean && this.#in_turn === 'yes' ? 'busy' : undefined
  }

  #filler({ is_cleared }: Dialogue): Buffer {
    return this.#was_cut && !is_cleared ? FILLER : Buffer.alloc(0)
  }

  async #forget(dialogue: Dialogue, signal: AbortSignal): Promise<void> {
    if (dialogue.is_cleared || this.#understands_clearing === false) return
    if (await dialogue.clear(CLEARED_MS, signal)) this.#understands_clearing = true
  }

  #learn(answers: 'yes' | 'never'): void {
    if (this.#answers === answers) return
    this.#answers = answers
    this.#listener.answers(answers)
  }

  async #send(dialogue: Dialogue, { bytes, out_of_turn }: Cargo, signal: AbortSignal): Promise<Delivery> {
    const is_heard = this.#answers === 'yes' && this.#in_turn !== 'never'
    this.#is_unclean = true
    try {
      if (is_heard) this.#is_unclean = !(await this.#watch(dialogue, bytes, signal))
      else await this.#sendBlindly(dialogue, bytes, signal)
      this.#was_cut = false
      if (this.#is_unclean) this.rest()
      return { outcome: 'delivered', is_heard }
    } catch (error) {
      const reason = reasonOf(error)
      this.#was_cut = true
      // A drawer must not open later, and half a slip stays half.
      if (is_heard && isOurDoing(reason, out_of_turn !== undefined))
        this.#is_unclean = !(await dialogue
          .clear(CLEARED_MS, new AbortController().signal)
          .catch(() => false))
      await this.#end(dialogue)
      return { outcome: 'cut-off', reason }
    }
  }

  /** Lets go in the middle of a job. Once we call it cut off, no more of it may reach the printer. */
  async #end({ line }: Dialogue): Promise<void> {
    this.rest()
    await line.gone
  }

  /**
   * Sends a job and watches it until the printer says, in turn, that it is done.
   *
   * @returns whether every question was answered; an answer that may still come must not be taken for another's
   * @throws {LineFault} when the line breaks, the printer is in trouble, or gives no sign of life for too long
   */
  async #watch(dialogue: Dialogue, bytes: Buffer, signal: AbortSignal): Promise<boolean> {
    const patience_ms = patienceFor(bytes.length, this.#limits.send_ms)
    const began_at = performance.now()
    let failure: unknown
    const { answers, taken } = dialogue.askInTurn(bytes)
    taken.catch((error: unknown) => {
      failure = error
    })
    let alive_at = began_at
    let ask_again_at = began_at + patienceFor(bytes.length, ASK_AGAIN_MS)
    for (let troubles = 0, seen = dialogue.latest; ; ) {
      if (await dialogue.until(() => dialogue.answered >= answers, WATCH_MS, signal)) break
      if (failure) throw failure
      const now = performance.now()
      if (dialogue.latest && dialogue.latest !== seen) {
        seen = dialogue.latest
        const trouble = whyNotReady(seen.status)
        troubles = trouble && trouble !== 'offline' ? troubles + 1 : 0
        if (trouble && troubles >= TWICE) throw new LineFault(trouble)
        if (!trouble) alive_at = now
      }
      if (now - alive_at > patience_ms) throw new LineFault(troubleAtEnd(dialogue))
      this.#giveUpOnTurns(began_at + 2 * patience_ms)
      dialogue.askOnce()
      // It is well, and its answer was lost on the way: any later one says the same.
      if (alive_at > ask_again_at) {
        ask_again_at = now + ASK_AGAIN_MS
        dialogue.askInTurn().taken.catch(() => {})
      }
    }
    // Some throw away what they have no paper for, and answer all the same.
    if (dialogue.ended_without_paper) throw new LineFault('paper-out')
    this.#in_turn = 'yes'
    dialogue.latest = undefined // its last line may have been the last of the paper
    return dialogue.owed === 0
  }

  async #sendBlindly(dialogue: Dialogue, bytes: Buffer, signal: AbortSignal): Promise<void> {
    await sendBlindly(dialogue.line, Buffer.concat([this.#filler(dialogue), bytes]), signal)
    this.#dialogue = undefined
  }

  /** One that is well, has had time for twice as much and says nothing in turn never will. */
  #giveUpOnTurns(at: number): void {
    if (performance.now() < at) return
    if (this.#in_turn === 'unknown') this.#in_turn = 'never'
    throw new LineFault('timeout')
  }

  /** While it prints nothing, a printer still obeys this; nobody hears whether the drawer did. */
  async #sendOutOfTurn(dialogue: Dialogue, bytes: Buffer): Promise<Delivery> {
    try {
      await dialogue.line.send(bytes)
      return { outcome: 'delivered', is_heard: false }
    } catch (error) {
      await this.#end(dialogue)
      return { outcome: 'cut-off', reason: reasonOf(error) }
    }
  }
}

/** Whether we broke off ourselves, and the printer may still have the rest: a slip is left alone when the box stops. */
function isOurDoing(reason: TroubleCode, is_pulse: boolean): boolean {
  return reason === 'stopped' ? is_pulse : reason !== 'disconnected'
}

function troubleAtEnd({ latest }: Dialogue): TroubleCode {
  return (latest && whyNotReady(latest.status)) ?? 'timeout'
}
