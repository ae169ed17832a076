import type { Incident, RadarFacts } from './facts.ts'

/** What the radar may find, the loudest first: what costs money for certain stands before what may be nothing. */
export const FINDINGS = [
  'reprint-refunded',
  'refund-as-cash',
  'money-given-back',
  'lent-pin',
  'refund-soon',
  'refund-without-slip',
  'cash-short',
  'given-up-late',
  'cash-one-sided',
  'cash-round',
  'price-by-hand',
  'discount-by-hand',
  'just-under-limit',
  'label-low',
  'kasbon-raised',
  'voucher-free',
  'points-corrected',
  'drawer-no-sale',
  'drawer-found-open',
  'reprints',
  'failed-pins',
  'out-of-hours',
  'clock-jump'
] as const

export type FindingCode = (typeof FINDINGS)[number]

/** Something out of the ordinary, with all that stands behind it. It accuses nobody. */
export interface Finding {
  code: FindingCode
  /** `reprints/<staff>`: the same as long as it is about the same thing. */
  key: string
  /** Whose; null for what is nobody's: a till, the clock. */
  staff_id: string | null
  terminal_id: string | null
  /** What its sentence says. */
  figures: Figures
  /** Newest first. */
  incidents: Incident[]
}

export interface Figures {
  count: number
  /** In the days before, as many as are looked at. */
  before: number
  amount_minor: number
  /** Out of so many sales; 0 where it has nothing to do with them. */
  of: number
  /** How many in so many sales would be usual here; null where the shop is too young to know. */
  usual: number | null
}

/** The finding of some incidents, newest first. */
export function finding(
  code: FindingCode,
  about: { staff_id?: string | null; terminal_id?: string | null },
  incidents: Incident[],
  figures: Partial<Figures> = {}
): Finding {
  const { staff_id = null, terminal_id = null } = about
  return {
    code,
    key: `${code}/${staff_id ?? terminal_id ?? ''}`,
    staff_id,
    terminal_id,
    figures: {
      count: incidents.length,
      before: 0,
      amount_minor: incidents.reduce((sum, { amount_minor }) => sum + (amount_minor ?? 0), 0),
      of: 0,
      usual: null,
      ...figures
    },
    incidents: incidents.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
  }
}

/** A rule: looks at the facts alone, and says what is out of the ordinary. */
export type Rule = (facts: RadarFacts) => Finding[]
