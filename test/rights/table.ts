import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EVERY_RIGHT, RIGHTS } from '../../server/auth/permissions.ts'
import type { TestBox } from '../shop.ts'
import { APPS, type App } from './apps.ts'
import { PAGE, ROLES, ROLES_HEADING, readRows } from './page.ts'

const root = join(import.meta.dirname, '../..')

const ASKED_HEADING = 'What a deed asks for itself'

/** What the box really does, as rows of the page. */
export async function rowsOfBox(shop: TestBox): Promise<Record<string, string[]>> {
  const doors = await Promise.all(
    APPS.map(async (app): Promise<[string, string[]]> => [app.heading, await doorRows(shop, app)])
  )
  return {
    [ROLES_HEADING]: EVERY_RIGHT.map((right) =>
      asRow([`\`${right}\``, ...ROLES.map((role) => (RIGHTS[role].has(right) ? 'yes' : '-'))])
    ),
    ...Object.fromEntries(doors),
    [ASKED_HEADING]: [...askedInside()].map(([right, files]) =>
      asRow([`\`${right}\``, files.map((file) => `\`${file}\``).join(', ')])
    )
  }
}

async function doorRows(shop: TestBox, { list }: App): Promise<string[]> {
  const found = await list(shop)
  return found.map(({ method, url, door }) => asRow([`\`${method} ${url}\``, door])).sort(byAddress)
}

/** Pages before what changes something would tear apart what belongs together: by address, then by method. */
function byAddress(a: string, b: string): number {
  const key = (row: string) => row.replace(/^\| `(\w+) ([^`]*)`.*/, '$2 $1')
  return key(a) < key(b) ? -1 : 1
}

/** Every right that a deed asks for by itself, and in which files. */
export function askedInside(): Map<string, string[]> {
  const asked = new Map<string, Set<string>>()
  for (const file of globSync('server/**/*.ts', { cwd: root }).sort()) {
    if (file === 'server/auth/allow.ts') continue // where the asking itself stands
    const text = readFileSync(join(root, file), 'utf8')
    const asks = text.matchAll(
      /\ballow\(\s*(?:tx|reader)\b[^']*'([a-z-]+)'|'right\/ask', \{ right: '([a-z-]+)'/g
    )
    for (const [, by_allow, by_hand] of asks) {
      const right = (by_allow ?? by_hand)!
      asked.set(right, (asked.get(right) ?? new Set()).add(file))
    }
  }
  return new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1)).map(([right, files]) => [right, [...files]]))
}

/** Writes the page's tables anew; a door that stands open to anyone is never written by itself. */
export function writeRows(rows: Record<string, string[]>): void {
  let page = readFileSync(PAGE, 'utf8')
  for (const [heading, wanted] of Object.entries(rows)) {
    const known = new Set(readRows(heading).map(asCells))
    const lines = wanted.filter((row) => !row.endsWith('| anyone |') || known.has(row))
    page = page.replace(
      new RegExp(`(## ${heading}\\n[\\s\\S]*?\\|(?: ?-+ ?\\|)+\\n)(?:\\|.*\\n)*`),
      (_, head: string) => `${head}${lines.map((line) => `${line}\n`).join('')}`
    )
  }
  writeFileSync(PAGE, page)
}

/** A row as it stands in the page. */
export function asCells([first = '', ...rest]: string[]): string {
  return asRow([`\`${first}\``, ...rest.map((cell) => (cell.startsWith('server/') ? quoted(cell) : cell))])
}

function quoted(files: string): string {
  return files
    .split(', ')
    .map((file) => `\`${file}\``)
    .join(', ')
}

function asRow(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}
