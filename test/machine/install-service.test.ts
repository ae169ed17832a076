import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import t from 'tap'
import { showFigures } from './backup/figures.ts'
import { bootDebian, CHECKOUT_INSIDE, until } from './container.ts'

const CHECKOUT = resolve(import.meta.dirname, '../..')
const INSTALL = `${CHECKOUT_INSIDE}/scripts/install-service`
/** Sends a slip as the shop would; read by systemd as a command, so in words that both its quoting and sed's spare. */
const PRINT = `/opt/laci/node_modules/.bin/node ${CHECKOUT_INSIDE}/test/machine/print-slip.ts device /dev/usb/lp0`
const SETUP = 'http://127.0.0.1:5224/setup'
/** Where the box stands in the shop's network of this test, and a tablet beside it. */
const BOX = '10.78.0.11'
const TABLET = '10.78.0.12'
/** What the service may do, of 10 (anything); beyond it one of its walls is gone. */
const MOST_EXPOSED = 2.0

await t.test('Every shell script is plain and sound', async (t) => {
  const scripts = globSync(['scripts/**', 'test/machine/**', '.ci/*'], { cwd: CHECKOUT }).filter(isShell)
  const said = spawnSync('shellcheck', ['--external-sources', '--shell=sh', ...scripts], {
    cwd: CHECKOUT,
    encoding: 'utf8'
  })

  t.ok(
    scripts.includes('scripts/release/install') && scripts.includes('scripts/box/words.sh'),
    String(scripts)
  )
  t.equal(said.status, 0, said.stdout + said.stderr)
})

