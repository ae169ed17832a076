import { askModel, type Heard, type Patience } from './ask-model.ts'

/** How many are asked at once: a whole /24 takes some two seconds, and no cheap router chokes on it. */
const AT_ONCE = 64

interface Telling {
  /** Somebody listens there. */
  found(host: string, heard: Heard): void
  /** One more address was asked. */
  asked(): void
}

/** Asks every address whether a printer listens there. */
export async function scanNetwork(
  hosts: readonly string[],
  tell: Telling,
  { port, patience, signal }: { port: number; patience: Patience; signal: AbortSignal }
): Promise<void> {
  const left = hosts.values()
  const askOn = async (): Promise<void> => {
    for (const host of left) {
      if (signal.aborted) return
      const heard = await askModel({ host, port }, signal, patience)
      if (heard && !signal.aborted) tell.found(host, heard)
      tell.asked()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn))
}
