import { Worker } from 'node:worker_threads'
import type { Interfaces } from './box-names.ts'

/** What calls out the box's name. */
export interface Announcer {
  /** The machine's addresses have changed. */
  move(interfaces: Interfaces): void
  /** Says goodbye to the network, so that nobody looks for the box here any more. */
  stop(): Promise<void>
}

interface Announced {
  /** Without `.local`; when another machine has it, the next that is free. */
  name: string
  /** Where the till is served. */
  port: number
  interfaces: Interfaces
  /** The name is ours now. */
  claimed(name: string): void
  failed(error: Error): void
}

const GOODBYE_MS = 500
const AGAIN_MS = 10_000

/**
 * Answers for the box's name and its service in the shop's network by multicast DNS, in a thread of its own: whatever a
 * stranger sends is taken apart there.
 *
 * @see RFC 6762, RFC 6763
 */
export function announce({ name, port, interfaces, claimed, failed }: Announced): Announcer {
  let reaches = reachable(interfaces)
  let ours = name
  let is_stopping = false
  let worker: Worker
  let gone: Promise<void>
  const start = (): void => {
    worker = new Worker(new URL('announce-worker.ts', import.meta.url), {
      workerData: { name: ours, port, interfaces: reaches },
      resourceLimits: { maxOldGenerationSizeMb: 64 }
    })
    worker.unref()
    worker.on('message', (said: { claimed: string } | { failed: string }) => {
      if ('failed' in said) return failed(new Error(said.failed))
      ours = said.claimed
      return claimed(ours)
    })
    worker.on('error', failed)
    gone = new Promise((resolve) => worker.once('exit', () => resolve()))
    // What a stranger sent may have broken it: the name must not stay silent for that.
    void gone.then(() => {
      if (!is_stopping) setTimeout(() => !is_stopping && start(), AGAIN_MS).unref()
    })
  }
  start()
  return {
    move(moved) {
      reaches = reachable(moved)
      worker.postMessage({ interfaces: reaches })
    },
    async stop() {
      is_stopping = true
      worker.postMessage('stop')
      const timer = setTimeout(() => void worker.terminate(), GOODBYE_MS)
      await gone
      clearTimeout(timer)
    }
  }
}

/** One network that the box is in. */
export interface Reach {
  address: string
  netmask: string
  /** All addresses that it has there, of both kinds. */
  all: string[]
}

/** Where a name is called out: on each interface to the outside, the addresses that it has there. */
function reachable(interfaces: Interfaces): Reach[] {
  return Object.values(interfaces).flatMap((found = []) => {
    const first = found.find(({ family, internal }) => family === 'IPv4' && !internal)
    if (!first) return []
    return [{ address: first.address, netmask: first.netmask, all: found.map(({ address }) => address) }]
  })
}
