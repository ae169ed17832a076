import { DestinationFault } from '../destinations/destination.ts'
import { isFull } from '../engine/files.ts'
import { ObjectFault } from '../objects/header.ts'

/** Why a restoring ended before its goal. */
export type RestoreFaultKind =
  /** The key is not the one it was sealed with. */
  | 'wrong-key'
  /** A file, or the segments it held, are not there. */
  | 'missing'
  /** A file is not what was put there: bits turned, its end is gone, or it holds something else altogether. */
  | 'damaged'
  | 'other-shop'
  /** A file is whole, and lies where another should. */
  | 'out-of-place'
  /** A newer Laci wrote it. */
  | 'newer-version'
  /** The disk that is restored to is full, or too small. */
  | 'no-room'
  /** The place does not answer any more. */
  | 'unreachable'
  | 'cancelled'

/** What stopped a restoring, and where. */
export interface RestoreFault {
  kind: RestoreFaultKind
  /** The file; '' where it is none's fault. */
  name: string
  /** The first segment that could not be restored; a snapshot's number when it is a part of one. */
  seq: number
  /** The time of the last that could be, milliseconds since 1970; 0 when none could. */
  at: number
  /** In the words of the system, for a technician; no secret. */
  detail: string
}

/** What an error says of a file. @throws the error itself when it is none that a restoring may meet */
export function kindOf(error: unknown): RestoreFaultKind {
  if (error instanceof ObjectFault) {
    return error.kind === 'not-ours' || error.kind === 'cut-short' ? 'damaged' : error.kind
  }
  if (error instanceof DestinationFault) return error.kind === 'missing' ? 'missing' : 'unreachable'
  if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled'
  if (isFull(error)) return 'no-room'
  throw error
}
