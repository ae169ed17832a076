import t from 'tap'
import { until } from './container.ts'
import { bootTunnel, PORT } from './tunnel-box.ts'

/** Back within a minute, as it is promised: looked for twice a second. */
const A_MINUTE = 120

await t.test('The owner’s tunnel by SSH', async (t) => {
  const box = await bootTunnel(t)
  const { debian, status, door } = box
  const mainPid = () => debian.shell('systemctl show -P MainPID laci-tunnel-ssh').stdout.trim()

  await t.test('is set up by one command on each side, with units that systemd finds sound', async (t) => {
    const units = '/etc/systemd/system/laci-tunnel-ssh.service /etc/systemd/system/laci-tunnel-ssh.path'
    t.equal(debian.shell(`systemd-analyze verify ${units}`).stderr, '')
    const exposure = debian.shell('systemd-analyze security --no-pager laci-tunnel-ssh.service').stdout
    const [, level] = /exposure level for laci-tunnel-ssh.service: ([\d.]+)/.exec(exposure) ?? []
    t.ok(Number(level) < 2, `exposed ${level} of 10`)
    t.equal(debian.shell(`/opt/laci/scripts/tunnel/setup ssh`).status, 0, 'set up once more')
  })

  await t.test('shows the owner’s door on the server’s own address', async (t) => {
    await until(() => status().state === 'connected', 'the tunnel opens', A_MINUTE)
    t.equal(door(), 'the owner’s door')
    t.equal(
      debian.shell(`ss -Hltn 'sport = :${PORT}' | awk '{ print $4 }'`).stdout.trim(),
      `127.0.0.1:${PORT}`
    )
  })

  await t.test('leaves the key readable to nobody but its own service', async (t) => {
    t.not(debian.shell('runuser -u laci-tunnel -- cat /var/lib/laci/tunnel/key').status, 0)
    t.equal(debian.shell('ps -o user= -C ssh').stdout.trim(), 'laci-tunnel')
  })

  await t.test('is back within a minute when the server drops it', async (t) => {
    const before = mainPid()
    debian.shell(`pkill -KILL -u laci-${PORT}`)
    await until(() => mainPid() !== before && status().state === 'connected', 'it is back', A_MINUTE)
    t.equal(door(), 'the owner’s door')
  })

  await t.test('notices a way that went silent, and is back within a minute of it', async (t) => {
    debian.shell(`pkill -STOP -u laci-${PORT}`)
    await until(() => status().why === 'silent', 'ServerAlive notices', A_MINUTE)
    t.equal(status().state, 'waiting')
    // What is frozen itself holds its port until it is gone; of a line that is dead, see below.
    debian.shell(`pkill -KILL -u laci-${PORT}`)
    await until(() => status().state === 'connected', 'it is back', A_MINUTE)
    t.equal(door(), 'the owner’s door')
  })

  await t.test('finds its port free after a line that was dead for a while', async (t) => {
    debian.shell('systemd-run --unit=line socat TCP-LISTEN:2200,bind=127.0.0.1,fork TCP:127.0.0.1:22')
    box.trustServer(2200)
    const through = () => debian.shell("ss -Htn state established 'dport = :2200'").stdout !== ''
    await until(() => through() && status().state === 'connected', 'by the line', A_MINUTE)
    debian.shell('systemctl kill --signal=STOP line') // nothing is said any more, and nobody hung up
    t.equal(door(), undefined)
    await until(() => status().why === 'silent', 'the box notices', A_MINUTE)
    const held = () => debian.shell(`ss -Hltn 'sport = :${PORT}'`).stdout !== ''
    await until(() => !held(), 'the server lets go of the port', A_MINUTE)
    debian.shell('systemctl kill --signal=CONT line')
    await until(() => status().state === 'connected', 'it is back', A_MINUTE)
    t.equal(door(), 'the owner’s door')
    box.trustServer()
    debian.shell('systemctl stop line')
    await until(() => status().state === 'connected', 'without the line', A_MINUTE)
  })

  await t.test('says that the internet is gone, and comes back by itself', async (t) => {
    debian.shell('systemctl stop ssh.socket ssh.service 2>/dev/null; pkill -KILL -x sshd')
    await until(() => status().why === 'refused', 'refused', A_MINUTE)
    debian.shell('systemctl start ssh.service')
    await until(() => status().state === 'connected', 'it is back', A_MINUTE)
    t.equal(door(), 'the owner’s door')
  })

  await t.test('refuses a server with another key, says so, and connects to nothing', async (t) => {
    debian.shell(
      'mv /etc/ssh/ssh_host_ed25519_key /etc/ssh/kept && mv /etc/ssh/ssh_host_ed25519_key.pub /etc/ssh/kept.pub'
    )
    debian.shell(
      `ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key; systemctl restart ssh; pkill -KILL -u laci-${PORT}`
    )
    await until(() => status().why === 'other-key', 'the key is not the one that was trusted', A_MINUTE)
    t.equal(status().state, 'waiting')
    t.equal(door(), undefined)
    t.equal(debian.ask('http://127.0.0.1:5226/'), 200, 'the shop itself stands')
    t.match(debian.shell('journalctl -u laci-tunnel-ssh').stdout, 'REMOTE HOST IDENTIFICATION HAS CHANGED')
    t.notMatch(debian.shell('journalctl -u laci-tunnel-ssh').stdout, 'PRIVATE KEY')

    box.trustServer() // the owner says yes to it
    await until(() => status().state === 'connected', 'the new key is taken at once', A_MINUTE)
    debian.shell(
      'mv /etc/ssh/kept /etc/ssh/ssh_host_ed25519_key; mv /etc/ssh/kept.pub /etc/ssh/ssh_host_ed25519_key.pub'
    )
    debian.shell('systemctl restart ssh')
    box.trustServer()
    await until(() => status().state === 'connected', 'as before', A_MINUTE)
  })

  await t.test('says so when the server does not know the key any more', async (t) => {
    const server_setup = `/opt/laci/scripts/tunnel/server-setup`
    t.equal(debian.shell(`${server_setup} --port ${PORT} --remove`).status, 0)
    await until(() => status().why === 'key-refused', 'the key is refused', A_MINUTE)
    t.equal(door(), undefined)
    t.equal(
      debian.shell(`getent passwd laci-${PORT}; ls /etc/ssh/laci /etc/ssh/sshd_config.d | grep ${PORT}`)
        .stdout,
      ''
    )
  })

  await t.test('ends when the owner forgets the server, and is undone without a trace', async (t) => {
    debian.shell('rm /var/lib/laci/tunnel/settings')
    await until(
      () => debian.shell('systemctl is-active laci-tunnel-ssh').stdout.trim() === 'inactive',
      'it ends',
      A_MINUTE
    )
    t.equal(status().state, undefined)
    t.equal(debian.shell(`/opt/laci/scripts/tunnel/setup ssh --remove`).status, 0)
    t.equal(debian.shell('ls /etc/systemd/system | grep laci-tunnel; getent passwd laci-tunnel').stdout, '')
    t.equal(debian.shell('ls /var/lib/laci/tunnel/key').status, 0, 'the key is kept')
  })
})
