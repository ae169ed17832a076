import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Address, DestinationFault, type Secret } from '../destinations/destination.ts'
import { askHostKey } from '../destinations/ssh-session.ts'
import { type TriedStep, type TryResult, tryDestination } from '../destinations/try-destination.ts'

/** A place that is being tried before it is kept: what was typed, and how it goes. Lives on the box's memory alone. */
export interface Trying {
  readonly try_id: string
  /** Who tries: nobody else sees it or keeps its place. */
  readonly staff_id: string | null
  /** Which place is changed by it; null for a new one. */
  readonly destination_id: string | null
  readonly name: string
  address: Address
  readonly secret: Secret
  /** A host that is not known yet shows its key first, and a person compares it. */
  state: 'asking-key' | 'key-shown' | 'trying' | 'done'
  steps: readonly TriedStep[]
  result: TryResult | undefined
  /** Why the host's key could not be asked for. */
  fault: DestinationFault | undefined
  /** A folder on the very disk that the box is on: gone with it. */
  on_own_disk: boolean
  readonly began: number
}

export type TryOrder = Pick<Trying, 'try_id' | 'staff_id' | 'destination_id' | 'name' | 'address' | 'secret'>

/** What was tried is kept so long for whoever looks at its result, and so many at once. */
const KEPT_MS = 15 * 60_000
const MOST = 20
/** An owner waits in front of the screen: no answer for so long is none. */
const PATIENCE_MS = 15_000

/** The tries under way, and those whose result somebody is looking at. */
export class Tries {
  readonly #data: string
  readonly #tries = new Map<string, Trying>()

  /** @param data the box's own folder */
  constructor(data: string) {
    this.#data = data
  }

  /** Begins to try a place; what is found out is read by {@link find}. */
  start(order: TryOrder): void {
    this.#forget()
    const asks_key = order.address.kind === 'sftp' && order.address.host_key === null
    const trying: Trying = {
      ...order,
      state: asks_key ? 'asking-key' : 'trying',
      steps: [],
      result: undefined,
      fault: undefined,
      on_own_disk: false,
      began: performance.now()
    }
    this.#tries.set(order.try_id, trying)
    void (asks_key ? showKey(trying) : carryOut(trying, this.#data))
  }

  /** @returns undefined once it is forgotten, or for somebody else */
  find(try_id: string, staff_id: string | null): Trying | undefined {
    const found = this.#tries.get(try_id)
    return found?.staff_id === staff_id ? found : undefined
  }

  /** The key that the host showed is its own: only now is it shown what opens it. */
  trustKey(try_id: string): void {
    const trying = this.#tries.get(try_id)
    if (trying?.state !== 'key-shown') return
    trying.state = 'trying'
    void carryOut(trying, this.#data)
  }

  /** Its secret is kept now, or not wanted any more. */
  drop(try_id: string): void {
    this.#tries.delete(try_id)
  }

  #forget(): void {
    const oldest = performance.now() - KEPT_MS
    const kept = [...this.#tries.values()].filter(({ began }) => began > oldest).slice(-MOST + 1)
    this.#tries.clear()
    for (const one of kept) this.#tries.set(one.try_id, one)
  }
}

async function showKey(trying: Trying): Promise<void> {
  const { address } = trying
  if (address.kind !== 'sftp') return
  try {
    trying.address = { ...address, host_key: await askHostKey(address, PATIENCE_MS) }
    trying.state = 'key-shown'
  } catch (error) {
    trying.fault = asFault(error)
    trying.state = 'done'
  }
}

async function carryOut(trying: Trying, data: string): Promise<void> {
  const { address, secret } = trying
  try {
    trying.result = await tryDestination(address, secret, { patience_ms: PATIENCE_MS }, (steps) => {
      trying.steps = steps
    })
    if (address.kind === 'folder') trying.on_own_disk = await sameDisk(address.path, data)
  } catch (error) {
    trying.fault = asFault(error)
  }
  trying.state = 'done'
}

/** What breaks in a try is a result like any other. */
function asFault(error: unknown): DestinationFault {
  if (error instanceof DestinationFault) return error
  return new DestinationFault('nonsense', (error as Error).message)
}

async function sameDisk(path: string, data: string): Promise<boolean> {
  const deviceOf = (one: string): Promise<number | undefined> =>
    stat(one).then(
      ({ dev }) => dev,
      () => undefined
    )
  return ((await deviceOf(path)) ?? (await deviceOf(dirname(path)))) === (await deviceOf(data))
}
