import t from 'tap'
import { findNeeded, type Parents } from '../../server/backup/care/needed.ts'
import { planRetention } from '../../server/backup/care/plan-retention.ts'
import type { GenerationFiles } from '../../server/backup/engine/spool-reader.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-22T12:00:00.000Z')

/** A generation by its name, that began and ended so many days ago with these segments, one pack a day. */
function generation(
  name: string,
  {
    began,
    ended,
    from,
    to,
    snapshot = false
  }: Record<'began' | 'ended' | 'from' | 'to', number> & { snapshot?: boolean }
): GenerationFiles {
  const days = began - ended + 1
  const step = Math.ceil((to - from + 1) / days)
  const packs = Array.from({ length: days }, (_, day) => ({
    file: `log/${name}-${day}.lac`,
    from: from + day * step,
    to: Math.min(to, from + (day + 1) * step - 1),
    at: NOW - (began - day) * DAY_MS,
    has_point: false,
    bytes: 1000
  })).filter((pack) => pack.from <= pack.to)
  const part = {
    seq: from - 1,
    part: 1,
    is_last: true,
    at: NOW - began * DAY_MS,
    bytes: 9000,
    file: `snapshot/${name}.lac`
  }
  return {
    name: { epoch: 1, began: NOW - began * DAY_MS, generation: name },
    packs,
    parts: snapshot ? [part] : []
  }
}

const PARENTS: Parents = new Map([
  ['oldest', null],
  ['base', { generation: 'oldest', seq: 100 }],
  ['left', { generation: 'base', seq: 150 }],
  ['middle', { generation: 'base', seq: 140 }],
  ['now', { generation: 'middle', seq: 300 }]
])

const oldest = generation('oldest', { began: 200, ended: 121, from: 2, to: 100, snapshot: true })
const base = generation('base', { began: 120, ended: 100, from: 101, to: 200, snapshot: true })
/** A line that was left when the shop was taken back to before it. */
const left = generation('left', { began: 99, ended: 95, from: 151, to: 180 })
const middle = generation('middle', { began: 94, ended: 40, from: 141, to: 300 })
const now = generation('now', { began: 39, ended: 0, from: 301, to: 400 })
const ALL = [oldest, base, left, middle, now]
const SINCE = NOW - 35 * DAY_MS

t.test('What the last days stand on is needed, back to the picture and no further', async (t) => {
  const needed = findNeeded(ALL, PARENTS, SINCE)!
  t.same([...needed.keys()].toSorted(), ['base', 'middle', 'now'])
  t.equal(needed.get('now'), Number.POSITIVE_INFINITY)
  t.equal(needed.get('middle'), 300, 'all of what the newest goes on from')
  t.equal(needed.get('base'), 140, 'and of the one before only what it goes on from')
})

t.test('A line that was left is needed as long as its days are kept', async (t) => {
  const needed = findNeeded(ALL, PARENTS, NOW - 97 * DAY_MS)!
  t.equal(needed.get('left'), Number.POSITIVE_INFINITY)
  t.equal(needed.get('base'), 150, 'up to where the furthest of its lines left it')
})

t.test('Where somebody does not say where it comes from, all is needed', async (t) => {
  const silent = new Map([...PARENTS].filter(([name]) => name !== 'middle'))
  t.equal(findNeeded(ALL, silent, SINCE), undefined)
  t.same(planRetention(facts({ parents: silent })), [], 'and nothing goes')
})

t.test('A newest that is old is needed all the same', async (t) => {
  t.same([...findNeeded([oldest, base], PARENTS, NOW)!.keys()], ['base'])
})

t.test('What goes is what nothing that stays stands on', async (t) => {
  const spare = planRetention(facts({}))
  const of = (name: string) => spare.filter(({ generation }) => generation === name).map(({ file }) => file)
  t.equal(of('oldest').filter((file) => file.startsWith('log/')).length, oldest.packs.length)
  t.ok(
    base.packs.filter(({ from }) => from <= 140).every(({ file }) => !of('base').includes(file)),
    'each pack that the newest line goes through stays'
  )
  t.same(of('middle'), [])
  t.same(of('now'), [])
  t.equal(
    of('left').length,
    left.packs.length,
    'the line that was left goes, for it is older than what is kept'
  )
  t.notOk(of('base').includes('snapshot/base.lac'))
})

t.test('Nothing goes of a line that this box does not know, nor where too little was proven', async (t) => {
  t.same(
    planRetention(facts({ known: new Set(['base', 'middle', 'now']) }))
      .map(({ generation }) => generation)
      .filter((name) => name === 'oldest' || name === 'left'),
    []
  )
  t.same(planRetention(facts({ proven: new Set(['base']) })), [])
})

function facts(some: Partial<Parameters<typeof planRetention>[0]>): Parameters<typeof planRetention>[0] {
  return {
    generations: ALL,
    parents: PARENTS,
    known: new Set(ALL.map(({ name }) => name.generation)),
    proven: new Set(['oldest', 'base']),
    keep: { days: 35, weeks: 8, months: 18, years: 10 },
    now: NOW,
    zone: 'Asia/Jakarta',
    ...some
  }
}
