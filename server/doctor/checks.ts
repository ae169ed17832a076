import { checkBattery } from './check-battery.ts'
import { checkBox } from './check-box.ts'
import { checkCertificates } from './check-certificates.ts'
import { checkClock } from './check-clock.ts'
import { checkDrill } from './check-drill.ts'
import { checkHealth } from './check-health.ts'
import { checkLog } from './check-log.ts'
import { checkMemory } from './check-memory.ts'
import { checkPlaces } from './check-places.ts'
import { checkPorts } from './check-ports.ts'
import { checkPrinters } from './check-printers.ts'
import { checkRoom } from './check-room.ts'
import { checkSync } from './check-sync.ts'
import { checkVersion } from './check-version.ts'
import type { Unmeasured } from './finding.ts'

/** Everything the doctor looks at, in this order. */
export const CHECKS = {
  box: checkBox,
  room: checkRoom,
  health: checkHealth,
  sync: checkSync,
  memory: checkMemory,
  clock: checkClock,
  battery: checkBattery,
  log: checkLog,
  printers: checkPrinters,
  places: checkPlaces,
  drill: checkDrill,
  certificates: checkCertificates,
  ports: checkPorts,
  version: checkVersion
} as const

export type CheckName = keyof typeof CHECKS

export const CHECK_NAMES = Object.keys(CHECKS) as CheckName[]

/** What a check may find. */
export type FoundBy<Name extends CheckName> = Awaited<ReturnType<(typeof CHECKS)[Name]>>

/** What a check found, or that it found nothing. */
export type Finding = { [Name in CheckName]: { check: Name } & (FoundBy<Name> | Unmeasured) }[CheckName]
