// A box, installed from a real bundle on a real Debian, is updated while a till sells; then the power goes in the middle of
// an update, at three of its steps, and all of them with LACI_UPDATE_CUTS=20. Every step is cut in test/update/, on a smaller box.

import { type ChildProcess, execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { openCounter } from '../counter.ts'
import { bundleOnce } from '../release/bundle-once.ts'
import { repackAs } from '../release/repack.ts'
import { showFigures } from './backup/figures.ts'
import { bootDebian, CHECKOUT_INSIDE, type Container, until } from './container.ts'

const CUTS = Number(process.env['LACI_UPDATE_CUTS'] ?? 3)
/** The steps of an update to a version that lies there already; from the tenth on, nobody sells, or the new one. */
const STEPS = 17
/** Before the box's wish is taken down (it is still there at the boot), while nobody sells, and when the new version does. */
const FEW = [2, 12, 17]
const OLD = (await bundleOnce()).version
const NEW = '9.0.0'
const ADDRESS = 'http://127.0.0.1:5224'
const HOOK = `${CHECKOUT_INSIDE}/test/machine/cut-here`
const DROP_IN = '/etc/systemd/system/laci-update.service.d'

/** Packs a shop that sells already, and the bundles, as they are brought to the box. */
async function packBox(t: Test): Promise<{ packed: string; cookies: string }> {
  const folder = t.testdir({ new: {} })
  const bundle = await bundleOnce()
  const name = `laci-${NEW}-linux-${process.arch}.tar.gz`
  await repackAs(NEW, bundle.archive, join(folder, 'new', name), bundle.key)
  const strangers = join(folder, 'new', `laci-9.1.0-linux-${process.arch}.tar.gz`)
  await repackAs('9.1.0', bundle.archive, strangers, generateKeyPairSync('ed25519').privateKey)
  const counter = await openCounter(t, { data: join(folder, 'data') })
  await counter.shop.box.stop()
  rmSync(join(folder, 'data/laci.db.lock'), { force: true })
  cpSync(bundle.archive, join(folder, 'first.tar.gz'))
  const packed = join(folder, 'box.tar.gz')
  execFileSync('tar', ['-I', 'gzip -1', '-cf', packed, '-C', folder, 'data', 'new', 'first.tar.gz'])
  return { packed, cookies: JSON.stringify([...counter.people.till.cookies]) }
}

/** A till in the box's network. */
function startSelling(t: Test, debian: Container, cookies: string) {
  const seller = join(import.meta.dirname, '../update/seller.ts')
  const script = `process.argv = ['', '', ${JSON.stringify(ADDRESS)}, ${JSON.stringify(cookies)}]; import(${JSON.stringify(seller)})`
  const child: ChildProcess = debian.beside(script)
  t.teardown(() => child.kill('SIGKILL'))
  const sold: string[] = []
  let longest_ms = 0
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const [sale_id = '', took = ''] = line.split(' ')
    sold.push(sale_id)
    longest_ms = Math.max(longest_ms, Number(took))
  })
  return {
    sold,
    longest: () => longest_ms,
    stop: () => child.kill('SIGKILL')
  }
}

