import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openDestination } from '../../server/backup/destinations/open-destination.ts'
import { newId } from '../../server/values/id.ts'
import { openBox } from '../shop.ts'

/** Files under a folder, by their paths in it. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

async function shopWithFolder(t: Test) {
  const box = await openBox(t)
  await box.setUp()
  const place = join(t.testdir(), 'nas')
  mkdirSync(place)
  return { ...box, place, destination_id: newId() }
}

t.test('What was recorded is in the folder a moment later', async (t) => {
  const { box, place, destination_id } = await shopWithFolder(t)
  const { backup, store, clock } = box.shop
  await openDestination({ kind: 'folder', path: place }, {}).prepare()
  store.sqlite
    .prepare('insert into destinations values (?, ?, ?, ?, null, 0, ?, null)')
    .run(destination_id, 'NAS', 'folder', JSON.stringify({ kind: 'folder', path: place }), clock.now())
  backup.readTargets()
  const seq = await backup.engine.flush()
  await new Promise<void>((resolve) => {
    const stop = backup.courier.onSaid((said) => {
      if (said.type === 'reach' && said.reach.waiting_bytes === 0 && said.reach.safe_until) {
        stop()
        resolve()
      }
    })
    backup.courier.go()
  })
  const files = filesIn(place)
  t.ok(files.some((file) => file.includes(`-${String(seq).padStart(12, '0')}-`)))
  t.ok(files.some((file) => /snapshot\/.*-end-/.test(file)))
  for (const file of files) t.notMatch(readFileSync(join(place, file), 'latin1'), /Siti|Makmur|sale_lines/)
})
