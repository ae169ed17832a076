// The box is lost, and a bare Debian without any network becomes it by the rescue stick: `sh RESTORE`, the passphrase,
// and it sells. LACI_REHEARSAL_MB=500 does it with a shop of that size, and puts a shop aside that was there before; by
// default the shop is small.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openReader } from '../../server/db/open.ts'
import { headCode } from '../../server/values/head-code.ts'
import { PASSPHRASE } from '../backup/safe-shop.ts'
import { sell, wired } from '../counter.ts'
import { plugIn as startBox } from '../process.ts'
import { bundleOnce } from '../release/bundle-once.ts'
import { CASHIER } from '../shop.ts'
import { showFigures } from './backup/figures.ts'
import { openShopWithPast } from './backup/shop-with-past.ts'
import { plugIn, tempFolder } from './backup/sticks.ts'
import { bootDebian, type Container } from './container.ts'
import type { Selling } from './first-sale.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')
const MEGABYTES = Number(process.env['LACI_REHEARSAL_MB'] ?? 5)
/** What a sale of the past takes in the database, its share of all indexes included. */
const BYTES_A_SALE = 6100
const MOST_SECONDS = 300
const MOST_RESTORING_SECONDS = 60
const DATA = '/var/lib/laci'
/** Where the bare box has the stick. */
const STICK = '/media/stick'

const path = `/media/laci-rehearsal-${process.pid}`
await plugIn(t, 'exfat', path, 400e6 + 2e6 * MEGABYTES)
const lost = await makeAndLose(t)
const debian = await bootDebian(t, [], { [path]: STICK })
const restore = (typed: string, options = '', lang = 'id_ID.UTF-8') =>
  debian.shell(`printf '${typed}' | sh ${STICK}/RESTORE ${options}`, lang)
const installed = () => debian.shell(`ls -d /opt/* /etc/laci ${DATA} /etc/systemd/system/laci*`).stdout
/** As a careful system mounts what is plugged in: nothing on it can be run by itself. */
const mountCarefully = () => debian.shell(`mount -o remount,bind,noexec,nosuid,nodev ${STICK}`)

await t.test('A bare box that is given a wrong passphrase stays bare', async (t) => {
  mountCarefully()
  const said = restore('salah\\nsalah lagi\\nsekali lagi\\n')
  t.equal(said.status, 1)
  t.match(said.stderr, /passphrase|frasa sandi/i)
  t.match(said.stderr, 'Tidak ada yang diubah')
  t.equal(installed(), '')
})

await t.test('A bare box that is given a damaged stick stays bare', async (t) => {
  const piece = findPiece(path)
  const whole = readFileSync(piece)
  const bad = Buffer.from(whole)
  bad[1000] = bad[1000]! ^ 1
  writeFileSync(piece, bad, { flush: true })
  const said = restore(PASSPHRASE, '', 'en_GB.UTF-8')
  writeFileSync(piece, whole, { flush: true })
  t.equal(said.status, 1)
  t.match(said.stderr, 'The program on this stick is damaged')
  t.equal(installed(), '')
})

await t.test('A bare box without any network sells again, by one command and the passphrase', async (t) => {
  const began = performance.now()
  const since = (): number => Math.round((performance.now() - began) / 100) / 10
  await debian.pullThePlug()
  mountCarefully()
  const up_s = since()
  t.equal(debian.shell("awk 'NR > 2 && !/^ *lo:/' /proc/net/dev").stdout, '', 'there is no network')
  const said = restore(PASSPHRASE)
  const restored_s = since()
  t.equal(said.status, 0, said.stdout + said.stderr)
  t.comment(said.stdout)
  const first = await sellInside(debian)
  const sold_s = since()

  const [, seconds = ''] = /pulih dan terbukti utuh \((\d+) detik\)/.exec(said.stdout) ?? []
  t.ok(sold_s <= MOST_SECONDS)
  t.ok(Number(seconds) <= MOST_RESTORING_SECONDS)
  showFigures('A bare box, from power-on to the first slip', [
    {
      'MB of database': lost.megabytes,
      sales: lost.sales,
      'booted, s': up_s,
      'restored and proven, s': Number(seconds),
      'installed, restored and answering, s': restored_s,
      'first slip, s': sold_s
    }
  ])

  await t.test('It says what it has, and it is what the lost box had', async (t) => {
    t.match(said.stdout, new RegExp(`Segel buku besar +${lost.head}`))
    t.match(said.stdout, lost.last_receipt)
    t.match(said.stdout, /Tersimpan sampai .* sebelum dipulihkan/)
    t.match(said.stdout, 'http://localhost:5224/')
    const [kept = ''] = readdirSync(path).filter((name) => name.startsWith('SERTIFIKAT-PULIH'))
    t.match(readFileSync(join(path, kept), 'utf8'), lost.head)
    t.equal(debian.shell(`stat -c '%U %a' ${DATA}/${kept}`).stdout.trim(), 'laci 600')
  })

  await t.test('It goes on where the lost box ended', async (t) => {
    const sql = `select sale_id, receipt_number from sales order by receipt_number desc limit 2`
    const query = `console.log(JSON.stringify(new (require('/opt/laci/node_modules/better-sqlite3'))('${DATA}/laci.db', { readonly: true }).prepare(\`${sql}\`).all()))`
    const rows = JSON.parse(
      debian.shell(`/opt/laci/node_modules/.bin/node -e "${query.replaceAll('`', '\\`')}"`).stdout
    )
    t.match(rows, [{ sale_id: first }, { sale_id: lost.last_sale }])
    t.equal(rows[0].receipt_number, rows[1].receipt_number + 1)
    const settings = debian.shell('cat /etc/laci/laci.env').stdout
    t.match(settings, 'LACI_NAMES=kasir.toko')
    t.match(settings, `LACI_DATA=${DATA}`)
  })
})

