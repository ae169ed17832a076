import { isIPv4 } from 'node:net'
import { Worker } from 'node:worker_threads'
import { isPrivate } from './subnets.ts'
import { printable } from './usb.ts'

/** A printer that announces itself. */
export interface Announced {
  host: string
  port: number
  /** What it calls itself. */
  name: string
}

const LISTEN_MS = 3000
const PORT = 9100

/**
 * Listens for printers that announce themselves, for some seconds.
 *
 * @param found told of each as soon as it is heard of
 */
export function listenForAnnounced(
  found: (printer: Announced) => void,
  { signal, listen_ms = LISTEN_MS }: { signal: AbortSignal; listen_ms?: number }
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const worker = new Worker(new URL('announced-worker.ts', import.meta.url), {
      workerData: { listen_ms },
      resourceLimits: { maxOldGenerationSizeMb: 64 }
    })
    const stop = (): void => void worker.terminate()
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', (said) => {
      const printer = readAnnounced(said)
      if (printer && !signal.aborted) found(printer)
    })
    worker.on('error', () => {}) // what we did not hear of can still be typed
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
  })
}

/** What was announced is a stranger's word: an address of our own kind of network, and a name that can be shown. */
export function readAnnounced(said: unknown): Announced | undefined {
  const { type, name, port, addresses } = said as Record<string, unknown>
  if (!Array.isArray(addresses)) return undefined
  const host = addresses.find(
    (address) => typeof address === 'string' && isIPv4(address) && isPrivate(address)
  )
  if (host === undefined) return undefined
  const is_raw = type === 'pdl-datastream' && Number.isInteger(port) && Number(port) > 0
  return {
    host,
    port: is_raw ? Number(port) : PORT, // the older kind announces where it takes another protocol
    name: printable(String(name)).slice(0, 60)
  }
}
