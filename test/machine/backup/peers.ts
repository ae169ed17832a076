import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Address } from '../../../server/backup/destinations/destination.ts'
import { SECRET } from '../../backup/destinations/rules.ts'
import { freePort } from '../../free-port.ts'
import { until } from '../container.ts'
import { run, tempFolder } from './sticks.ts'

/** An OpenSSH server on this machine, with its own settings and keys. */
export interface SshPeer {
  port: number
  private_key: string
  /** Another key, which the server does not know. */
  strange_key: string
  address: Extract<Address, { kind: 'sftp' }>
  /** Gives it another key of its own, as a machine that took the first one's place would have. */
  changeHostKey(): Promise<void>
}

/** @param root a folder; an absolute path in it is what destinations are made of */
export async function startSshd(t: Test, root: string): Promise<SshPeer> {
  const home = tempFolder(t)
  const key = (name: string): string => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(home, name)])
    return readFileSync(join(home, name), 'utf8')
  }
  key('host')
  key('host-of-another')
  const private_key = key('ours')
  const strange_key = key('strange')
  chmodSync(home, 0o700)
  // Outside of any folder that somebody else may write to, or the server does not trust it.
  writeFileSync(join(home, 'authorized_keys'), readFileSync(join(home, 'ours.pub')))
  mkdirSync('/run/sshd', { recursive: true })

  const port = await freePort()
  let server: ChildProcess
  const start = async (host_key: string): Promise<void> => {
    const config = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(home, host_key)}`,
      `AuthorizedKeysFile ${join(home, 'authorized_keys')}`,
      'StrictModes no',
      'PidFile none',
      'UsePAM no',
      'PasswordAuthentication yes',
      'PermitRootLogin yes',
      'Subsystem sftp internal-sftp'
    ]
    writeFileSync(join(home, 'sshd_config'), `${config.join('\n')}\n`)
    server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(home, 'sshd_config')], { stdio: 'ignore' })
    await listening(port)
  }
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit')
  }
  await start('host')
  t.teardown(stop)
  const address = {
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    user: 'root',
    path: join(root, 'cadangan'),
    host_key: null
  } as const
  return {
    port,
    private_key,
    strange_key,
    address,
    changeHostKey: async () => {
      await stop()
      await start('host-of-another')
    }
  }
}

/** A user of this machine, who opens with a password; gone with the test. */
export function addUser(t: Test, home: string): { user: string; password: string } {
  const user = `laci-${process.pid}`
  const crypted = run('openssl', 'passwd', '-6', SECRET).trim()
  run('useradd', '--no-create-home', '--home-dir', home, '--shell', '/bin/sh', '--password', crypted, user)
  t.teardown(() => run('userdel', '--force', user)) // a session of his may take a moment to end
  chownSync(home, Number(run('id', '-u', user)), 0)
  return { user, password: SECRET }
}

/** Rclone serving a folder by WebDAV. */
export async function startWebdav(t: Test, root: string, ...options: string[]): Promise<number> {
  const port = await freePort()
  const own = ['--addr', `127.0.0.1:${port}`, '--user', 'toko', '--pass', SECRET, ...options]
  await startProgram(t, 'rclone', ['serve', 'webdav', root, ...own])
  await listening(port)
  return port
}

async function startProgram(t: Test, program: string, args: string[]): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: tempFolder(t), RCLONE_CONFIG: '/dev/null' }
  const child = spawn(program, args, { stdio: 'ignore', env })
  t.teardown(async () => {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
  })
}

async function listening(port: number): Promise<void> {
  let heard = false
  await until(() => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.on('connect', () => {
      heard = true
      socket.destroy()
    })
    return heard
  }, `somebody listens on port ${port}`)
}
