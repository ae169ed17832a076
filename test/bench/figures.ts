/** What a run amounts to: how many a second, and how long each took, in milliseconds. */
export interface Figures {
  per_second: number
  p50_ms: number
  p95_ms: number
  p99_ms: number
}

/** Sums up a run. @param busy_ms how long the box was being asked */
export function sumUp(took_ms: readonly number[], busy_ms: number): Figures {
  const sorted = [...took_ms].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return {
    per_second: (took_ms.length / busy_ms) * 1000,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99)
  }
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** The median of each figure over several runs. */
export function medians<Name extends string>(runs: readonly Record<Name, number>[]): Record<Name, number> {
  const names = Object.keys(runs[0] ?? {}) as Name[]
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))])) as Record<
    Name,
    number
  >
}
