import type { FaultKind } from '../backup/destinations/destination.ts'

/** Why a rescue stick could not be made. */
export type RescueFault =
  | FaultKind
  /** The stick is too small for the program. */
  | 'no-room'
  /** The program does not run from a bundle, and none was named. */
  | 'no-bundle'
  /** A file of the program is not the one that was signed. */
  | 'program-altered'
  /** A bundle that was named is damaged, or nobody who is trusted signed it. */
  | 'bundle-bad'
  /** The backup does not get there; its own page says why. */
  | 'backup'
  /** Something that nobody foresaw, which the log tells. */
  | 'other'
