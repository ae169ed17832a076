import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openStore } from '../../server/db/open.ts'
import type { Tx } from '../../server/db/prepare.ts'
import type { Store } from '../../server/db/store.ts'
import { type By, record } from '../../server/events/record.ts'
import { Refusal } from '../../server/refusal.ts'
import { plugIn } from '../process.ts'

const BY: By = { at: '2026-11-22T05:00:00.000Z', staff_id: null, terminal_id: null, request_id: null }

t.test('Deeds asked for together', async (t) => {
  const store = await open(t)

  await t.test('share one commit, and one of them refused takes nothing from the others', async (t) => {
    let commits = 0
    const off = store.onCommit(() => commits++)
    const answers = await Promise.allSettled([
      store.commit((tx) => note(tx, 'first')),
      store.commit((tx) => {
        note(tx, 'second')
        throw new Refusal('basket/empty')
      }),
      store.commit((tx) => note(tx, 'third'))
    ])
    off()
    t.same(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled']
    )
    t.equal(commits, 1)
    t.same(notes(store), ['first', 'third'])
  })

  await t.test('see what those before them wrote', async (t) => {
    const counts = await Promise.all(
      [1, 2, 3].map(() =>
        store.commit((tx) => {
          note(tx, 'more')
          return notes(tx).length
        })
      )
    )
    t.same(counts, [3, 4, 5])
  })

  await t.test('are all answered, however many there are', async (t) => {
    const before = notes(store).length
    await Promise.all(Array.from({ length: 500 }, () => store.commit((tx) => note(tx, 'many'))))
    t.equal(notes(store).length, before + 500)
  })
})

t.test('A disk without room', async (t) => {
  const store = await open(t)
  const pages = store.sqlite.pragma('page_count', { simple: true }) as number

  await t.test(
    'refuses the deed in words, keeps nothing of it, and sells again when there is room',
    async (t) => {
      store.sqlite.pragma(`max_page_count = ${pages}`)
      const big = store.commit((tx) => {
        for (let i = 0; i < 2000; i++) note(tx, 'x'.repeat(400))
      })
      await t.rejects(big, { code: 'box/disk-full' })
      t.same(notes(store), [])
      t.equal(store.halted, undefined)

      store.sqlite.pragma('max_page_count = 1000000')
      await store.commit((tx) => note(tx, 'room again'))
      t.same(notes(store), ['room again'])
    }
  )
})

t.test('A box that was told to close', async (t) => {
  const store = await open(t)
  const late = store.commit((tx) => note(tx, 'late'))
  store.close()
  await t.rejects(late, { code: 'box/halted' }, 'refuses what still waits, so that the till asks again')
  await t.rejects(
    store.commit(() => null),
    { code: 'box/halted' }
  )
})

t.test('A shop has one writer', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'laci-claim-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'laci.db')
  const box = await plugIn(t, folder)

  await t.test('so a second box on its data is told so, and touches nothing', async (t) => {
    await t.rejects(openStore(path), { name: 'TakenError' })
  })

  await t.test('and a box that was killed is not in the way', async (t) => {
    await box.kill()
    const store = await openStore(path)
    store.close()
    t.pass('it opens')
  })
})

t.test('What happened', async (t) => {
  const store = await open(t)
  await store.commit((tx) => note(tx, 'fact'))
  for (const change of ["update events set type = 'other'", 'delete from events']) {
    await t.rejects(
      store.commit((tx) => tx.sqlite.exec(change)),
      /never/,
      `stays as it was written: ${change}`
    )
  }
})

async function open(t: Test): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'laci-store-'))
  const store = await openStore(join(folder, 'laci.db'))
  t.teardown(() => {
    if (store.sqlite.open) store.close()
    rmSync(folder, { recursive: true })
  })
  return store
}

function note(tx: Tx, text: string): void {
  record(tx, BY, { type: 'setting.changed', subject_id: text })
}

function notes({ sqlite }: { sqlite: Store['sqlite'] }): unknown[] {
  return sqlite.prepare('select subject_id from events order by event_id').pluck().all()
}
