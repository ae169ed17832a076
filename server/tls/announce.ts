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

/**
 * Answers for the box's name and its service in the shop's network by multicast DNS, in a thread of its own: whatever a
 * stranger sends is taken apart there.
 *
 * @see RFC 6762, RFC 6763
 */
export function announce({ name, port, interfaces, claimed, failed }: Announced): Announcer {
  const worker = new Worker(new URL('announce-worker.ts', import.meta.url), {
    workerData: { name, port, interfaces: reachable(interfaces) },
    resourceLimits: { maxOldGenerationSizeMb: 64 }
  })
  worker.unref()
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('message', (said: { claimed: string } | { failed: string }) => {
    if ('claimed' in said) claimed(said.claimed)
    else failed(new Error(said.failed))
  })
  worker.on('error', failed)
  return {
    move: (moved) => worker.postMessage({ interfaces: reachable(moved) }),
    async stop() {
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
