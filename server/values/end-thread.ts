import { parentPort, type Worker } from 'node:worker_threads'

/** What a thread says first, once all that it needs is loaded. */
export const LOADED = 'loaded'

/** Says, from within a thread, that all that it needs is loaded: from now on it may be ended in the middle of its work. */
export function tellLoaded(): void {
  parentPort?.postMessage(LOADED)
}

/**
 * What ends a thread in the middle of its work; one that still loads, as soon as it says that it has ({@link tellLoaded}).
 * To end it while SQLite's driver is being loaded in it may end the whole process, and the box with it (`FATAL ERROR:
 * Error::New napi_get_last_error_info`, once in 600 in a trial; never in 600 that had it loaded).
 */
export function enderOf(worker: Worker): () => void {
  const loaded = new Promise<void>((resolve) => {
    worker.on('message', (said) => said === LOADED && resolve())
    worker.once('exit', () => resolve())
  })
  return () => void loaded.then(() => worker.terminate())
}
