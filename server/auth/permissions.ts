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
const LENT = [
  'discount-more',
  'change-price',
  'refund',
  'refund-as-cash',
  'refund-without-slip',
  'void-sale',
  'open-drawer',
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

const RIGHTS: Record<Role, ReadonlySet<Right>> = {
  owner: new Set([
    ...COUNTER,
    ...LENT,
    ...GOODS,
    'see-today',
    'edit-settings',
    'export-data',
    'edit-staff',
    'edit-printers',
    'pair-terminal',
    'manage-backup',
    'restore-backup',
    'see-backup',
    'see-from-afar'
  ]),
  supervisor: new Set([...COUNTER, ...LENT, ...GOODS, 'see-today', 'edit-printers', 'see-backup']),
  cashier: new Set(COUNTER),
  stock: new Set(GOODS),
  technician: new Set(['edit-printers', 'pair-terminal', 'see-backup', 'restore-backup'])
}

/** Whether a role carries a right. What no line allows is refused. */
export function may(role: Role, right: Right): boolean {
  return RIGHTS[role].has(right)
}
