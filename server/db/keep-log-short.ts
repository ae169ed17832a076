import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { Store } from './store.ts'

/** A helper beside the main thread that moves the write-ahead log into the database file before it grows long. */
export interface LogKeeper {
  stop(): Promise<void>
}

/**
 * Starts the helper. It copies what is committed on a connection of its own, while sales go on; only the few pages
 * that came in the meantime are left to the store, so no sale waits for more than those.
 *
 * @param path the database file
 */
export function keepLogShort(store: Store, path: string, log: FastifyBaseLogger): LogKeeper {
  const worker = new Worker(new URL('./log-keeper-worker.ts', import.meta.url), { workerData: { path } })
  worker.on('message', () => store.endLog())
  worker.on('error', (error: Error) => {
    log.error({ err: error }, 'the write-ahead log could not be moved into the database')
    store.halt(error)
  })
  return {
    async stop() {
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('stop')
      await gone
    }
  }
}
