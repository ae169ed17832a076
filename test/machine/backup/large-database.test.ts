import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { spoolFolder } from '../../../server/backup/engine/resume.ts'
import { sumOfFile } from '../../../server/backup/objects/page-sum.ts'
import { rebuild } from '../../backup/engine/rebuild.ts'
import { openWorkbench } from '../../backup/engine/workbench.ts'

/** SQLite locks bytes of this page, the first past 1 GiB, and never writes it (file format, section 1.4). */
const LOCK_PAGE = 262_145

t.test('A database that grows past 1 GiB is recorded, without the page that SQLite leaves out', async (t) => {
  const bench = await openWorkbench(t)
  await bench.reopen(() => lengthen(bench.database, LOCK_PAGE - 20))
  const engine = bench.start()
  while (engine.snapshot_progress !== undefined) engine.tick()
  for (let seed = 1; seed <= 6; seed++) {
    await bench.change(seed, 12)
    engine.flush()
  }
  engine.shortenInPause()
  await bench.change(7)
  engine.flush()
  const pages = bench.store.sqlite.pragma('page_count', { simple: true }) as number
  t.ok(pages > LOCK_PAGE + 20)
  const into = join(bench.folder, 'rebuilt.db')
  const { meta } = rebuild(spoolFolder(join(bench.folder, 'backups')), bench.key, into)
  await bench.reopen()
  t.same(sumOfFile(bench.database, 4096), { pages, sum: meta.s })
  const next = bench.start()
  t.match(
    bench.said.findLast(({ type }) => type === 'resumed'),
    { found: { pages: 0 } }
  )
  await bench.change(8)
  next.flush()
  t.equal(next.is_blind, false)
})

/** Makes a database so many pages long, as if all of them had been used and freed of their content. */
function lengthen(path: string, pages: number): void {
  const handle = openSync(path, 'r+')
  const head = Buffer.alloc(100)
  readSync(handle, head, 0, 100, 0)
  head.writeUInt32BE(pages, 28)
  writeSync(handle, head, 0, 100, 0)
  ftruncateSync(handle, pages * 4096)
  closeSync(handle)
}
