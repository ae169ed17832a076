import { randomBytes } from 'node:crypto'
import { type Address, type Destination, DestinationFault, type Learned, type Secret } from './destination.ts'
import { faultOf } from './fault-of.ts'
import { type Options, openDestination } from './open-destination.ts'

/** What a place must be able to do, in the order in which it is tried. */
const STEPS = ['reach', 'write', 'read', 'list', 'delete'] as const
type Step = (typeof STEPS)[number]

export interface TriedStep {
  readonly step: Step
  readonly took_ms: number
  /** null when it went well. */
  readonly fault: DestinationFault | null
}

export interface TryResult {
  readonly ok: boolean
  /** The steps that were tried; after the first that fails only the file that was written is still taken away. */
  readonly steps: readonly TriedStep[]
  readonly learned: Learned
}

const BYTES = 4096
const UNKNOWN: Learned = { host_key: null, clock_ahead_ms: null, free_bytes: null }

/**
 * Proves that a place can keep the backup, by keeping something there: makes it ready, writes a small file, reads it,
 * finds it in the listing and takes it away.
 *
 * @param tell is told the steps so far after each of them
 */
export async function tryDestination(
  address: Address,
  secret: Secret,
  options: Options = {},
  tell: (steps: readonly TriedStep[]) => void = () => undefined
): Promise<TryResult> {
  const destination = openDestination(address, secret, options)
  try {
    const steps = await trySteps(destination, tell)
    const learned = steps[0]?.fault ? UNKNOWN : await destination.learned().catch(() => UNKNOWN)
    return { ok: steps.every(({ fault }) => fault === null), steps, learned }
  } finally {
    await destination.close()
  }
}

async function trySteps(
  destination: Destination,
  tell: (steps: readonly TriedStep[]) => void
): Promise<TriedStep[]> {
  const name = `laci-try/${randomBytes(8).toString('hex')}.bin`
  const bytes = randomBytes(BYTES)
  const deeds: Record<Step, () => Promise<void>> = {
    reach: () => destination.prepare(),
    write: () => destination.put(name, bytes),
    read: async () => {
      if (!(await destination.get(name)).equals(bytes))
        throw new DestinationFault('not-kept', `${name} reads otherwise`)
    },
    list: async () => {
      const found = (await destination.list('laci-try')).find((file) => file.name === name)
      if (found?.bytes !== BYTES) throw new DestinationFault('nonsense', `a listing without ${name}`)
    },
    delete: () => takeAway(destination, name)
  }
  const tried: TriedStep[] = []
  for (const step of STEPS) {
    const failed = tried.some(({ fault }) => fault !== null)
    const wrote = tried.some((one) => one.step === 'write' && one.fault === null)
    if (failed && !(step === 'delete' && wrote)) continue
    tried.push(await time(step, deeds[step]))
    tell([...tried])
  }
  return tried
}

async function takeAway(destination: Destination, name: string): Promise<void> {
  await destination.delete(name)
  const left = await destination.list('laci-try')
  if (left.some((file) => file.name === name))
    throw new DestinationFault('read-only', `${name} can't be deleted`)
}

async function time(step: Step, deed: () => Promise<void>): Promise<TriedStep> {
  const begun = performance.now()
  const fault = await deed().then(
    () => null,
    (error) => faultOf(error, step)
  )
  return { step, took_ms: Math.round(performance.now() - begun), fault }
}
