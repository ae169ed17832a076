import { askModel, type Heard } from './ask-model.ts'

/** How many are asked at once: a whole /24 takes some two seconds, and no cheap router chokes on it. */
const AT_ONCE = 64
const PORT = 9100

interface Telling {
  /** Somebody listens there. */
  found(host: string, heard: Heard): void
  /** One more address was asked. */
  asked(): void
}

/**
 * Asks every address whether a printer listens there.
 *
 * @param port by custom 9100
 */
export async function scanNetwork(
  hosts: readonly string[],
  tell: Telling,
  { signal, port = PORT }: { signal: AbortSignal; port?: number }
): Promise<void> {
  const left = hosts.values()
  const askOn = async (): Promise<void> => {
    for (const host of left) {
      if (signal.aborted) return
      const heard = await askModel({ host, port }, signal)
      if (heard && !signal.aborted) tell.found(host, heard)
      tell.asked()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn))
}
