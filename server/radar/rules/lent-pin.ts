import type { Incident, RadarFacts } from '../facts.ts'
import { type Finding, finding } from '../finding.ts'
import { within } from '../more-than-usual.ts'

/** Nobody walks to a till, reads what is asked and types a PIN so often in so short a time. */
const RUN = 3
const RUN_GAP_MS = 20_000
/** Nobody is at two tills at once. */
const WALK_MS = 5000

/** Rights lent one after another in seconds, or at two tills at once: somebody's PIN is known to others. */
export function findLentPins({ period, incidents }: RadarFacts): Finding[] {
  const lenders = Map.groupBy(within(period.now, incidents.approvals), ({ approved_by }) => approved_by)
  return [...lenders].flatMap(([staff_id, lent]) => {
    const in_order = lent.toSorted((one, other) => (one.at < other.at ? -1 : 1))
    const found = new Set([...runs(in_order), ...twoTills(in_order)])
    return found.size > 0 ? finding('lent-pin', { staff_id }, [...found]) : []
  })
}

function runs(in_order: Incident[]): Incident[] {
  const found: Incident[] = []
  for (const at_till of Map.groupBy(in_order, ({ terminal_id }) => terminal_id).values()) {
    let run: Incident[] = []
    for (const one of at_till) {
      const last = run.at(-1)
      if (last && apart(last, one) > RUN_GAP_MS) run = []
      run.push(one)
      if (run.length >= RUN) found.push(...run)
    }
  }
  return found
}

function twoTills(in_order: Incident[]): Incident[] {
  return in_order.flatMap((one, i) => {
    const next = in_order[i + 1]
    const elsewhere = next && next.terminal_id !== one.terminal_id && apart(one, next) <= WALK_MS
    return elsewhere ? [one, next] : []
  })
}

function apart(one: Incident, other: Incident): number {
  return Date.parse(other.at) - Date.parse(one.at)
}
