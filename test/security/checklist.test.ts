import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const ROOT = join(import.meta.dirname, '../..')
/** How many requirements OWASP ASVS 5.0.0 has at its levels 1 and 2. */
const REQUIREMENTS = { 1: 70, 2: 183 }
/** A reason is a sentence, not a word. */
const SHORTEST_REASON = 12

interface Line {
  id: string
  level: 1 | 2
  standing: string
  reason: string
}

const LINE = /^\| (\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| \*\*(proven|by design|not here|open)\*\*: ([^|]+) \|$/

t.test('The checklist of the security standard is whole, and what it names is there', async (t) => {
  const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')
  const rows = text.split('\n').filter((row) => /^\| \d+\.\d+\.\d+ /.test(row))
  const lines = rows.map(read)
  t.equal(new Set(lines.map(({ id }) => id)).size, lines.length, 'each requirement once')
  for (const level of [1, 2] as const)
    t.equal(lines.filter((line) => line.level === level).length, REQUIREMENTS[level], `level ${level}`)

  for (const { id, standing, reason } of lines) {
    const named = [...reason.matchAll(/`((?:test|server|docs|views)\/[^`]+)`/g)].map(([, path]) => path!)
    if (standing === 'proven')
      t.ok(named.some((path) => path.startsWith('test/')) || /`knip`/.test(reason), `${id} names a test`)
    else t.ok(reason.length >= SHORTEST_REASON, `${id} says why`)
    for (const path of named) t.ok(isThere(path), `${id}: ${path} is there`)
  }
  const counts = Object.groupBy(lines, ({ standing }) => standing)
  const told = Object.entries(counts).map(([standing, of]) => `${of?.length} ${standing}`)
  t.comment(`OWASP ASVS 5.0.0, levels 1 and 2: ${told.join(', ')}`)
  // What is missing is decided one by one, never by the way.
  t.same(
    counts['open']?.map(({ id }) => id),
    ['3.4.1', '6.2.12', '12.2.2', '12.3.1', '13.2.5', '15.2.1']
  )
})

function read(row: string): Line {
  const [, id, level, standing, reason] = LINE.exec(row) ?? []
  if (!id || !standing || !reason) throw new Error(`not a line of the checklist: ${row}`)
  return { id, level: Number(level) as 1 | 2, standing, reason }
}

function isThere(path: string): boolean {
  return path.includes('*') ? globSync(path, { cwd: ROOT }).length > 0 : existsSync(join(ROOT, path))
}
