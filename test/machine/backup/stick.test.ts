import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { findSticks } from '../../../server/backup/destinations/find-sticks.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { claimStick } from '../../../server/backup/destinations/stick.ts'
import { fails, keepsTheRules } from '../../backup/destinations/rules.ts'
import { FILE_SYSTEMS, plugIn } from './sticks.ts'

const WRITER = join(import.meta.dirname, '../../backup/destinations/writer.ts')
const YANKS = 6

for (const file_system of FILE_SYSTEMS) {
  await t.test(`A stick with ${file_system}`, async (t) => {
    const path = `/media/laci ${file_system} ${process.pid}`
    const stick = await plugIn(t, file_system, path)
    const stick_id = `stick-${file_system}`
    const address = { kind: 'stick', stick_id } as const
    const options = { patience_ms: 10_000 }
    await claimStick(path, { stick_id, store_id: 'shop-1' })

    await t.test('is found, with its room', async (t) => {
      const found = (await findSticks()).find((one) => one.path === path)
      t.match(found, { stick_id, store_id: 'shop-1', read_only: false })
      t.ok(found && found.bytes > 100e6 && found.free_bytes > 100e6 && found.free_bytes <= found.bytes)
      t.match(found?.file_system, /^(ext4|fuse.*)$/)
    })

    await keepsTheRules(t, {
      address,
      secret: {},
      options,
      nowhere: { address: { kind: 'stick', stick_id: 'another' }, kind: 'away' }
    })

    await t.test('pulled at any moment keeps what it kept, and shows no half of a file', async (t) => {
      const kept: string[] = []
      const place = openDestination(address, {}, options)
      for (let round = 0; round < YANKS; round++) {
        const args = [WRITER, JSON.stringify(address), JSON.stringify(options)]
        const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
        const said = text(writer.stdout)
        await once(writer.stdout, 'data')
        await new Promise((go) => setTimeout(go, 30 + 200 * Math.random()))
        await stick.yank()
        const [lines] = await Promise.all([said, once(writer, 'exit')])
        t.match(lines, /\naway: .*\n$/, 'whoever was writing hears that it is away')
        await fails(t, place.list(''), 'away')
        t.same(filesIn(path), [], 'and no file is written where it was')
        kept.push(...(lines.match(/^kept\/.*$/gm) ?? []))

        await stick.plug()
        const found = await place.list('')
        const names = found.map(({ name }) => name)
        t.same(
          kept.filter((name) => !names.includes(name)),
          []
        )
        for (const name of names) t.ok((await place.get(name)).equals(Buffer.alloc(2_000_000, name)), name)
        if (kept.length > 20) for (const name of kept.splice(0)) await place.delete(name)
      }
    })

    const { helper } = stick
    if (helper) {
      await t.test(
        'that hangs is away, is not asked again meanwhile, and is there when it is back',
        async (t) => {
          const place = openDestination(address, {}, { ...options, patience_ms: 500 })
          helper.kill('SIGSTOP')
          await fails(t, place.put('a.file', Buffer.from('a')), 'away')
          for (let i = 0; i < 10; i++) await fails(t, place.get('a.file'), 'away')
          helper.kill('SIGCONT')
          await new Promise((go) => setTimeout(go, 2000))
          await place.put('a.file', Buffer.from('a'))
          t.same(await place.get('a.file'), Buffer.from('a'))
        }
      )
    }
  })
}

function filesIn(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
