import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../settings/read-settings.ts'
import type { Moment } from '../values/clock.ts'
import type { Found } from './finding.ts'
import { lookInto, type Patient } from './patient.ts'

export type ClockFinding = Found<
  'set',
  'too_early' | 'not_set' | 'unsaid',
  {
    now: Moment
    /** The shop's zone, and the machine's own; what Laci shows and counts goes by the shop's. */
    zone: string
    machine_zone: string
    /** Whether somebody outside sets the clock, as the system says; null: it doesn't say. */
    is_set: boolean | null
  }
>

/** When this was written: a clock that says less is wrong. */
const WRITTEN_AT: Moment = '2026-11-22T00:00:00.000Z'
const ASK_MS = 3000

/** What time it is on the box, by which zone, and whether anybody outside keeps its clock right. */
export function checkClock(patient: Patient): ClockFinding {
  const is_set = isSet(patient)
  const facts = {
    now: patient.now,
    zone: lookInto(patient, (shop) => readSettings(shop).zone),
    machine_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    is_set
  }
  if (patient.now < WRITTEN_AT) return { verdict: 'bad', says: 'too_early', facts }
  if (is_set === null) return { verdict: 'unknown', says: 'unsaid', facts }
  return is_set ? { verdict: 'good', says: 'set', facts } : { verdict: 'watch', says: 'not_set', facts }
}

/** Asks systemd, which asks the kernel: whoever sets the clock (timesyncd, chrony, ntpd) tells it. */
function isSet({ run }: Patient): boolean | null {
  if (existsSync(join(run, 'systemd/timesync/synchronized'))) return true
  try {
    const args = ['show', '--property=NTPSynchronized', '--value']
    const said = execFileSync('timedatectl', args, { timeout: ASK_MS, stdio: ['ignore', 'pipe', 'ignore'] })
    return said.toString().trim() === 'yes'
  } catch {
    return null // no systemd here, or it doesn't answer
  }
}
