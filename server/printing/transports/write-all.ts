import type { Writable } from 'node:stream'
import { unless } from '../../values/unless.ts'
import { LineFault, type TroubleCode } from './transport.ts'

/** Small enough that the slowest printer takes one within its limit. */
const PIECE_BYTES = 2048
/** A printer as slow as this is still alive: 300 bytes a second. */
const SLOWEST_BYTES_PER_MS = 0.3
/** What may still lie between us and the printer when the system has taken the last byte. */
const ON_THE_WAY_BYTES = 65_536

/**
 * Writes piece by piece, as fast as they are taken.
 *
 * @param gone resolves when nobody is left to take them
 * @throws {LineFault} when it is gone, or takes no piece within the limit
 */
export async function writeAll(
  to: Writable,
  bytes: Buffer,
  { gone, limit_ms }: { gone: Promise<TroubleCode>; limit_ms: number }
): Promise<void> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const limit = Promise.withResolvers<TroubleCode>()
    const timer = setTimeout(limit.resolve, limit_ms, 'timeout' satisfies TroubleCode)
    const taken = new Promise<undefined>((resolve) =>
      to.write(bytes.subarray(at, at + PIECE_BYTES), (error) => {
        if (!error) resolve(undefined)
      })
    )
    const trouble = await unless(Promise.race([taken, limit.promise]), gone)
    clearTimeout(timer)
    if (trouble) throw new LineFault(trouble)
  }
}

/** How long a printer may take for the rest after our goodbye. @param sent bytes of the job */
export function patienceFor(sent: number, limit_ms: number): number {
  return limit_ms + Math.min(sent, ON_THE_WAY_BYTES) / SLOWEST_BYTES_PER_MS
}
