import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { countFrames } from '../../server/db/count-frames.ts'
import { openStore } from '../../server/db/open.ts'

await t.test('The write-ahead log', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'laci-log-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'laci.db')
  const store = await openStore(path)
  t.teardown(() => store.close())
  const write = (times: number) =>
    store.sqlite.exec(
      `begin; create table if not exists notes (text); ${'insert into notes values (randomblob(9000));'.repeat(times)} commit`
    )
  /** As SQLite itself counts: how many pages the log holds, and how many of them the file has already. */
  const pages = () => {
    const [{ log, checkpointed }] = store.sqlite.pragma('wal_checkpoint(noop)') as [
      { log: number; checkpointed: number }
    ]
    return { log, checkpointed }
  }

  await t.test('that was never written holds nothing', async (t) => {
    t.equal(countFrames(join(folder, 'none-wal')), 0)
    t.equal(countFrames(`${path}-wal`), 0)
  })

  await t.test('is counted as SQLite counts it', async (t) => {
    write(50)
    t.ok(pages().log > 100)
    t.equal(countFrames(`${path}-wal`), pages().log)
  })

  await t.test('begins anew once the store has ended it, however long its file stays', async (t) => {
    const before = countFrames(`${path}-wal`)
    store.endLog()
    t.equal(pages().checkpointed, before)

    write(1)

    t.ok(pages().log < before)
    t.equal(countFrames(`${path}-wal`), pages().log)
  })
})
