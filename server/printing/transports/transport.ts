/** A way to a printer. It carries bytes and says truthfully how far they came. */
export interface Transport {
  /**
   * Sends one job; never throws, and always ends: by delivery, by trouble, by a limit of time or by the signal.
   * One job at a time: the caller waits for the answer before it sends the next.
   *
   * @param begin asked when the printer is ready, before the first byte leaves
   */
  send(bytes: Buffer, signal: AbortSignal, begin?: Begin): Promise<Delivery>
}

/** Whether the first byte may leave; false: nothing is sent. Must not throw. */
export type Begin = () => Promise<boolean>

export const atOnce: Begin = async () => true

export type Delivery =
  /** The printer, or the socket in it, took every byte. Whether ink met paper only the printer's status tells. */
  | { outcome: 'delivered' }
  /** It is certain that no byte reached the printer: safe to send again. */
  | { outcome: 'not-started'; reason: TroubleCode }
  /** Some bytes may have reached the printer: a person must look at the paper. */
  | { outcome: 'cut-off'; reason: TroubleCode }

/** Every trouble on the way to a printer. */
export type TroubleCode =
  /** Nobody listens at that address: the printer is off, or is no printer. */
  | 'refused'
  /** No way leads there: cable, network, name. */
  | 'unreachable'
  /** It took too long: out of paper, cover open, buffer full. */
  | 'timeout'
  /** No such device is plugged in. */
  | 'no-device'
  /** The device is there and we may not write to it. */
  | 'no-permission'
  /** Someone else is printing on it. */
  | 'busy'
  /** It went away while we sent. */
  | 'disconnected'
  /** We were told to stop. */
  | 'stopped'
  /** Something nobody foresaw. */
  | 'unknown'

/** How long a job may take, in milliseconds. */
export interface Limits {
  /** Until the printer is ready to take bytes. */
  connect_ms: number
  /** From then until it has taken all of them. */
  send_ms: number
}

/** Long enough for a slip of 4 KB at 9600 baud, short enough that a cashier still stands there. */
export const LIMITS: Limits = { connect_ms: 3000, send_ms: 15_000 }
