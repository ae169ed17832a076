import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'

/** A helper beside the main thread that moves the write-ahead log into the database file before it grows long. */
export interface LogKeeper {
  stop(): Promise<void>
}

/**
 * Starts the helper. It never makes a sale wait: it copies what is committed, passively, on a connection of its own.
 *
 * @param path the database file
 */
export function keepLogShort(path: string, log: FastifyBaseLogger): LogKeeper {
  const worker = new Worker(new URL('./log-keeper-worker.ts', import.meta.url), { workerData: { path } })
  worker.on('error', (error) => log.error({ err: error }, 'the write-ahead log is not being shortened'))
  return {
    async stop() {
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('stop')
      await gone
    }
  }
}
