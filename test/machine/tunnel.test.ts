import t, { type Test } from 'tap'
import { until } from './container.ts'
import { bootTunnel, PORT, type TunnelBox } from './tunnel-box.ts'

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

  await theKeyOpensNothing(t, box)

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

/** Whoever steals the key from the box may hold up a door on one port of the server, and that is all. */
async function theKeyOpensNothing(t: Test, { debian, key, status }: TunnelBox): Promise<void> {
  await t.test('The tunnel’s key', async (t) => {
    // The port is to be had by these trials.
    debian.shell('systemctl stop laci-tunnel-ssh.path laci-tunnel-ssh.service')
    const user = `laci-${PORT}@127.0.0.1`
    const options = `-F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes -i ${key}`
    /** Runs a client for some seconds at most; 124 is one that was let stay. */
    const ssh = (args: string, seconds = 4) =>
      debian.shell(`timeout ${seconds} ssh ${options} ${args} ${user} </dev/null`)
    /** Whether somebody with the key reaches a port of the server's through it, by `ssh -L`. */
    const reachesBy = (forward: string, probe: string) => {
      const line = `timeout 6 ssh -N ${options} ${forward} ${user} </dev/null >/tmp/said 2>&1 & sleep 2; ${probe}; wait; cat /tmp/said >&2`
      return debian.shell(line)
    }
    const curl5226 = `exec 3<>/dev/tcp/127.0.0.1/17001; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; timeout 2 cat <&3`
    const throughL = () => reachesBy('-L 127.0.0.1:17001:127.0.0.1:5226', `bash -c "${curl5226}"`)

    await t.test('opens its own port on the server’s own address', async (t) => {
      t.equal(ssh(`-N -o ExitOnForwardFailure=yes -R 127.0.0.1:${PORT}:127.0.0.1:5226`).status, 124)
    })

    await t.test('opens no other port, and none to the world', async (t) => {
      for (const listen of [
        '127.0.0.1:15999',
        `0.0.0.0:${PORT}`,
        `*:${PORT}`,
        `:${PORT}`,
        '127.0.0.1:0',
        '/tmp/socket'
      ]) {
        const said = ssh(`-N -o ExitOnForwardFailure=yes -R ${listen}:127.0.0.1:5226`)
        t.equal(said.status, 255, listen)
        t.match(said.stderr, /remote port forwarding failed|remote forward.*fail|Could not request/i, listen)
      }
    })

    await t.test('gives no shell, no command, no terminal, no files', async (t) => {
      for (const args of ['-T', '-tt']) {
        const said = debian.shell(`echo id | timeout 4 ssh ${options} ${args} ${user}`)
        t.not(said.status, 0)
        t.notMatch(said.stdout, 'uid=')
      }
      const said = debian.shell(`timeout 4 ssh ${options} ${user} id </dev/null`)
      t.not(said.status, 0)
      t.notMatch(said.stdout, 'uid=')
      t.not(ssh('-s', 4).status, 0)
      t.not(debian.shell(`echo ls | timeout 4 sftp ${options} -b - ${user}`).status, 0)
    })

    await t.test('gives no way to what the server reaches: not by -L, not by -D, not by -W', async (t) => {
      const said = throughL()
      t.notMatch(said.stdout, 'the owner’s door')
      t.match(said.stderr, 'administratively prohibited')
      const socks = reachesBy(
        '-D 127.0.0.1:17001',
        `bash -c "exec 3<>/dev/tcp/127.0.0.1/17001; printf '\\5\\1\\0\\5\\1\\0\\1\\177\\0\\0\\1\\24\\152' >&3; sleep 1; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; timeout 2 cat <&3"`
      )
      t.notMatch(socks.stdout, 'the owner’s door')
      t.match(socks.stderr, 'administratively prohibited')
      t.match(ssh('-W 127.0.0.1:5226').stderr, 'administratively prohibited')
    })

    await t.test('lends no agent and no screen', async (t) => {
      const agent = debian.shell(
        `eval $(ssh-agent) >/dev/null; timeout 4 ssh -v -A -N ${options} ${user} </dev/null; kill $SSH_AGENT_PID`
      )
      t.notMatch(agent.stderr, 'requesting authentication agent forwarding')
      const says = debian.shell(`/usr/sbin/sshd -T -C user=laci-${PORT},host=x,addr=127.0.0.1`).stdout
      for (const rule of [
        'allowagentforwarding no',
        'x11forwarding no',
        'permittunnel no',
        'maxsessions 0'
      ]) {
        t.match(says, rule)
      }
    })

    await t.test(
      'does open -L where the line in authorized_keys stands alone: these trials can see it',
      async (t) => {
        const drop_in = `/etc/ssh/sshd_config.d/20-laci-${PORT}.conf`
        debian.shell(
          `cp ${drop_in} /root/rules; sed -i '/^Match\\|AuthorizedKeysFile/!d' ${drop_in}; systemctl reload ssh; sleep 1`
        )
        t.match(throughL().stdout, 'the owner’s door')
        debian.shell(`cp /root/rules ${drop_in}; systemctl reload ssh; sleep 1`)
        t.notMatch(throughL().stdout, 'the owner’s door')
      }
    )

    await t.test('of one shop does not take the port of another', async (t) => {
      debian.shell(`ssh-keygen -q -t ed25519 -N '' -C laci -f /root/other`)
      const made = debian.shell(
        `/opt/laci/scripts/tunnel/server-setup --port 15300 --key "$(cat /root/other.pub)"`
      )
      t.equal(made.status, 0, made.stderr)
      const other = (args: string, who: string) =>
        debian.shell(
          `timeout 4 ssh -N -o ExitOnForwardFailure=yes ${options.replace(key, '/root/other')} ${args} ${who}@127.0.0.1 </dev/null`
        )
      t.equal(other('-R 127.0.0.1:15300:127.0.0.1:5226', 'laci-15300').status, 124, 'its own')
      t.equal(other(`-R 127.0.0.1:${PORT}:127.0.0.1:5226`, 'laci-15300').status, 255)
      t.match(other('-R 127.0.0.1:15300:127.0.0.1:5226', `laci-${PORT}`).stderr, 'Permission denied')
    })

    debian.shell('systemctl start laci-tunnel-ssh.path laci-tunnel-ssh.service')
    await until(() => status().state === 'connected', 'the tunnel is open again', A_MINUTE)
  })
}
