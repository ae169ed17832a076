import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openDestination } from '../../server/backup/destinations/open-destination.ts'
import { stickCommand } from '../../server/cli/stick.ts'
import { openReader } from '../../server/db/open.ts'
import { sealBoxSettings } from '../../server/rescue/box-settings.ts'
import { findPrinters } from '../../server/rescue/find-printers.ts'
import { putSet } from '../../server/rescue/put-set.ts'
import { headCode } from '../../server/values/head-code.ts'
import { openSafeShop, PASSPHRASE, until } from '../backup/safe-shop.ts'
import { openSockets } from '../printing/plugs.ts'

/** Runs a command as RESTORE does, on a machine where no shop is. */
async function run(args: string[], env: Record<string, string> = {}) {
  const said: string[] = []
  const refused: string[] = []
  const code = await stickCommand(args, {
    out: (text) => said.push(text),
    err: (text) => refused.push(text),
    env: { LACI_DATA: '/nowhere', LANG: 'id_ID.UTF-8', LACI_PASSPHRASE: PASSPHRASE, ...env }
  })
  return { code, said: said.join('\n'), refused: refused.join('\n') }
}

t.test('A shop comes back from its rescue stick, step by step', async (t) => {
  const { stick, head } = await openRescueStick(t)
  const home = mkdtempSync(join(tmpdir(), 'laci-rescued-'))
  t.teardown(() => rmSync(home, { recursive: true, force: true }))
  const [opened, data] = [join(home, 'opened'), join(home, 'data')]

  await t.test('the passphrase opens how the box ran, and a wrong one nothing', async (t) => {
    const wrong = await run(['open', stick, '--into', opened], { LACI_PASSPHRASE: 'bukan ini' })
    t.equal(wrong.code, 77)
    t.match(wrong.refused, /salah/)
    t.throws(() => readdirSync(opened))
    t.equal((await run(['open', stick, '--into', opened])).code, 0)
    t.equal(
      readFileSync(join(opened, 'laci.env'), 'utf8'),
      'LACI_HOST=0.0.0.0\nLACI_NAMES=kasir.toko\n',
      'an address that this machine lacks is none to listen at; what is no plain line is left out'
    )
    t.equal(readFileSync(join(opened, 'host_name'), 'utf8'), 'kasir-1')
  })

  await t.test('a folder without a rescue stick is told apart', async (t) => {
    const { code, refused } = await run(['open', home, '--into', opened])
    t.equal(code, 66)
    t.match(refused, 'tidak ada flashdisk penyelamat')
  })

  await t.test('the data is restored, proven and put in place', async (t) => {
    const { code, refused } = await run(['restore', stick, '--into', data])
    t.equal(code, 0, refused)
    t.ok(readdirSync(data).includes('laci.db'))
    t.equal((await run(['restore', stick, '--into', data])).code, 73, 'and never over a shop that is there')
  })

  await t.test('at the end stands what there is, what is missing, and where to sell', async (t) => {
    const facts = ['--facts', join(opened, 'facts.json'), '--address', 'http://192.168.1.20/']
    const { code, said } = await run(['certificate', '--data', data, '--stick', stick, ...facts])
    t.equal(code, 0)
    t.match(said, new RegExp(`Segel buku besar +${head}`))
    t.match(said, /Tersimpan sampai .* sebelum dipulihkan/)
    t.match(said, /Dapur \(usb:04b8:0202\): TIDAK DITEMUKAN/)
    t.match(said, /Depan \(192\.168\.1\.50:9100\): tidak diperiksa/)
    t.match(said, /Jalan dari jauh di kotak lama: ssh/)
    t.match(said, /Alamat jaringan kotak lama tidak ada/)
    t.match(said, /█▀▀|▄▄▄▄▄/, 'with a code for a telephone')
    const [name = ''] = readdirSync(stick).filter((file) => file.startsWith('SERTIFIKAT-PULIH'))
    const kept = readFileSync(join(stick, name), 'utf8')
    t.match(kept, head)
    t.match(kept, 'TERBUKTI PULIH')
    t.equal(readFileSync(join(data, name), 'utf8'), kept)
  })
})

t.test('Printers are looked for where the old box had them', async (t) => {
  const sockets = openSockets(t)
  sockets.plug('1-1', 0, { vendor: '04b8', product: '0202' })
  sockets.plug('1-2', 1, { vendor: '0519', product: '0003', manufacturer: 'Star', name: 'TSP143' })
  const printers = [
    { name: 'Depan', transport: 'device', address: 'usb:04b8:0202' },
    { name: 'Dapur', transport: 'serial', address: '/dev/ttyUSB9?baud=9600' },
    { name: 'Layar', transport: 'preview', address: '' }
  ]
  t.same(await findPrinters(printers, sockets), [
    { name: 'Depan', address: 'usb:04b8:0202', state: 'there' },
    { name: 'Dapur', address: '/dev/ttyUSB9?baud=9600', state: 'missing' },
    { name: 'Star TSP143', address: 'usb:0519:0003', state: 'new' }
  ])
})

/** A stick with a shop's backup and settings; its program is none, for nobody runs it here. */
async function openRescueStick(t: Test) {
  const { plugIn, slots, owner, till, backup, store } = await openSafeShop(t)
  const stick = plugIn('A')
  await until(async () => (await owner.get('/backup/standing')).text.includes(`value="${stick}"`))
  await owner.post('/backup/sticks', { path: stick })
  await till.post('/shift', { float: '1000' })
  await backup.engine.flush()
  await until(async () => /boleh dicabut/.test((await owner.get('/backup/standing')).text))
  const [plugged] = backup.sticks.list().filter(({ path }) => path === stick)
  const place = openDestination(
    { kind: 'stick', stick_id: plugged!.stick_id! },
    {},
    { stick_folders: [slots] }
  )
  const settings = sealBoxSettings(backup.key, {
    env: { LACI_HOST: '203.0.113.9', LACI_NAMES: 'kasir.toko', LACI_URL: '$(reboot)', PATH: '/tmp' },
    host_name: 'kasir-1',
    tunnels: ['ssh'],
    printers: [
      { name: 'Depan', transport: 'tcp', address: '192.168.1.50:9100' },
      { name: 'Dapur', transport: 'device', address: 'usb:04b8:0202' }
    ]
  })
  async function* nothing() {
    yield Buffer.from('nothing')
  }
  const programs = [{ name: 'none', arch: 'x64', version: '1.0.0', read: nothing, bytes_about: 7 }]
  const facts = { made_at: new Date().toISOString(), store_id: backup.key.store_id.toString('hex') }
  mkdirSync(join(stick, 'rescue'), { recursive: true })
  await putSet(place, { programs, settings, facts }, { progress: () => {}, check: () => {} })
  const reader = openReader(join(store.sqlite.name))
  const head = reader
    .prepare('select lower(hex(hash)) from event_seals order by event_id desc limit 1')
    .pluck()
    .get()
  reader.close()
  return { stick, head: headCode(String(head)) }
}
