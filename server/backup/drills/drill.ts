import type { LedgerHash } from '../../ledger/hash-ledger.ts'
import type { Moment } from '../../values/clock.ts'
import type { Certificate } from '../proof/certificate.ts'
import type { StepName } from '../proof/proof.ts'
import type { RestoreFaultKind } from '../restore/fault.ts'

/** What a drill found that should not be so. */
export type DrillFault =
  /** Nothing is there to restore from. */
  | { kind: 'nothing-there' }
  /** A file, or what it should have held, is not what was put there; '' for no file in particular. */
  | { kind: 'stored'; fault: RestoreFaultKind; name: string; seq: number; detail: string }
  /** What came out does not prove. */
  | { kind: 'not-proven'; steps: StepName[] }
  /** What the place had said it has is not there: it ends at one segment, and was to go up to another. */
  | { kind: 'lost'; has: number; had: number }
  /** The ledger of the shop is not the one that was restored, as far as that goes. */
  | { kind: 'ledger-differs'; last_no: number }
  /** The ledger of the shop is not what it was when it was last proven, as far as it went then. */
  | { kind: 'ledger-rewritten'; last_no: number; proven_at: Moment }

/** A certificate, and what else the drill of a place came to. */
export interface DrillCertificate extends Certificate {
  drill: {
    faults: DrillFault[]
    /** When the newest sale in it was made; null when it holds none. */
    newest_sale_at: Moment | null
    /** How many sales of the shop are not in it: what would be lost if this place were all there is. */
    sales_missing: number
    /** The ledger as it was restored, for the next drill to hold the shop against. */
    ledger: LedgerHash | null
  }
}

/** How a drill ended. */
export type DrillResult =
  | {
      outcome: 'tried'
      certificate: DrillCertificate
      /** The generation whose snapshot it stood on; null when nothing was restored. */
      stood_on: string | null
    }
  /** It could not be tried, which says nothing about what lies there. */
  | { outcome: 'away' | 'no-room' | 'cancelled'; detail: string }

/** Whether it proved that the shop can be had back from there: all of it, and nothing else. */
export function isProven({ proof, drill }: DrillCertificate): boolean {
  return proof.ok && drill.faults.length === 0
}
