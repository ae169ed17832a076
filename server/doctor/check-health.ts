import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Found } from './finding.ts'
import { type Disk, diskOf, readLine } from './kernel-files.ts'
import type { Patient } from './patient.ts'

export type HealthFinding = Found<
  'well' | 'no_errors',
  'failing' | 'errors' | 'worn' | 'unsaid',
  {
    disk?: string
    model?: string
    /** Errors that the file system has written down, and those that the disk's line has. */
    errors?: number | undefined
    line_errors?: number | undefined
    /** How much of its life is used up, as it says itself, in percent (rounded up to tens by eMMC). */
    used_percent?: number | undefined
    /** Whether SMART calls it sound. */
    smart?: boolean | undefined
  }
>

const WORN_PERCENT = 80
const SMART_MS = 5000

/** What the disk and its file system say of their own health: SMART where one may ask, eMMC's age, errors that were written down. */
export function checkHealth({ data, sys }: Patient): HealthFinding {
  const disk = diskOf(data, sys)
  if (!disk) return { verdict: 'unknown', says: 'unsaid', facts: {} }
  const smart = askSmart(disk.name)
  const errors = count(readLine(sys, 'fs/ext4', disk.part_name, 'errors_count'))
  const line_errors = count(readLine(disk.whole, 'device/ioerr_cnt'))
  const used_percent = smart?.used_percent ?? emmcAge(disk)
  const facts = {
    disk: disk.name,
    model: readLine(disk.whole, 'device/model') ?? readLine(disk.whole, 'device/name') ?? '',
    ...{ errors, line_errors, used_percent, smart: smart?.passed }
  }
  if (smart?.passed === false || emmcWarns(disk)) return { verdict: 'bad', says: 'failing', facts }
  if (errors) return { verdict: 'bad', says: 'errors', facts }
  if (used_percent !== undefined && used_percent >= WORN_PERCENT) {
    return { verdict: used_percent >= 100 ? 'bad' : 'watch', says: 'worn', facts }
  }
  if (smart?.passed || used_percent !== undefined) return { verdict: 'good', says: 'well', facts }
  // That the file system met no error is something, but no word of the disk's own.
  if (errors === 0) return { verdict: 'good', says: 'no_errors', facts }
  return { verdict: 'unknown', says: 'unsaid', facts }
}

/** eMMC says its age in tenths: `0x01` is up to 10 percent. @see JESD84-B51, 7.4.38 (DEVICE_LIFE_TIME_EST) */
function emmcAge({ whole }: Disk): number | undefined {
  const ages = (readLine(whole, 'device/life_time') ?? '').split(/\s+/).filter(Boolean).map(Number)
  const known = ages.filter((age) => age > 0)
  return known.length > 0 ? Math.max(...known) * 10 : undefined
}

/** `0x02`: 80 percent of what it holds in reserve is used up, `0x03`: nearly all. */
function emmcWarns({ whole }: Disk): boolean {
  return Number(readLine(whole, 'device/pre_eol_info') ?? 0) >= 2
}

/** What smartctl says; undefined where it is not installed or may not ask (it needs root). */
function askSmart(name: string): { passed: boolean; used_percent?: number } | undefined {
  try {
    const args = ['--json=c', '--health', '--attributes', join('/dev', name)]
    const said = execFileSync('smartctl', args, { timeout: SMART_MS, stdio: ['ignore', 'pipe', 'ignore'] })
    return readSmart(said.toString())
  } catch (error) {
    // A failing disk is told by the exit code as well, with all that was said.
    const { stdout } = error as { stdout?: Buffer }
    return stdout?.length ? readSmart(stdout.toString()) : undefined
  }
}

function readSmart(text: string): { passed: boolean; used_percent?: number } | undefined {
  const { smart_status, nvme_smart_health_information_log: nvme } = JSON.parse(text) as {
    smart_status?: { passed: boolean }
    nvme_smart_health_information_log?: { percentage_used: number }
  }
  if (!smart_status) return undefined
  return { passed: smart_status.passed, ...(nvme && { used_percent: nvme.percentage_used }) }
}

function count(line: string | undefined): number | undefined {
  return line === undefined || line === '' ? undefined : Number(line)
}
