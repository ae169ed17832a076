import type { Verdict } from '../../chain/harm.ts'
import type { Moment } from '../../values/clock.ts'
import type { State } from '../state/open-state.ts'
import { beginTrouble, endTrouble } from '../state/troubles.ts'

/** What is wrong with the ledger, by the name of its trouble. */
export const LEDGER_ALTERED = 'ledger-altered'

/** Has the light say that the ledger was altered, until all of it was found whole again. */
export function noteLedger(state: State, { harm, from }: Verdict, at: Moment): void {
  if (harm) beginTrouble(state, { kind: LEDGER_ALTERED, detail: JSON.stringify(harm), at })
  else if (from === 0) endTrouble(state, LEDGER_ALTERED, at)
}