await t.test('A bare Debian', async (t) => {
  const debian = await bootDebian(t)
  const mainPid = (): string => debian.shell('systemctl show -P MainPID laci').stdout.trim()
  const dataFile = (): string => debian.shell('stat -c %i /var/lib/laci/laci.db').stdout.trim()

  await t.test(
    'is left alone by whoever is not its administrator, and is told so in two languages',
    async (t) => {
      const indonesian = debian.shell(`runuser -u nobody -- ${INSTALL}`, 'id_ID.UTF-8')
      const english = debian.shell(`runuser -u nobody -- ${INSTALL}`, 'en_GB.UTF-8')

      t.equal(indonesian.status, 1)
      t.match(indonesian.stderr, 'Perlu hak administrator')
      t.equal(english.status, 1)
      t.match(english.stderr, 'needs administrator rights')
    }
  )

  await t.test('is not changed by a dry run', async (t) => {
    const said = debian.shell(`${INSTALL} --dry-run`, 'en')

    t.equal(said.status, 0, said.stderr)
    t.match(said.stdout, 'would do: systemctl -q enable laci.service')
    t.equal(debian.shell('ls -d /opt/laci* /etc/laci /var/lib/laci; getent passwd laci').stdout, '')
  })

  await t.test('keeps a port that another program holds', async (t) => {
    const holder = debian.beside(`net.createServer().listen(5224, () => console.log('held'))`)
    await once(holder.stdout!, 'data')
    const said = debian.shell(INSTALL, 'en')
    holder.kill()
    await once(holder, 'exit')

    t.equal(said.status, 1)
    t.match(said.stderr, 'Port 5224 is in use')
    t.match(said.stderr, 'Nothing was changed')
  })

  await t.test('becomes a shop box by one command, with the library it lacked', async (t) => {
    t.not(debian.shell(`${CHECKOUT_INSIDE}/scripts/laci --help`).status, 0, 'the library is missing')
    const said = debian.shell(INSTALL, 'id_ID.UTF-8')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.match(said.stdout, 'Alamat: http://localhost:5224/')
    t.equal(debian.ask(SETUP), 200)
    t.equal(debian.shell('systemctl is-enabled laci').stdout.trim(), 'enabled')
  })

  await t.test('runs it as a user of its own, who alone may read the data', async (t) => {
    t.equal(debian.shell('stat -c "%U %a" /var/lib/laci').stdout.trim(), 'laci 700')
    t.equal(debian.shell('stat -c "%U %G %a" /etc/laci/laci.env').stdout.trim(), 'root laci 640')
    t.equal(debian.shell(`stat -c %U /proc/${mainPid()}`).stdout.trim(), 'laci')
    t.not(debian.shell('runuser -u laci -- touch /opt/laci/server').status, 0)
  })

  await t.test('runs it by a unit that systemd finds sound, walled in well', async (t) => {
    t.equal(debian.shell('systemd-analyze verify /etc/systemd/system/laci.service').stderr, '')
    const said = debian.shell('systemd-analyze security --no-pager laci.service', 'C.UTF-8').stdout
    const [line = '', level] = /.*exposure level for laci.service: ([\d.]+).*/.exec(said) ?? []
    showFigures('systemd-analyze security laci.service', [{ 'exposed, of 10': Number(level) }])
    t.ok(Number(level) <= MOST_EXPOSED, line)
    const reasons = readFileSync(resolve(CHECKOUT, 'docs/bundle.md'), 'utf8')
    const left = [...said.matchAll(/^✗ (\S+)/gm)].map(([, name = '']) => name)
    t.ok(left.length > 5, said)
    for (const name of left.map((one) => one.replaceAll('|', '\\|'))) {
      t.ok(reasons.includes(`| \`${name}\` |`), `docs/bundle.md says why ${name} is left`)
    }
    const may = debian.shell(`grep ^Cap /proc/${mainPid()}/status`).stdout
    t.match(may, /CapEff:\t0{13}400\n/, 'to listen at low ports, and no more')
    t.match(may, /CapBnd:\t0{13}400\n/)
  })

  await t.test('lets Laci reach its printers, walled in as it is', async (t) => {
    debian.shell('mkdir -p /dev/usb && mkfifo -m 660 /dev/usb/lp0 && chgrp lp /dev/usb /dev/usb/lp0')
    debian.shell(`sed 's|^ExecStart=.*|ExecStart=${PRINT}|; s|^Restart=.*|Restart=no|; s|^Type=.*|Type=exec|' \\
      /etc/systemd/system/laci.service >/run/systemd/system/probe.service`)
    const said = debian.shell('systemctl daemon-reload; systemctl start probe; timeout 30 cat /dev/usb/lp0')

    t.equal(said.stdout, 'a slip', said.stderr)
    t.match(debian.shell('journalctl -u probe').stdout, 'delivered')
  })

  await t.test('gives the technician a command that works on the same shop', async (t) => {
    t.match(debian.shell('laci --help', 'en').stdout, 'Usage: laci')
    t.match(debian.shell('runuser -u nobody -- laci --help').stderr, 'sudo laci')
  })

  await t.test('brings Laci back when it is killed', async (t) => {
    const first = mainPid()
    debian.shell('systemctl kill --signal=KILL laci')

    await until(() => debian.ask(SETUP) === 200 && mainPid() !== first, 'Laci answers again', 60)
    t.not(mainPid(), first)
  })

  await t.test('keeps its settings and its data when the command is given again', async (t) => {
    const [before, file] = [mainPid(), dataFile()]
    debian.shell('sed -i s/LACI_LOG=info/LACI_LOG=warn/ /etc/laci/laci.env')
    const said = debian.shell(INSTALL, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.not(mainPid(), before, 'the new program runs')
    t.equal(debian.ask(SETUP), 200)
    t.equal(dataFile(), file)
    t.match(debian.shell('cat /etc/laci/laci.env').stdout, 'LACI_LOG=warn')
    t.same(debian.shell('ls -d /opt/laci*').stdout.split('\n'), [
      '/opt/laci',
      '/opt/laci-2',
      '/opt/laci-update',
      ''
    ])
  })

  await t.test('sells by the old version when the power fails in the middle of an update', async (t) => {
    const old = debian.shell('readlink /opt/laci').stdout
    debian.shell(`${INSTALL} >/dev/null 2>&1 & until [ -e /opt/laci-1/server ]; do sleep 0.1; done`)
    await debian.pullThePlug()
    await until(() => debian.ask(SETUP) === 200, 'Laci answers by itself')

    t.equal(debian.shell('readlink /opt/laci').stdout, old)
    t.equal(debian.shell('ls -d /opt/laci-1').status, 0, 'the new version was begun')
  })

  await t.test('takes the update when it is tried again', async (t) => {
    const said = debian.shell(INSTALL, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.equal(debian.shell('readlink /opt/laci').stdout.trim(), '/opt/laci-1')
    t.equal(debian.ask(SETUP), 200)
  })

  await t.test('opens to the shop network where browsers look first', async (t) => {
    const tablet = debian.connect(BOX, TABLET)
    const said = debian.shell(`${INSTALL} --lan --port 8080`, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.match(said.stdout, `open this just once: http://laci.local/ http://${BOX}/`)
    t.match(
      debian.shell('cat /etc/laci/laci.env').stdout,
      /LACI_HOST=0\.0\.0\.0\nLACI_PORT=8080\nLACI_LOG=warn\nLACI_HTTPS_PORT=443\nLACI_HTTP_PORT=80\n/
    )
    t.equal(debian.ask('http://127.0.0.1:8080/setup'), 200)
    t.equal(debian.ask(SETUP), undefined)

    await t.test('shows a tablet how to come to trust it, and the till encrypted', async (t) => {
      const page = tablet.run('curl', '-s', '-H', 'Host: laci.local', `http://${BOX}/`).stdout
      t.match(page, 'laci-ca.crt')
      t.match(page, 'https://laci.local')
      const folder = t.testdir({ 'ca.pem': tablet.run('curl', '-s', `http://${BOX}/laci-ca.pem`).stdout })
      for (const host of ['laci.local', BOX]) {
        const till = tablet.run(
          ...(['curl', '-sS', '--cacert', `${folder}/ca.pem`] as const),
          ...['--resolve', `laci.local:443:${BOX}`, `https://${host}/setup`]
        )
        t.match(till.stdout, '<form', till.stderr)
      }
      const [, fingerprint = 'none'] = /Fingerprint \(SHA-256\): (\S+)/.exec(said.stdout) ?? []
      t.ok(page.replace(/<[^>]*>|\s/g, '').includes(fingerprint), 'the technician can compare')
    })

    await t.test('shows it the till nowhere in the clear, and not the owner’s door', async (t) => {
      for (const port of [5224, 5226, 8080])
        t.equal(tablet.run('curl', '-s', `http://${BOX}:${port}/`).status, 7, `${port} is not there`)
      t.match(tablet.run('curl', '-si', `http://${BOX}/till`).stdout, /302 Found[\s\S]*location: \/\r/i)
    })
  })

  await t.test('keeps the ports it was given', async (t) => {
    debian.shell('sed -i s/LACI_HTTP_PORT=80/LACI_HTTP_PORT=8081/ /etc/laci/laci.env')
    const said = debian.shell(INSTALL, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.match(said.stdout, `http://${BOX}:8081/`)
    t.match(debian.shell('cat /etc/laci/laci.env').stdout, 'LACI_HTTPS_PORT=443\nLACI_HTTP_PORT=8081\n')
    t.equal(debian.ask('http://127.0.0.1:8081/'), 200)
  })

  await t.test('is told which of them another program took, and nothing is changed', async (t) => {
    debian.shell('systemctl stop laci')
    const holder = debian.beside(`net.createServer().listen(443, () => console.log('held'))`)
    await once(holder.stdout!, 'data')
    const refused = debian.shell(INSTALL, 'en')
    t.equal(refused.status, 1)
    t.match(refused.stderr, 'Port 443 (LACI_HTTPS_PORT in /etc/laci/laci.env) is in use')

    // As a box was before it had these ports.
    debian.shell('sed -i /LACI_HTTP/d /etc/laci/laci.env')
    const said = debian.shell(INSTALL, 'en')
    holder.kill()
    await once(holder, 'exit')
    t.equal(said.status, 0, said.stdout + said.stderr)
    t.match(said.stdout, 'Port 443 is in use by another program; in the shop network Laci takes 5225')
    t.match(debian.shell('cat /etc/laci/laci.env').stdout, 'LACI_HTTPS_PORT=5225\nLACI_HTTP_PORT=80\n')
  })

  await t.test('lets go of Laci and keeps the shop', async (t) => {
    const file = dataFile()
    const tunnel = '/etc/systemd/system/laci-tunnel-cloudflared.service'
    debian.shell(`cp ${CHECKOUT_INSIDE}/scripts/box/laci-tunnel-cloudflared.service ${tunnel}`)
    const said = debian.shell(`${INSTALL} --uninstall`, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.match(said.stdout, 'The shop data stays in /var/lib/laci')
    t.equal(dataFile(), file)
    t.equal(debian.ask('http://127.0.0.1:8080/setup'), undefined)
    t.equal(debian.shell(`ls -d /opt/laci* /usr/local/bin/laci ${tunnel}; systemctl cat laci`).stdout, '')
  })

  await t.test('is the same shop when Laci is installed again', async (t) => {
    const file = dataFile()
    const said = debian.shell(INSTALL, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.equal(dataFile(), file)
    t.equal(debian.ask('http://127.0.0.1:8080/setup'), 200)
  })
})

function isShell(path: string): boolean {
  const file = resolve(CHECKOUT, path)
  return (
    statSync(file).isFile() && (path.endsWith('.sh') || /^#!\/bin\/sh\b/.test(readFileSync(file, 'latin1')))
  )
}
