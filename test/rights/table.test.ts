import t from 'tap'
import { EVERY_RIGHT, LENT, RIGHT_GROUPS, RIGHTS } from '../../server/auth/permissions.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openBox } from '../shop.ts'
import { APPS } from './apps.ts'
import { ROLES, readRows } from './page.ts'
import { SCENES } from './scenes.ts'
import { asCells, askedInside, rowsOfBox, writeRows } from './table.ts'

/** Rights that open no address and are asked for by no deed, but decide what a page shows; and where that is tried. */
const SEEN_ON_PAGES: Record<string, string> = { 'see-expected': 'test/shifts/counting.test.ts' }

await t.test('What docs/rights.md says', async (t) => {
  const rows = await rowsOfBox(await openBox(t))
  if (process.env['LACI_WRITE_RIGHTS']) writeRows(rows)

  for (const [heading, wanted] of Object.entries(rows)) {
    await t.test(`is what the box does: ${heading}`, async (t) => {
      const said = readRows(heading).map(asCells)
      t.ok(wanted.length > 0)
      for (const row of wanted) {
        const is_open = row.endsWith('| anyone |')
        t.ok(
          said.includes(row),
          `Add under “## ${heading}” of docs/rights.md the row: ${row}   (${
            is_open
              ? 'by hand: it stands open to anyone'
              : 'LACI_WRITE_RIGHTS=1 tap test/rights/table.test.ts writes it; read what changed'
          })`
        )
      }
      for (const row of said) {
        t.ok(wanted.includes(row), `Take out of “## ${heading}” of docs/rights.md what is no more: ${row}`)
      }
      t.equal(new Set(said).size, said.length, 'and nothing twice')
    })
  }
})

await t.test('Every right', async (t) => {
  await t.test('is the owner’s, and stands in one group on a person’s page', async (t) => {
    const grouped = Object.values(RIGHT_GROUPS).flat()
    t.same([...grouped].sort(), [...EVERY_RIGHT].sort())
    for (const role of ROLES) {
      for (const right of RIGHTS[role])
        t.ok(EVERY_RIGHT.includes(right), `RIGHTS.owner lacks ${right}, of a ${role}`)
    }
  })

  await t.test('has plain words in both languages', async (t) => {
    for (const locale of ['id', 'en'] as const) {
      const { names } = wordsIn(locale).rights
      t.same(Object.keys(names).sort(), [...EVERY_RIGHT].sort())
      t.equal(new Set(Object.values(names)).size, EVERY_RIGHT.length, 'no two read alike')
    }
  })

  await t.test('is tried: at a door by the matrix, or inside a deed by a scene', async (t) => {
    const doors = new Set(APPS.flatMap(({ heading }) => readRows(heading)).map(([, door]) => door))
    for (const right of EVERY_RIGHT) {
      t.ok(
        doors.has(right) || right in SCENES || right in SEEN_ON_PAGES,
        `${right} is no address’s door: add a scene of it to SCENES in test/rights/scenes.ts`
      )
    }
  })

  await t.test('that a deed asks for itself can be lent, and there is a scene of its lending', async (t) => {
    for (const [right, files] of askedInside()) {
      t.ok((LENT as readonly string[]).includes(right), `${files} asks for ${right}: add it to LENT`)
      t.ok(
        right in SCENES,
        `${files} asks for ${right}: add a scene of it to SCENES in test/rights/scenes.ts`
      )
    }
    for (const right of LENT) t.ok(askedInside().has(right), `nobody asks for ${right}, which is in LENT`)
  })
})
