import type { Role } from './tables.ts'

/** Something one may be allowed to do. Each route names the one it needs. */
export type Right =
  | 'sell'
  /** Take more off by hand than the own role's limit allows, up to the limit of whoever allows it. */
  | 'discount-more'
  /** Set another price by hand than the item's own. */
  | 'change-price'
  /** Take back goods of a sale, in part or whole. */
  | 'refund'
  /** Give cash back for what was not paid in cash. */
  | 'refund-as-cash'
  | 'refund-without-slip'
  /** Undo a whole sale right after it was made. */
  | 'void-sale'
  /** Open the drawer where nothing is sold, with a reason. */
  | 'open-drawer'
  /** Take cash out of the drawer; anybody who sells may put some in. */
  | 'move-cash'
  /** See what a drawer should hold before it is counted. */
  | 'see-expected'
  /** Close a shift that somebody else left open, from wherever one is. */
  | 'close-shift-of-others'
  | 'see-customers'
  | 'edit-customers'
  /** Let somebody owe more than their limit. */
  | 'exceed-debt-limit'
  | 'set-debt-limits'
  /** Put points right, say whose prices hold for a customer, and forget one at their wish. */
  | 'manage-customers'
  | 'take-payments'
  | 'give-deposits-back'
  | 'issue-vouchers'
  | 'make-orders'
  | 'edit-promotions'
  | 'see-sales'
  | 'see-today'
  | 'see-items'
  | 'edit-items'
  | 'edit-settings'
  /** Take the shop's data out of the box, as files. */
  | 'export-data'
  | 'edit-staff'
  | 'edit-printers'
  /** Print price tags and labels for goods. */
  | 'print-labels'
  | 'pair-terminal'
  /** Bring the shop back from its backup, or take it back to an earlier moment. */
  | 'restore-backup'
  /** Set up the backup, and hold what opens it. */
  | 'manage-backup'
  /** See how it stands with the backup, and have it sent now. */
  | 'see-backup'
  /** Look at the shop from afar, by the owner's door; it takes a second step besides. */
  | 'see-from-afar'
  /** See what is out of the ordinary, and who did it: nobody sees that of others but the owner. */
  | 'see-radar'
  /** See whether anybody altered the ledger behind Laci's back, and have it verified. */
  | 'verify-ledger'
  /** See how the box itself fares, and take out the file for whoever helps. */
  | 'see-doctor'

const COUNTER: Right[] = [
  'sell',
  'see-items',
  'see-sales',
  'see-customers',
  'edit-customers',
  'take-payments',
  'make-orders'
]
/** What somebody at a counter asks a supervisor for. */
export const LENT = [
  'discount-more',
  'change-price',
  'refund',
  'refund-as-cash',
  'refund-without-slip',
  'void-sale',
  'open-drawer',
  'move-cash',
  'exceed-debt-limit',
  'set-debt-limits',
  'manage-customers',
  'give-deposits-back',
  'issue-vouchers',
  'edit-promotions'
] as const satisfies Right[]

/** A right that is asked for by PIN on the spot. */
export type LentRight = (typeof LENT)[number]

const GOODS: Right[] = ['see-items', 'edit-items', 'print-labels']

/** What each role carries; `docs/rights.md` says it for people, and a test holds it against this. */
export const RIGHTS: Record<Role, ReadonlySet<Right>> = {
  owner: new Set([
    ...COUNTER,
    ...LENT,
    ...GOODS,
    'see-today',
    'see-expected',
    'close-shift-of-others',
    'edit-settings',
    'export-data',
    'edit-staff',
    'edit-printers',
    'pair-terminal',
    'manage-backup',
    'restore-backup',
    'see-backup',
    'see-from-afar',
    'see-radar',
    'verify-ledger',
    'see-doctor'
  ]),
  supervisor: new Set([
    ...COUNTER,
    ...LENT,
    ...GOODS,
    'see-today',
    'see-expected',
    'close-shift-of-others',
    'edit-printers',
    'see-backup'
  ]),
  cashier: new Set(COUNTER),
  stock: new Set(GOODS),
  technician: new Set([
    'edit-printers',
    'pair-terminal',
    'see-backup',
    'restore-backup',
    'verify-ledger',
    'see-doctor'
  ])
}

/** Every right there is: an owner has all of them. */
export const EVERY_RIGHT: readonly Right[] = [...RIGHTS.owner]

const GROUPED = new Set<Right>([...COUNTER, ...LENT, ...GOODS])

/** Every right once, as they are shown to whoever gives them. */
export const RIGHT_GROUPS = {
  counter: COUNTER.filter((right) => !GOODS.includes(right)),
  lent: LENT,
  goods: GOODS,
  shop: EVERY_RIGHT.filter((right) => !GROUPED.has(right))
} as const satisfies Record<string, readonly Right[]>

/** What decides what somebody may. */
export interface Rightful {
  role: Role
  /** What was given to them alone and what was taken from them, `+refund,-sell`; null: nothing, all is as the role says. */
  singles: string | null
}

/** Whether somebody may do something: by their role, unless it was said otherwise of them. What no line allows is refused. */
export function may({ role, singles }: Rightful, right: Right): boolean {
  const own = singles?.split(',') ?? []
  if (own.includes(`-${right}`)) return false
  return own.includes(`+${right}`) || RIGHTS[role].has(right)
}

/** All that somebody may. */
export function rightsOf(person: Rightful): Right[] {
  return EVERY_RIGHT.filter((right) => may(person, right))
}

/** Whether a word is the name of a right. */
export function isRight(word: string): word is Right {
  return (EVERY_RIGHT as readonly string[]).includes(word)
}
