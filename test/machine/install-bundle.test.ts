import { once } from 'node:events'
import t from 'tap'
import { bundleOnce } from '../release/bundle-once.ts'
import { bootDebian } from './container.ts'

const bundle = await bundleOnce()
const BUNDLE = `/root/laci-${bundle.version}`
const INSTALL = `sh ${BUNDLE}/install`
/** Where the box stands in the shop's network of this test, and a tablet beside it. */
const BOX = '10.79.0.11'
const TABLET = '10.79.0.12'
const NOTHING_OF_LACI =
  'ls -d /opt/laci* /etc/laci /var/lib/laci /etc/*/*laci* /usr/local/bin/laci; getent passwd laci'

await t.test('A bare Debian with a bundle, and no network', async (t) => {
  const debian = await bootDebian(t)
  debian.unpack(bundle.archive, '/root')
  const refused = (line: string) => {
    const said = debian.shell(line, 'en')
    t.equal(said.status, 1, said.stdout)
    t.match(said.stderr, 'Nothing was changed')
    t.equal(debian.shell(NOTHING_OF_LACI).stdout, '')
    return said.stderr
  }
  /** Runs the installer where another program of that name is found first. */
  const where = (name: string, says: string) =>
    `mkdir -p /tmp/a && printf '#!/bin/sh\\n%s\\n' '${says}' >/tmp/a/${name} && chmod +x /tmp/a/${name}
     PATH=/tmp/a:$PATH ${INSTALL}; status=$?; rm -r /tmp/a; exit $status`

  await t.test('lacks a library that Node asks for, and brings nothing by apt', async (t) => {
    t.equal(debian.shell('ls /usr/lib/*/libatomic.so.1').stdout, '')
    t.match(debian.shell(`ls ${BUNDLE}/node_modules/node-linux-*/lib`).stdout, 'libatomic.so.1')
    debian.shell('rm /usr/bin/apt-get')
  })

  await t.test('is not changed by a dry run', async (t) => {
    const said = debian.shell(`${INSTALL} --dry-run`, 'en')

    t.equal(said.status, 0, said.stderr)
    t.match(said.stdout, 'would do: systemctl -q enable laci.service')
    t.equal(debian.shell(NOTHING_OF_LACI).stdout, '')
  })

  await t.test('refuses, changes nothing, and says what to do', async (t) => {
    await t.test('on a system that Node can’t run on', async (t) => {
      t.match(refused(where('getconf', 'echo glibc 2.31')), 'has glibc 2.31, Laci needs 2.34 or newer')
      t.match(
        refused(where('uname', 'if [ $1 = -r ]; then echo 4.9.0-19; else echo x86_64; fi')),
        'Linux 4.9.0-19'
      )
      t.match(
        refused(where('uname', 'if [ $1 = -r ]; then echo 6.1; else echo armv7l; fi')),
        'this computer is armv7l'
      )
    })

    await t.test('on another kind of computer', async (t) => {
      const other = process.arch === 'x64' ? ['aarch64', 'arm64'] : ['x86_64', 'x64']
      const said = refused(where('uname', `if [ $1 = -r ]; then echo 6.1; else echo ${other[0]}; fi`))
      t.match(said, `This bundle is for ${process.arch} computers; this one is ${other[1]}`)
    })

    await t.test('on a full disk', async (t) => {
      const said = refused(
        `mount -t tmpfs -o size=20m tmpfs /opt; ${INSTALL}; status=$?; umount /opt; exit $status`
      )
      t.match(said, '/opt has only 20 MB free; 500 MB are needed')
    })

    await t.test('where its port is taken', async (t) => {
      const holder = debian.beside(`net.createServer().listen(5224, () => console.log('held'))`)
      await once(holder.stdout!, 'data')
      t.match(refused(INSTALL), 'Port 5224 is in use')
      holder.kill()
      await once(holder, 'exit')
    })

    await t.test('to somebody who is not its administrator', async (t) => {
      debian.shell(`mkdir /srv/b && cp -r ${BUNDLE} /srv/b/`)
      t.match(
        refused(`runuser -u nobody -- sh /srv/b/laci-${bundle.version}/install`),
        'Run: sudo sh install'
      )
      debian.shell('rm -r /srv/b')
    })

    await t.test('a bundle that was damaged on its way', async (t) => {
      debian.shell(`cd ${BUNDLE} && cp server/main.js /tmp/main.js && truncate -s -1 server/main.js`)
      t.match(refused(INSTALL), 'This bundle is damaged or not complete')
      debian.shell(`cd ${BUNDLE} && mv /tmp/main.js server/main.js && touch server/another.js`)
      t.match(refused(INSTALL), 'This bundle is not taken (extra: server/another.js)')
      debian.shell(`cd ${BUNDLE} && rm server/another.js`)
    })
  })

  await t.test('becomes a shop box by one command', async (t) => {
    const tablet = debian.connect(BOX, TABLET)
    debian.shell(`printf '#!/bin/sh\\necho Status: active\\n' >/usr/local/bin/ufw`)
    debian.shell('chmod +x /usr/local/bin/ufw')
    const said = debian.shell(`${INSTALL} --lan`, 'en')
    t.equal(said.status, 0, said.stdout + said.stderr)

    await t.test('and says where it is found and what comes next', async (t) => {
      t.match(said.stdout, `open this just once: http://laci.local/ http://${BOX}/`)
      t.match(said.stdout, /█.*\n.*█.*\n/, 'with a code for a telephone’s camera')
      t.match(said.stdout, 'sudo /opt/laci/scripts/tunnel/setup')
    })

    await t.test('and what on this machine stands in its way', async (t) => {
      t.match(said.stdout, 'ufw on this computer shuts Laci off')
      t.match(said.stdout, 'sudo ufw allow 443,80/tcp && sudo ufw allow 5353/udp')
      t.match(said.stdout, 'Install: sudo apt-get install systemd-timesyncd')
    })

    await t.test('which answers, as a user of its own, from compiled files', async (t) => {
      t.equal(debian.ask('http://127.0.0.1:5224/setup'), 200)
      t.match(tablet.run('curl', '-s', `http://${BOX}/`).stdout, 'laci-ca.crt')
      t.match(
        debian.shell('cat /proc/$(systemctl show -P MainPID laci)/cmdline').stdout,
        'server/cli/laci.js'
      )
      t.match(debian.shell('laci --help', 'en').stdout, 'Usage: laci')
    })

    await t.test('exactly as it was signed, and nobody but root may change it', async (t) => {
      const judge = '/opt/laci/node_modules/.bin/node /opt/laci/server/release/judge.js /opt/laci/'
      const verdict = debian.shell(`${judge} /etc/laci/release.pub`)
      t.same([verdict.status, verdict.stdout, verdict.stderr], [0, '', ''])
      t.equal(debian.shell('find /opt/laci/ ! -user root -o -perm /022 ! -type l').stdout, '')
      t.equal(debian.shell('stat -c "%U %a" /etc/laci/release.pub').stdout.trim(), 'root 644')
    })

    await t.test('whose units systemd finds sound', async (t) => {
      const units = debian.shell('ls /etc/systemd/system/laci*').stdout
      for (const name of ['laci.service', 'laci-update.service', 'laci-update-settle.service'])
        t.match(units, `/${name}\n`)
      t.equal(debian.shell('systemd-analyze verify /etc/systemd/system/laci*').stderr, '')
    })

    await t.test('whose rules and limits the system reads', async (t) => {
      const rules = debian.shell('udevadm test /sys/class/mem/null 2>&1 | grep -i laci').stdout
      t.match(rules, /Reading rules file: .*70-laci-printers.rules/)
      t.match(rules, /Reading rules file: .*99-laci-sticks.rules/)
      t.notMatch(rules, /invalid|unknown|ignoring/i)
      t.match(debian.shell('systemd-analyze cat-config systemd/journald.conf').stdout, 'SystemMaxUse=200M')
      t.equal(debian.shell('systemctl show -P LogRateLimitBurst laci').stdout.trim(), '3000')
      t.equal(debian.shell('systemctl is-active systemd-journald').stdout.trim(), 'active')
    })
  })

  await t.test('stays the same shop when the command is given again', async (t) => {
    const file = debian.shell('stat -c %i /var/lib/laci/laci.db').stdout
    const said = debian.shell(INSTALL, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.equal(debian.shell('stat -c %i /var/lib/laci/laci.db').stdout, file)
    t.equal(debian.shell('readlink /opt/laci').stdout.trim(), '/opt/laci-2')
    t.equal(debian.ask('http://127.0.0.1:5224/setup'), 200)
  })

  await t.test('takes no bundle of another maker', async (t) => {
    debian.shell('cp /etc/laci/release.pub /tmp/first.pub; : >/etc/laci/release.pub')
    const said = debian.shell(INSTALL, 'en')
    t.equal(said.status, 1)
    t.match(said.stderr, 'This bundle is not taken (no-key)')
    t.equal(debian.ask('http://127.0.0.1:5224/setup'), 200)
    debian.shell('cp /tmp/first.pub /etc/laci/release.pub')
  })

  await t.test('lets go of Laci and keeps the shop', async (t) => {
    const file = debian.shell('stat -c %i /var/lib/laci/laci.db').stdout
    const said = debian.shell(`${INSTALL} --uninstall`, 'en')

    t.equal(said.status, 0, said.stdout + said.stderr)
    t.equal(debian.shell('stat -c %i /var/lib/laci/laci.db').stdout, file)
    t.equal(
      debian.shell('ls -d /opt/laci* /usr/local/bin/laci /etc/[a-km-z]*/*laci* /etc/systemd/*/*laci*').stdout,
      ''
    )
  })
})
