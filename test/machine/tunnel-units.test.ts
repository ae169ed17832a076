import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { bootDebian, CHECKOUT_INSIDE, until } from './container.ts'
import { PACKAGES } from './tunnel-box.ts'

const SCRIPTS = resolve(import.meta.dirname, '../../scripts')

await t.test('Every script of the tunnel is plain and sound', async (t) => {
  const scripts = globSync('tunnel/{connect,note-up,server-setup,setup}', { cwd: SCRIPTS })
  const said = spawnSync('shellcheck', ['--shell=sh', ...scripts], { cwd: SCRIPTS, encoding: 'utf8' })

  t.equal(scripts.length, 4)
  t.equal(said.status, 0, said.stdout + said.stderr)
})

await t.test(
  'cloudflared is told to show the owner’s door under one name, and that nothing else is there',
  async (t) => {
    const config = readFileSync(join(SCRIPTS, 'tunnel/cloudflared.yml'), 'utf8')
    const services = config.match(/(?<=service: ).*/g)
    t.same(services, ['http://127.0.0.1:5226', 'http_status:404'])
    t.match(
      config,
      /- hostname: HOSTNAME\n {4}service: http:\/\/127\.0\.0\.1:5226\n {2}- service: http_status:404\n$/
    )
  }
)

await t.test('A box', async (t) => {
  const debian = await bootDebian(t, PACKAGES)
  debian.shell(`install -d /opt/laci; cp -r ${CHECKOUT_INSIDE}/scripts /opt/laci/`)
  const setup = (args: string) => debian.shell(`/opt/laci/scripts/tunnel/setup ${args}`)

  await t.test('has units that systemd finds sound, walled in well', async (t) => {
    debian.shell(
      'install -m 644 /opt/laci/scripts/box/laci-tunnel-* /opt/laci/scripts/box/laci-door-* /etc/systemd/system/'
    )
    debian.shell('systemctl daemon-reload')
    // Exits with 0 whatever it finds; what it says is what counts.
    t.equal(debian.shell('systemd-analyze verify /etc/systemd/system/laci-*').stderr, '')
    for (const service of ['laci-tunnel-ssh', 'laci-tunnel-cloudflared', 'laci-door-proxy']) {
      const said = debian.shell(`systemd-analyze security --no-pager ${service}.service`).stdout
      const [, level] = /exposure level for \S+: ([\d.]+)/.exec(said) ?? []
      t.ok(Number(level) < 2.5, `${service} is exposed ${level} of 10`)
    }
    debian.shell(
      'sed -i s/ProtectSystem=strict/ProtectSystem=sometimes/ /etc/systemd/system/laci-tunnel-ssh.service'
    )
    t.not(debian.shell('systemd-analyze verify /etc/systemd/system/laci-tunnel-ssh.service').stderr, '')
    debian.shell('rm /etc/systemd/system/laci-*; systemctl daemon-reload')
  })

  await t.test('is told what is wrong with what it was asked', async (t) => {
    t.equal(setup('').status, 64)
    t.equal(setup('--help').status, 0)
    t.match(debian.shell('runuser -u nobody -- /opt/laci/scripts/tunnel/setup ssh').stderr, 'sudo')
    t.match(setup('wireguard x').stderr, 'SERVER_PUBLIC_KEY')
    t.match(setup('cloudflared 1 toko.example /nowhere').stderr, 'Install cloudflared first')
  })

  await t.test('runs cloudflared with our settings and its credentials, and tells since when', async (t) => {
    // Cloudflare's program is not to be had here: this one stands in for it, and says that it is ready as that does.
    const stand_in = String.raw`#!/usr/bin/perl
use Socket; socket(my $s, AF_UNIX, SOCK_DGRAM, 0); open(my $o, '>', "$ENV{RUNTIME_DIRECTORY}/asked"); print $o "@ARGV\n";
for (@ARGV) { if (-f $_) { open(my $f, '<', $_); print {$o} readline($f); } } close $o;
send($s, 'READY=1', 0, sockaddr_un($ENV{NOTIFY_SOCKET})); sleep;`
    debian.shell(
      `cat >/usr/local/bin/cloudflared <<'END'\n${stand_in}\nEND\nchmod +x /usr/local/bin/cloudflared`
    )
    debian.shell(`echo '{"TunnelSecret":"s3cret"}' >/root/c.json`)
    const said = setup('cloudflared 1b9e toko.example /root/c.json')
    t.equal(said.status, 0, said.stderr)
    await until(
      () => debian.shell('systemctl is-active laci-tunnel-cloudflared').stdout === 'active\n',
      'it runs'
    )
    const asked = debian.shell('cat /run/laci-tunnel/cloudflared/asked').stdout
    t.match(asked, 'tunnel: 1b9e')
    t.match(asked, 'hostname: toko.example')
    t.match(asked, 's3cret')
    t.match(debian.shell('cat /run/laci-tunnel/cloudflared/status').stdout, /^state=up\nsince=\d+/)
    t.equal(debian.shell('stat -c "%a %U" /etc/laci/cloudflared.json').stdout, '600 root\n')
  })

  await t.test('lets go of it without a trace', async (t) => {
    t.equal(setup('cloudflared --remove').status, 0)
    t.equal(
      debian.shell('ls /etc/laci /etc/systemd/system | grep cloudflared; ls /run/laci-tunnel/cloudflared')
        .stdout,
      ''
    )
  })
})
