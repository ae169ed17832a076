import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { openTransport } from '../../server/printing/transports/open-transport.ts'
import { carry } from '../printer/carry.ts'

await t.test('A printer of files on a full disk waits until there is room', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'laci-full-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', data])
  t.teardown(() => {
    execFileSync('umount', [data])
    rmdirSync(data)
  })
  const printer = openTransport({ transport: 'file', address: 'struk' }, { data })
  const print = () => carry(printer, Buffer.from('a slip'), new AbortController().signal)
  const photos = join(data, 'photos')
  writeFileSync(photos, Buffer.alloc(2_500_000))

  t.same(await print(), { outcome: 'not-started', reason: 'disk-full' })
  t.same(readdirSync(join(data, 'printed/struk')), [])
  rmSync(photos)
  t.match(await print(), { outcome: 'delivered' })
  t.equal(readdirSync(join(data, 'printed/struk')).length, 1)
})