await t.test('A shop box whose version changes', async (t) => {
  const { packed, cookies } = await packBox(t)
  const debian = await bootDebian(t)
  debian.unpack(packed, '/srv')
  debian.shell(
    'cd /srv && tar -xzf first.tar.gz && sh laci-*/install && systemctl stop laci && cp -r data/. /var/lib/laci/ && chown -R laci: /var/lib/laci && systemctl start laci'
  )
  const acknowledged: string[] = []
  const version = () => /"version":"([^"]*)"/.exec(debian.read(`${ADDRESS}/health`) ?? '')?.[1]
  const noted = (name: string) => debian.shell(`sed -n 's/^${name}=//p' /opt/laci-update/state`).stdout.trim()
  const hasEachOnce = (t: Test, file = 'laci.db') => {
    const script = `const sales = new (require('/opt/laci/node_modules/better-sqlite3'))('/var/lib/laci/${file}', { readonly: true }).prepare('select sale_id from sales').pluck().all(); console.log(JSON.stringify(sales))`
    const said = debian.shell(`/opt/laci/node_modules/.bin/node -e ${JSON.stringify(script)}`)
    const sales = new Map<string, number>()
    for (const sale of JSON.parse(said.stdout || '[]') as string[])
      sales.set(sale, (sales.get(sale) ?? 0) + 1)
    const answered = [...new Set(acknowledged)]
    const missing = answered.filter((sale) => !sales.has(sale))
    const doubled = answered.filter((sale) => (sales.get(sale) ?? 0) > 1)
    t.same({ missing, doubled }, { missing: [], doubled: [] }, 'each sale is there once')
    return { answered: answered.length, missing: missing.length, doubled: doubled.length }
  }
  await until(() => version() === OLD, 'the box sells')

  await t.test('takes none that somebody else signed, and none that is not newer', async (t) => {
    const strangers = debian.shell('laci update /srv/new/laci-9.1.0*', 'en')
    t.match(strangers.stderr + strangers.stdout, 'not signed by a maker whom this box trusts')
    t.equal(strangers.status, 1)
    const same = debian.shell(
      `cp /srv/first.tar.gz /srv/new/laci-${OLD}-linux-${process.arch}.tar.gz; laci update /srv/new/laci-${OLD}*`,
      'en'
    )
    t.match(same.stdout, 'no newer than the one in use')
    t.equal(version(), OLD)
  })

  await t.test('sells until the switch and after it, and loses nothing between the two', async (t) => {
    const till = startSelling(t, debian, cookies)
    await until(() => till.sold.length > 5, 'the till sells')
    const said = await inTheMeantime(debian, `laci update /srv/new/laci-${NEW}*`)
    const before = till.sold.length
    await until(() => till.sold.length > before + 5, 'the till sells by the new version')
    till.stop()
    acknowledged.push(...till.sold)
    t.match(said, `Version ${NEW} is in use`)
    t.equal(version(), NEW)
    t.equal(debian.shell('readlink /opt/laci').stdout.trim(), '/opt/laci-2')
    t.equal(debian.shell('stat -c "%U %a" /opt/laci-2/server').stdout.trim(), 'root 755')
    hasEachOnce(t)
    const shut_ms = Number(noted('shut_ms'))
    showFigures('update: the tills were shut', [
      { 'by the box, ms': shut_ms, 'longest sale, ms': till.longest() }
    ])
    t.ok(shut_ms > 0, 'measured, and not judged: it is the machine’s as much as ours')
  })

  await t.test(`has one version that sells, wherever the power went (${CUTS} places)`, async (t) => {
    debian.shell(
      `mkdir -p ${DROP_IN} && printf '[Service]\\nEnvironment=LACI_BEFORE_STEP=${HOOK}\\nPrivateTmp=no\\n' >${DROP_IN}/cut.conf && systemctl daemon-reload`
    )
    const figures: Record<string, string | number>[] = []
    let sales = {}
    for (let cut = 0; cut < CUTS; cut++) {
      const step = FEW[CUTS > FEW.length ? FEW.length : cut] ?? 1 + (cut % STEPS)
      const was = version()
      const till = startSelling(t, debian, cookies)
      await until(() => till.sold.length > 2, 'the till sells')
      debian.shell(`rm -f /opt/laci-update/cut-*; echo ${step} >/opt/laci-update/cut-before`)
      debian.shell(
        `printf 'deed=again\\nallows=\\npath=\\n' >/tmp/r; install -o laci -m 600 /tmp/r /var/lib/laci/update/request`
      )
      await until(() => debian.shell('test -e /opt/laci-update/cut-now').status === 0, `step ${step} comes`)
      const at = debian.shell('tail -n 1 /opt/laci-update/cut-steps').stdout.trim()
      acknowledged.push(...till.sold)
      await debian.pullThePlug()
      till.stop()
      acknowledged.push(...till.sold)
      const isAsked = () => debian.shell('test -e /var/lib/laci/update/request').status === 0
      const isOver = () => /^(done|returned|refused)$/.test(noted('phase')) && !isAsked()
      await until(isOver, `it is over after “${at}”`)
      debian.shell('rm -f /opt/laci-update/cut-*')
      await until(() => version() !== undefined, `a version answers after “${at}”`)
      const after = startSelling(t, debian, cookies)
      await until(() => after.sold.length > 0, `somebody sells after “${at}”`)
      after.stop()
      acknowledged.push(...after.sold)
      sales = hasEachOnce(t)
      figures.push({
        step,
        'cut before': at,
        'sold by': was ?? '',
        'sells now': version() ?? 'nobody',
        noted: noted('phase')
      })
    }
    showFigures('update: power cuts', figures)
    const old = figures.filter((one) => one['sells now'] === one['sold by']).length
    showFigures('update: after all power cuts', [{ cuts: CUTS, old, new: CUTS - old, ...sales }])
    t.equal(figures.filter((one) => one['sells now'] === 'nobody').length, 0)
  })

  await t.test('sets aside what the version before can’t read, when somebody says so', async (t) => {
    debian.shell(`rm -r ${DROP_IN} && systemctl daemon-reload`)
    const unknown = `new (require('/opt/laci/node_modules/better-sqlite3'))('/var/lib/laci/laci.db').exec("insert into kysely_migration values ('20991231T0000-later', '')")`
    debian.shell(`runuser -u laci -- /opt/laci/node_modules/.bin/node -e ${JSON.stringify(unknown)}`)
    const was = version()
    const told = debian.shell('laci update --back', 'en')
    t.equal(told.status, 1)
    t.match(told.stderr, /[1-9]\d* sales and/)
    t.equal(version(), was)
    t.match(debian.shell('laci update --back --lose', 'en').stdout, 'is not thrown away')
    await until(() => version() !== undefined && version() !== was, 'the version before answers')
    const left = debian.shell('cd /var/lib/laci && ls update/left-*.db').stdout.trim()
    t.equal(debian.shell(`stat -c "%U %a" /var/lib/laci/${left}`).stdout.trim(), 'laci 600')
    hasEachOnce(t, left)
  })
})

/** Runs a line inside while everything else goes on. */
async function inTheMeantime(debian: Container, line: string): Promise<string> {
  debian.shell(`(${line}; echo over) >/tmp/said 2>&1 &`, 'en')
  await until(() => debian.shell('tail -n 1 /tmp/said').stdout.trim() === 'over', line)
  return debian.shell('cat /tmp/said').stdout
}
