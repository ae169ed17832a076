// Writes a rescue stick in a thread of its own: sums over some 200 MB, and a stick that may hang.
import { parentPort, workerData } from 'node:worker_threads'
import { DestinationFault } from '../backup/destinations/destination.ts'
import { openDestination } from '../backup/destinations/open-destination.ts'
import type { LastWord } from '../backup/run-worker.ts'
import { BundleFault } from '../release/release.ts'
import { giveWay } from '../values/give-way.ts'
import { bundledProgram, installedProgram, type Program } from './programs.ts'
import { NoRoom, putSet, type RescueSet } from './put-set.ts'
import type { RescueFault } from './rescue-fault.ts'
import type { RescueFacts } from './stick-files.ts'
import { writeRestore } from './write-restore.ts'

/** What is to be made. */
export interface RescueTask extends Omit<RescueSet, 'programs'> {
  stick_id: string
  stick_folders: readonly string[]
  /** Its root. */
  path: string
  /** Of the program that runs, when no bundle is named. */
  program_folder: string
  bundles: readonly string[]
  /** Where the public keys lie that may have signed them; null for the box's own. */
  keys: string | null
}

export type RescueMade = { facts: RescueFacts } | { fault: RescueFault; needed_bytes: number }
/** What the worker says meanwhile. */
export interface RescueSaid {
  part: number
}

const port = parentPort!
const task = workerData as RescueTask
let is_stopped = false
port.once('message', () => (is_stopped = true))
giveWay()

const address = { kind: 'stick', stick_id: task.stick_id } as const
const stick = openDestination(address, {}, { stick_folders: task.stick_folders })
try {
  const programs = await openPrograms()
  const facts = await putSet(
    stick,
    { programs, settings: task.settings, facts: task.facts },
    {
      progress: (part) => port.postMessage({ part } satisfies RescueSaid),
      check: () => {
        if (is_stopped) throw new DestinationFault('away', 'stopped')
      }
    }
  )
  await writeRestore(task.path, task.program_folder)
  port.postMessage({ answer: { facts } } satisfies LastWord<RescueMade>)
} catch (error) {
  port.postMessage({ answer: faultIn(error) } satisfies LastWord<RescueMade>)
} finally {
  await stick.close()
  port.close()
}

async function openPrograms(): Promise<Program[]> {
  if (task.bundles.length === 0) return [await installedProgram(task.program_folder)]
  const programs: Program[] = []
  for (const file of task.bundles) programs.push(await bundledProgram(file, task.keys ?? undefined))
  return programs
}

function faultIn(error: unknown): RescueMade {
  if (error instanceof NoRoom) return { fault: 'no-room', needed_bytes: error.needed_bytes }
  if (error instanceof DestinationFault) return { fault: error.kind, needed_bytes: 0 }
  if (error instanceof BundleFault)
    return { fault: task.bundles.length > 0 ? 'bundle-bad' : 'program-altered', needed_bytes: 0 }
  throw error
}
