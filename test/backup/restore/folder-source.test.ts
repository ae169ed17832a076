import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { folderSource } from '../../../server/backup/restore/folder-source.ts'
import { openBox } from '../../shop.ts'
import { fails } from '../destinations/rules.ts'

const STORE = `laci/${'0'.repeat(32)}`

t.test('Of a strange stick only files of the backup are read', async (t) => {
  const stick = t.testdir()
  const source = folderSource(stick)
  const put = (name: string): string => {
    mkdirSync(join(stick, STORE), { recursive: true })
    return join(stick, STORE, name)
  }
  writeFileSync(put('sound'), 'sound')
  t.equal(String(await source.get(`${STORE}/sound`)), 'sound')

  await t.test('no link leads out of it', async (t) => {
    symlinkSync('/etc/hostname', put('link'))
    t.same(
      (await source.list('laci')).map(({ name }) => name),
      [`${STORE}/sound`]
    )
    await fails(t, source.get(`${STORE}/link`), 'missing')
  })

  await t.test('no name leads out of it', async (t) => {
    for (const name of ['../secret', '/etc/hostname', `${STORE}/../../../x`])
      await fails(t, source.get(name), 'nonsense')
  })

  await t.test('no file is so large that the box runs out of memory', async (t) => {
    writeFileSync(put('large'), '')
    truncateSync(put('large'), 8e9)
    await fails(t, source.get(`${STORE}/large`), 'missing')
  })
})

t.test(
  'A place to restore from is a whole path, not one that depends on where the box was started',
  async (t) => {
    const box = await openBox(t)
    const { owner } = await box.setUp()
    for (const path of ['.', 'backups', '../stick', '', '/media/a\nb']) {
      const { status, text } = await owner.post('/backup/restore', {
        place_id: 'path',
        path,
        passphrase: 'x'
      })
      t.equal(status, 404, JSON.stringify(path))
      t.match(text, 'Tidak ada cadangan', JSON.stringify(path))
    }
  }
)
