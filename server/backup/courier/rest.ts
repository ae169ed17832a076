/** Milliseconds on the machine's own clock, which nobody sets: the same in every thread. */
export function steadyMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n)
}

const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000

/** How long a destination that failed so often in a row is left alone, in milliseconds. */
export function pauseOf(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1))
}