await t.test('The new box makes its own rescue stick, of the program as it is installed', async (t) => {
  const said = debian.shell('laci stick make', 'en_GB.UTF-8')
  t.equal(said.status, 0, said.stdout + said.stderr)
  t.match(said.stdout, `The rescue stick at ${STICK} is made and read back whole`)
})

await t.test('A box that has a shop keeps it', async (t) => {
  const file = () => debian.shell(`stat -c %i ${DATA}/laci.db`).stdout
  const before = file()
  const said = restore(PASSPHRASE)
  t.equal(said.status, 1)
  t.match(said.stderr, 'sudah ada toko')
  t.equal(file(), before)

  if (!process.env['LACI_REHEARSAL_MB']) return
  await t.test('and when another is to take its place, it is put aside whole', async (t) => {
    const said = restore(PASSPHRASE, '--set-aside')
    t.equal(said.status, 0, said.stdout + said.stderr)
    const [, kept = 'nowhere'] = /disimpan di (\S+?)\.?\n/.exec(said.stdout) ?? []
    t.equal(debian.shell(`stat -c %i ${kept}/laci.db`).stdout, before)
    t.ok(debian.ask('http://127.0.0.1:5224/'))
  })
})

/** A shop that sold, made its rescue stick, sold on, and was lost. */
async function makeAndLose(t: Test) {
  const past = Math.round((MEGABYTES * 1e6) / BYTES_A_SALE) * 4
  const { data, till, printer, cashier_id } = await openShopWithPast(t, past)
  const { archive, keys } = await bundleOnce()
  const release = join(tempFolder(t), 'release.pub')
  writeFileSync(release, keys.map((key) => String(key.export({ type: 'spki', format: 'pem' }))).join(''))
  const box = await startBox(t, data, { LACI_STICKS: path, LACI_NAMES: 'kasir.toko' })
  await laci(data, ['stick', 'make', path, '--bundle', archive, '--keys', release])
  const { sale_id: last_sale } = await sell(wired(box.url, till))
  await untilQuiet(data)
  await laci(data, ['backup', 'now'])
  await box.kill()
  await printer.close()

  const lost = openReader(join(data, 'laci.db'))
  const { receipt_no } = lost.prepare('select receipt_no from sales where sale_id = ?').get(last_sale) as {
    receipt_no: string
  }
  const sales = lost.prepare('select count(*) from sales').pluck().get() as number
  const head = lost
    .prepare('select lower(hex(hash)) from event_seals order by event_id desc limit 1')
    .pluck()
    .get() as string
  lost.close()
  const selling: Selling = {
    url: 'http://127.0.0.1:5224',
    cookies: [...till.cookies],
    staff_id: cashier_id,
    pin: CASHIER.pin,
    printer_port: printer.port
  }
  const megabytes = Math.round(statSync(join(data, 'laci.db')).size / 1e6)
  return { last_sale, last_receipt: receipt_no, sales, head: headCode(head), selling, megabytes }
}

/** Sells from the box's own browser, as far as the box can tell: in its network, where nobody else is. */
async function sellInside(debian: Container): Promise<string> {
  const module = join(import.meta.dirname, 'first-sale.ts')
  const child = debian.beside(
    `import(${JSON.stringify(module)}).then(({ firstSale }) => firstSale(${JSON.stringify(lost.selling)})).then((id) => console.log(id))`
  )
  const [said, wrong] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')])
  if (child.exitCode !== 0) throw new Error(wrong)
  return said.trim()
}

/** @throws with what it said, when it fails */
async function laci(data: string, args: string[]): Promise<void> {
  const env = { ...process.env, LACI_DATA: data, LANG: 'id_ID.UTF-8' }
  const child = spawn(LACI, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (child.exitCode !== 0) throw new Error(out + err)
}

/** That its slips are printed, and how its printers are, a box writes down a moment after a sale. */
async function untilQuiet(data: string): Promise<void> {
  const sqlite = openReader(join(data, 'laci.db'))
  try {
    const changes = sqlite.prepare('pragma data_version').pluck()
    for (let before: unknown; before !== changes.get(); await pause(1500)) before = changes.get()
  } finally {
    sqlite.close()
  }
}

function findPiece(path: string): string {
  const programs = join(path, 'rescue/programs')
  return join(programs, readdirSync(programs)[0]!, '0001')
}
