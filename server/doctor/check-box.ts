import { existsSync } from 'node:fs'
import type { Found } from './finding.ts'
import { readLine } from './kernel-files.ts'
import type { Patient } from './patient.ts'

export type BoxFinding = Found<
  'runs',
  'stopped' | 'no_shop',
  {
    /** How long it has run, in milliseconds; undefined where the system doesn't say. */
    runs_ms?: number | undefined
  }
>

/** Processes' ages are counted in hundredths of a second on every Linux. @see proc_pid_stat(5), starttime */
const TICK_MS = 10

/** Whether the box runs on this data. */
export function checkBox({ database, pid, proc }: Patient): BoxFinding {
  if (!existsSync(database)) return { verdict: 'bad', says: 'no_shop', facts: {} }
  if (pid === null) return { verdict: 'bad', says: 'stopped', facts: {} }
  return { verdict: 'good', says: 'runs', facts: { runs_ms: ageOf(proc, pid) } }
}

function ageOf(proc: string, pid: number): number | undefined {
  const [, figures] = (readLine(proc, String(pid), 'stat') ?? '').split(/\) (?=\w )/)
  const [up] = (readLine(proc, 'uptime') ?? '').split(' ')
  const began = figures?.split(' ')[19]
  return began && up ? Math.max(0, Number(up) * 1000 - Number(began) * TICK_MS) : undefined
}
