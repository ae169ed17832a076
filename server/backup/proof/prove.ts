import { existsSync, rmSync, statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import {
  type Expected,
  type Facts,
  type Found,
  isInTheWay,
  type Proof,
  type Step,
  type StepName
} from './proof.ts'
import { failedStep, STEP_NAMES } from './steps.ts'

export interface WorkerTask {
  path: string
  expected: Expected
  names: StepName[]
  tells_facts: boolean
}

export type WorkerAnswer = { step: Step } | { facts: Pick<Facts, 'last_sale' | 'schema_version'> }

/** Each about as long as the rest together: done at the same time, the proof takes a third as long. */
const STRUCTURE: readonly StepName[] = ['integrity', 'foreign-keys']
const CHAIN: readonly StepName[] = ['chain']

/** Plenty for what a proof holds in memory, and too little to take what the tills live on. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 256 }

/**
 * Proves that a database file is the shop it should be: page by page, as a structure, and as books that add up. The
 * work is done by three threads at once, so nobody waits for it but the caller.
 *
 * Never rejects: whatever is wrong, also a file that is none, is a step that failed. The file stays as it is, and
 * nothing is left beside it.
 *
 * @param path a file that nobody has open, and in a folder that may be written: SQLite needs some memory to share there
 * @param progress told each step when it is done, in whatever order that is
 */
export async function proveDatabase(
  path: string,
  expected: Expected,
  progress: (step: Step) => void = () => {}
): Promise<Proof> {
  const ours = [`${path}-wal`, `${path}-shm`].filter((file) => !existsSync(file))
  const rest = STEP_NAMES.filter((name) => !STRUCTURE.includes(name) && !CHAIN.includes(name))
  const done = new Map<StepName, Step>()
  const keep = (step: Step): void => {
    const judged = step.name === 'pages' ? withoutLog(step, path) : step
    done.set(step.name, judged)
    progress(judged)
  }
  const [facts] = await Promise.all([
    work({ path, expected, names: rest, tells_facts: true }, keep),
    work({ path, expected, names: [...STRUCTURE], tells_facts: false }, keep),
    work({ path, expected, names: [...CHAIN], tells_facts: false }, keep)
  ])
  for (const file of ours) rmSync(file, { force: true })
  const steps = STEP_NAMES.map((name) => done.get(name)!)
  return { ok: !steps.some(isInTheWay), steps, facts: { ...factsOf(steps), ...facts } }
}

/** Has a thread do some steps; those it did not come to, because it ended before, have failed. */
function work(
  task: WorkerTask,
  keep: (step: Step) => void
): Promise<Pick<Facts, 'last_sale' | 'schema_version'>> {
  const { promise, resolve } = Promise.withResolvers<Pick<Facts, 'last_sale' | 'schema_version'>>()
  const left = new Set(task.names)
  let facts: Pick<Facts, 'last_sale' | 'schema_version'> = { last_sale: null, schema_version: null }
  let trouble = 'the thread ended early'
  const worker = new Worker(new URL('./prove-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: RESOURCE_LIMITS
  })
  worker.on('message', (answer: WorkerAnswer) => {
    if ('facts' in answer) {
      facts = answer.facts
      return
    }
    left.delete(answer.step.name)
    keep(answer.step)
  })
  worker.on('error', (error) => {
    trouble = error instanceof Error ? error.message : String(error)
  })
  worker.once('exit', () => {
    for (const name of left) keep(failedStep(name, trouble))
    resolve(facts)
  })
  return promise
}

/** A log beside the file would be read with it as if it were of it: a file with one is not what was looked at here. */
function withoutLog(step: Step, path: string): Step {
  const log = `${path}-wal`
  if (!existsSync(log) || statSync(log).size === 0) return step
  return { ...step, ok: false, detail: `a log of another time lies beside the file: ${log}` }
}

/** What the steps found, as facts of the shop. */
function factsOf(steps: readonly Step[]): Omit<Facts, 'last_sale' | 'schema_version'> {
  const found = <Name extends StepName>(name: Name) =>
    (steps.find((step) => step.name === name)?.found ?? null) as Found[Name] | null
  const pages = found('pages')
  return {
    pages: pages?.pages ?? null,
    bytes: pages?.bytes ?? null,
    sales: found('counts')?.sales ?? null,
    last_event_id: found('events')?.last_event_id ?? null,
    ledger: found('ledger')
  }
}
