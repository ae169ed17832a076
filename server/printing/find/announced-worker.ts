// Listens for printers that announce themselves on the network by multicast DNS. Whatever a stranger on the network sends
// is taken apart here by a library, so it is done in a thread of its own: what breaks, breaks that thread alone.
import type { EventEmitter } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { Bonjour } from 'bonjour-service'

/** Printers that take raw bytes, and those of the older kind that mostly take them as well. @see RFC 6763 */
const TYPES = ['pdl-datastream', 'printer']

const { listen_ms } = workerData as { listen_ms: number }
const bonjour = new Bonjour({}, () => {})
// The library tells of a port that can't be had where it lets nobody listen by its types.
const { mdns } = Reflect.get(bonjour, 'server') as { mdns: EventEmitter }
mdns.on('error', end)

const browsers = TYPES.map((type) =>
  bonjour.find({ type }, ({ name, addresses, port }) =>
    parentPort?.postMessage({ type, name, port, addresses: addresses ?? [] })
  )
)
// A question may get lost on the way.
const again = setInterval(() => {
  for (const browser of browsers) browser.update()
}, 1000)
setTimeout(end, listen_ms)

function end(): void {
  clearInterval(again)
  process.exit() // this thread alone
}
