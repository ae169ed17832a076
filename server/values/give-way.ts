import { setPriority } from 'node:os'

/** The least that Linux gives: whoever sells goes first where both want the same core. */
const LAST = 19

/**
 * Has this thread (on Linux a priority is a thread's own) or another process stand back behind whoever sells. A machine
 * that forbids it, as a container and the walls of an installed box do (`SystemCallFilter=~@resources`), gets the work done all the same.
 *
 * @param pid of another process of ours; this thread without
 */
export function giveWay(pid = 0): void {
  try {
    setPriority(pid, LAST)
  } catch (error) {
    if (!FORBIDDEN.has((error as { info?: { code?: string } }).info?.code ?? '')) throw error
  }
}

/** What the kernel answers where it may not be asked, and where a process is gone already. */
const FORBIDDEN: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'ESRCH'])
