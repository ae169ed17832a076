import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import { readConfig } from '../../server/config.ts'
import { type Patient, patientOf } from '../../server/doctor/patient.ts'
import type { TestBox } from '../shop.ts'

/** A folder of its own, deleted with the test. */
export function folderFor(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'laci-doctor-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What is examined: a folder on this machine, with this machine's kernel. */
export function patientAt(data: string, more: Partial<Patient> = {}): Patient {
  const config = readConfig({ LACI_DATA: data, LACI_PORT: '0', LACI_DOOR_PORT: '0' })
  return { ...patientOf(config, new Date().toISOString(), null), ...more }
}

/** A box of a test, as it is examined while it runs. */
export function patientOfBox({ data, box }: TestBox, more: Partial<Patient> = {}): Patient {
  const port = Number(new URL(box.url).port)
  const { config } = patientAt(data)
  return patientAt(data, {
    pid: process.pid,
    config: { ...config, port },
    now: box.shop.clock.now(),
    ...more
  })
}

/**
 * Lays down what a kernel says of the disk under a folder, as it would for other hardware: `/sys` of a box with an eMMC
 * that nobody has here.
 *
 * @param files by their path below the disk's own folder
 */
export function layDisk(
  t: Test,
  device: { name: string; numbers: string },
  files: Record<string, string>
): string {
  const sys = folderFor(t)
  const disk = join(sys, 'devices', device.name)
  for (const [path, text] of Object.entries(files)) {
    const file = path.startsWith('/') ? join(sys, path) : join(disk, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${text}\n`)
  }
  mkdirSync(disk, { recursive: true })
  mkdirSync(join(sys, 'dev/block'), { recursive: true })
  symlinkSync(disk, join(sys, 'dev/block', device.numbers))
  return sys
}
