/** A way to a printer. */
export interface Transport {
  /** Whether the printer can be heard over it, and not only spoken to. */
  readonly can_hear: boolean
  /**
   * Opens a line to the printer; one at a time.
   *
   * @throws {LineFault} it is certain that no byte reached the printer
   */
  open(signal: AbortSignal): Promise<Line>
}

/** A printer that listens. Whatever goes wrong with it is a {@link LineFault}. */
export interface Line {
  /** Hands bytes over. Resolves when the system has taken them, which is not yet the printer. @throws {LineFault} */
  send(bytes: Buffer): Promise<void>
  /** Has everything told that the printer says; what came before nobody listened is dropped. */
  onHeard(listener: (bytes: Buffer) => void): void
  /**
   * Resolves with the reason when the line is gone, by whomever: no more bytes of ours reach the printer, but those that a
   * print system has in its queue until it is done cancelling them.
   */
  readonly gone: Promise<TroubleCode>
  /**
   * Says goodbye: resolves when, as far as a line of this kind can tell, the printer has taken every byte.
   *
   * @throws {LineFault} when it was cut off before, or takes longer than its limit
   */
  finish(): Promise<void>
  /** Lets go, and is gone soon; what the printer has not read is lost on the way, where the line allows that. */
  drop(): void
}

/** A line that could not be opened, or broke. */
export class LineFault extends Error {
  readonly trouble: TroubleCode

  constructor(trouble: TroubleCode, options?: ErrorOptions) {
    super(trouble, options)
    this.trouble = trouble
  }
}

/** What was the trouble, whatever was thrown. */
export function reasonOf(error: unknown): TroubleCode {
  return error instanceof LineFault ? error.trouble : 'unknown'
}

/** Whether the first byte may leave; false: nothing is sent. Must not throw. */
export type Begin = () => Promise<boolean>

export type Delivery =
  /** The printer, or the socket in it, took every byte; `is_heard` says that it told us itself that it is done. */
  | { outcome: 'delivered'; is_heard: boolean }
  /** It is certain that no byte reached the printer: safe to send again. */
  | { outcome: 'not-started'; reason: TroubleCode }
  /** Some bytes may have reached the printer: a person must look at the paper. */
  | { outcome: 'cut-off'; reason: TroubleCode }

/** Every trouble on the way to a printer, and with it. */
export type TroubleCode =
  /** Nobody listens at that address: the printer is off, or is no printer. */
  | 'refused'
  /** No way leads there: cable, network, name. */
  | 'unreachable'
  /** It took too long. */
  | 'timeout'
  /** No such device is plugged in. */
  | 'no-device'
  /** More than one that is plugged in says to be it. */
  | 'two-alike'
  /** The device is there and we may not write to it. */
  | 'no-permission'
  /** Someone else is printing on it. */
  | 'busy'
  /** It went away while we sent. */
  | 'disconnected'
  /** We were told to stop. */
  | 'stopped'
  /** The box went down while it was being sent. */
  | 'restarted'
  /** It answered before, and now it doesn't. */
  | 'mute'
  | 'paper-out'
  | 'cover-open'
  | 'cutter-fault'
  | 'too-hot'
  /** An error that the printer does not explain. */
  | 'fault'
  /** It says that it does not print now, and not why: its button, or it is recovering. */
  | 'offline'
  /** The print system has no queue of that name. */
  | 'no-queue'
  | 'disk-full'
  /** What the slip is of can't be drawn: a mistake of ours. */
  | 'cannot-draw'
  /** Something nobody foresaw. */
  | 'unknown'

/** How long things may take, in milliseconds. */
export interface Limits {
  /** Until the printer is ready to take bytes. */
  connect_ms: number
  /** Without any sign of life while it takes them. */
  send_ms: number
}

/** Long enough for a slip of 4 KB at 9600 baud, short enough that a cashier still stands there. */
export const LIMITS: Limits = { connect_ms: 3000, send_ms: 15_000 }
