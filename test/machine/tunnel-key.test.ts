import t from 'tap'
import { until } from './container.ts'
import { bootTunnel, PORT } from './tunnel-box.ts'

// Whoever steals the key from the box may hold up a door on one port of the server, and that is all.
await t.test('The tunnel’s key', async (t) => {
  const { debian, key } = await bootTunnel(t)
  // The port is to be had by these trials, as soon as the server has seen that the box is gone.
  debian.shell('systemctl stop laci-tunnel-ssh.path laci-tunnel-ssh.service')
  await until(
    () => debian.shell(`ss -Hltn 'sport = :${PORT}'`).stdout === '',
    'the server lets go of the port'
  )
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
    const open = () => ssh(`-N -o ExitOnForwardFailure=yes -R 127.0.0.1:${PORT}:127.0.0.1:5226`)
    // The server reads its rules at its leisure, the longer the busier the machine is, and is away for a blink meanwhile.
    await until(() => open().status === 124, 'it stays')
    t.equal(open().status, 124)
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
    for (const rule of ['allowagentforwarding no', 'x11forwarding no', 'permittunnel no', 'maxsessions 0']) {
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
    // The server reads its new rules at its leisure, and is away for a blink meanwhile.
    const is_let_in = () => other('-R 127.0.0.1:15300:127.0.0.1:5226', 'laci-15300').status === 124
    await until(is_let_in, 'its own', 10)
    t.equal(other(`-R 127.0.0.1:${PORT}:127.0.0.1:5226`, 'laci-15300').status, 255)
    t.match(other('-R 127.0.0.1:15300:127.0.0.1:5226', `laci-${PORT}`).stderr, 'Permission denied')
  })
})
