/** Well; worth a look; to be put right now; or nobody can tell. */
export type Verdict = 'good' | 'watch' | 'bad' | 'unknown'

/** What a check may say of what it saw. Plain data: it travels between processes, and into the support file. */
type Fact = number | string | boolean | null | undefined | readonly string[]

interface Facts {
  [name: string]: Fact
  /** What people called things (printers, backup places). The only place where such words may stand: the support file leaves it out. */
  readonly names?: readonly string[]
}

/**
 * What a check came to: which of its sentences holds, and the facts that are told in it. What is not well has a remedy,
 * which the tables of words must have for each of `Ill`.
 */
export type Found<Well extends string, Ill extends string, Told extends Facts> = { facts: Told } & (
  | { verdict: 'good'; says: Well }
  | {
      verdict: Exclude<Verdict, 'good'>
      says: Ill
      /** The page on which it is put right. */
      href?: string
    }
)

/** A check that came to nothing: it took too long, or broke. */
export type Unmeasured = Found<never, 'too_long' | 'broke', { seconds?: number; code?: string }>

const RANKS: Record<Verdict, number> = { bad: 0, watch: 1, unknown: 2, good: 3 }

/** The worst first; what is equally bad stays in the order of the checks. */
export function worstFirst<One extends { verdict: Verdict }>(findings: readonly One[]): One[] {
  return findings.toSorted((one, other) => RANKS[one.verdict] - RANKS[other.verdict])
}

/** The worst there is; not to know is no trouble by itself. */
export function worstOf(findings: readonly { verdict: Verdict }[]): Exclude<Verdict, 'unknown'> {
  if (findings.some(({ verdict }) => verdict === 'bad')) return 'bad'
  return findings.some(({ verdict }) => verdict === 'watch') ? 'watch' : 'good'
}
