import { type Line, LineFault } from './transports/transport.ts'

/**
 * Sends a job to a printer that never answers, and says goodbye: the line's word is all there is.
 *
 * @throws {LineFault} when it was cut off, takes too long, or we were told to stop
 */
export async function sendBlindly(line: Line, bytes: Buffer, signal: AbortSignal): Promise<void> {
  const stopping = Promise.withResolvers<never>()
  const stop = (): void => stopping.reject(new LineFault('stopped'))
  stopping.promise.catch(() => {})
  signal.addEventListener('abort', stop)
  try {
    const taken = line.send(bytes).then(() => line.finish())
    await Promise.race([taken, stopping.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
