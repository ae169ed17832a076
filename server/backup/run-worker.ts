import { Worker } from 'node:worker_threads'

/** A worker that does not end when it is told to is ended. */
const GRACE_MS = 10_000

export interface WorkerRun {
  /** Told whatever the worker says before its answer. */
  hear?: (said: unknown) => void
  signal: AbortSignal
}

/** What a worker's last word is. */
export interface LastWord<Answer> {
  answer: Answer
}

/**
 * Has a worker of its own do a long piece of work, and gives back its answer. When the signal is given, it is told to
 * stop, and answers how far it came.
 *
 * @param url the worker's file; it answers once, as a {@link LastWord}
 * @throws what the worker throws, and when it ends without an answer
 */
export function runWorker<Answer>(
  url: URL,
  workerData: unknown,
  { hear = () => {}, signal }: WorkerRun
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData, resourceLimits: { maxOldGenerationSizeMb: 512 } })
    let timer: NodeJS.Timeout | undefined
    const stop = (): void => {
      worker.postMessage('stop')
      timer = setTimeout(() => void worker.terminate(), GRACE_MS)
    }
    let answer: LastWord<Answer> | undefined
    let failure: unknown
    worker.on('message', (said: LastWord<Answer> | object) => {
      if ('answer' in said) answer = said
      else hear(said)
    })
    worker.on('error', (error) => (failure = error))
    worker.once('exit', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      if (answer) resolve(answer.answer)
      else reject(failure ?? new Error('the worker ended without an answer'))
    })
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
