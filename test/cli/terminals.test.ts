import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { findTerminal } from '../../server/terminals/find-terminal.ts'
import { openBox, TILL } from '../shop.ts'
import { connected, listen, shownOut } from '../terminals/floor.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')

/** Runs `laci` on a shop's folder without holding up the box of the test. */
async function laci(data: string, args: string[], LANG = 'id_ID.UTF-8') {
  const child = spawn(LACI, args, {
    env: { ...process.env, LC_ALL: '', LANG, LACI_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = (await once(child, 'close')) as [number]
  const [stdout, stderr] = await said
  return { status, stdout, stderr }
}

t.test('laci terminals', async (t) => {
  const shop = await openBox(t)
  const { till, owner, terminal_id, printer_id } = await shop.setUp()
  const { data, store } = shop

  await t.test('lists every till, while the box runs', async (t) => {
    const { status, stdout } = await laci(data, ['terminals', '--json'])
    t.equal(status, 0)
    t.match(JSON.parse(stdout), [{ code: 'K1', name: TILL, signed_in: ['Siti Nurhaliza'], out_since: null }])
    t.match((await laci(data, ['terminals'])).stdout, /^KASIR +NAMA.*\nK1 +Kasir depan/)
    t.match((await laci(data, ['terminals'], 'en_GB.UTF-8')).stdout, /^TILL +NAME/)
  })

  await t.test('takes a device out while the box runs, screen and all', async (t) => {
    const screen = listen(t, shop, till)
    await connected(screen)
    const out = shownOut(screen)
    t.match(await laci(data, ['terminals', 'revoke', 'k1']), { status: 0, stdout: 'K1 dikeluarkan' })
    t.equal(await out, 'io server disconnect')
    t.match(await till.get('/till'), { goes: '/sign-in' })
    t.match(await laci(data, ['terminals', 'revoke', 'K1']), { status: 66, stderr: 'tanpa perangkat' })
    t.match(await laci(data, ['terminals', 'revoke', 'K9']), { status: 66, stderr: 'Tidak ada kasir K9' })
  })

  await t.test('and while it is stopped', async (t) => {
    await till.post('/sign-in/password', { name: 'Ibu Ratna', password: 'gudang garam 88' })
    await till.post('/till/pairing', { name: TILL, printer_id })
    t.match(findTerminal(store, terminal_id), { has_device: 1 })
    await owner.get('/')
    await shop.box.stop()
    t.match(await laci(data, ['terminals', 'revoke', 'K1']), { status: 0 })
    const again = await openBox(t, { data })
    t.match(findTerminal(again.store, terminal_id), { has_device: 0 })
  })

  await t.test('tells how it is asked, and that there is no shop', async (t) => {
    t.match(await laci(data, ['terminals', 'revoke']), { status: 64, stderr: 'Pakai: laci terminals' })
    t.match(await laci(data, ['terminals', '--all']), { status: 64 })
    t.match(await laci('/nowhere', ['terminals']), { status: 66, stderr: /\S/ })
  })
})
