import type { Role } from './tables.ts'

/** Something one may be allowed to do. Each route names the one it needs. */
export type Right =
  | 'sell'
  | 'see-sales'
  | 'see-today'
  | 'see-items'
  | 'edit-items'
  | 'edit-settings'
  | 'edit-staff'
  | 'edit-printers'
  | 'pair-terminal'

const COUNTER: Right[] = ['sell', 'see-items', 'see-sales']
const GOODS: Right[] = ['see-items', 'edit-items']

const RIGHTS: Record<Role, ReadonlySet<Right>> = {
  owner: new Set([
    ...COUNTER,
    ...GOODS,
    'see-today',
    'edit-settings',
    'edit-staff',
    'edit-printers',
    'pair-terminal'
  ]),
  supervisor: new Set([...COUNTER, ...GOODS, 'see-today', 'edit-printers']),
  cashier: new Set(COUNTER),
  stock: new Set(GOODS),
  technician: new Set(['edit-printers', 'pair-terminal'])
}

/** Whether a role carries a right. What no line allows is refused. */
export function may(role: Role, right: Right): boolean {
  return RIGHTS[role].has(right)
}
