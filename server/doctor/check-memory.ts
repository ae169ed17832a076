import type { Found } from './finding.ts'
import { readLine } from './kernel-files.ts'
import type { Patient } from './patient.ts'

export type MemoryFinding = Found<
  'enough',
  'little' | 'hardly' | 'killed' | 'unsaid',
  {
    total_bytes?: number
    free_bytes?: number
    /** What the box itself holds; undefined while it does not run. */
    box_bytes?: number | undefined
    /** How often the system ended something of the box for want of memory, since it was started. */
    killed?: number | undefined
  }
>

const LITTLE_BYTES = 150e6
const HARDLY_BYTES = 60e6

/** How much memory the machine has left, and whether it ever ran out under the box. */
export function checkMemory({ proc, sys, pid }: Patient): MemoryFinding {
  const machine = readSizes(readLine(proc, 'meminfo') ?? '')
  const { MemTotal: total_bytes, MemAvailable: free_bytes } = machine
  if (total_bytes === undefined || free_bytes === undefined) {
    return { verdict: 'unknown', says: 'unsaid', facts: {} }
  }
  const own = pid === null ? {} : readSizes(readLine(proc, String(pid), 'status') ?? '')
  const killed = pid === null ? undefined : killedOf(proc, sys, pid)
  const facts = { total_bytes, free_bytes, box_bytes: own['VmRSS'], killed }
  if (killed) return { verdict: 'watch', says: 'killed', facts }
  if (free_bytes < HARDLY_BYTES) return { verdict: 'bad', says: 'hardly', facts }
  if (free_bytes < LITTLE_BYTES) return { verdict: 'watch', says: 'little', facts }
  return { verdict: 'good', says: 'enough', facts }
}

/** `MemTotal:  7936324 kB`, in bytes. */
function readSizes(text: string): Record<string, number | undefined> {
  return Object.fromEntries(
    [...text.matchAll(/^(\w+):\s+(\d+) kB$/gm)].map(([, name, size]) => [name, Number(size) * 1024])
  )
}

/** What the service's own group of processes has met. @see https://docs.kernel.org/admin-guide/cgroup-v2.html, memory.events */
function killedOf(proc: string, sys: string, pid: number): number | undefined {
  const [, group] = /^0::(.+)$/m.exec(readLine(proc, String(pid), 'cgroup') ?? '') ?? []
  const events = group === undefined ? undefined : readLine(sys, 'fs/cgroup', group, 'memory.events')
  const [, count] = /^oom_kill (\d+)$/m.exec(events ?? '') ?? []
  return count === undefined ? undefined : Number(count)
}
