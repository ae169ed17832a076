// Answers for the box's name by multicast DNS. What strangers send is taken apart here by a library, in a thread of its
// own: what breaks, breaks that thread alone.
import { parentPort, workerData } from 'node:worker_threads'
import { giveBack, giveBackAtRest } from '../values/give-back.ts'
import type { Reach } from './announce.ts'
import { Responder } from './responder.ts'

const { name, port, interfaces } = workerData as { name: string; port: number; interfaces: Reach[] }

const responder = new Responder({
  name,
  port,
  claimed: (claimed) => parentPort?.postMessage({ claimed }),
  failed: (error) => parentPort?.postMessage({ failed: error.message })
})
responder.listenOn(interfaces)
// What the library took to load.
setTimeout(() => giveBack(true), 5000).unref()
void giveBackAtRest()

parentPort?.on('message', (said: 'stop' | { interfaces: Reach[] }) => {
  if (said === 'stop')
    responder.goodbye(() => process.exit()) // this thread alone
  else responder.listenOn(said.interfaces)
})
