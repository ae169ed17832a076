import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role } from '../../server/auth/tables.ts'

/** The page that says who may what. */
export const PAGE = join(import.meta.dirname, '../../docs/rights.md')

export const ROLES_HEADING = 'Rights by role'
export const ROLES: Role[] = ['owner', 'supervisor', 'cashier', 'stock', 'technician']

/** The rows of one table of `docs/rights.md`, each as its cells. */
export function readRows(heading: string): string[][] {
  const part =
    readFileSync(PAGE, 'utf8')
      .split(/^## /m)
      .find((text) => text.startsWith(`${heading}\n`)) ?? ''
  return [...part.matchAll(/^\| `(.*) \|$/gm)].map(([, row = '']) =>
    `\`${row}`.split(' | ').map((cell) => cell.replaceAll('`', ''))
  )
}

/** What the page says of a role. */
export function rightsInTable(role: Role): string[] {
  const at = 1 + ROLES.indexOf(role)
  return readRows(ROLES_HEADING).flatMap((row) => (row[at] === 'yes' ? [row[0]!] : []))
}
