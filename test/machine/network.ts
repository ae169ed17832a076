import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { until } from './container.ts'

const LACI = resolve(import.meta.dirname, '../../scripts/laci')

/** A shop's network of its own, in which machines stand that see nothing else: what they call out, all others hear. */
export interface ShopNetwork {
  /** Runs a program on the machine that is no box, such as a technician's. */
  run(command: string, ...args: string[]): { status: number | null; stdout: string; stderr: string }
  /** Starts one there that goes on, such as a service. */
  serve(command: string, args: string[], env?: Record<string, string>): ChildProcess
  /** A command that has any program run there. */
  readonly enter: string[]
  /** Connects another machine. */
  connect(address: string): Machine
}

/** A machine in the shop's network. */
interface Machine {
  address: string
  /** Starts a box on it. @returns all that it says, as it says it */
  startBox(data: string, env?: Record<string, string>): Promise<StartedBox>
  /** Gives it another address, as a router does that forgot it. */
  move(address: string): void
}

interface StartedBox {
  said: string[]
  close(): Promise<void>
}

/** Makes a network for a test; with the test it is gone. */
export function makeShopNetwork(t: Test): ShopNetwork {
  const hub = `laci${process.pid}`
  ip('netns', 'add', hub)
  t.teardown(() => spawnSync('ip', ['netns', 'del', hub]))
  const here = ['-n', hub]
  ip(...here, 'link', 'add', 'br0', 'type', 'bridge')
  ip(...here, 'addr', 'add', '10.77.0.1/24', 'brd', '+', 'dev', 'br0')
  for (const card of ['lo', 'br0']) ip(...here, 'link', 'set', card, 'up')
  const enter = ['ip', 'netns', 'exec', hub]
  let machines = 0

  return {
    enter,
    run: (command, ...args) =>
      spawnSync(enter[0]!, [...enter.slice(1), command, ...args], { encoding: 'utf8', timeout: 120_000 }),
    serve: (command, args, env = {}) => {
      const child = spawn(enter[0]!, [...enter.slice(1), command, ...args], {
        env: { ...process.env, ...env }
      })
      t.teardown(() => child.kill('SIGKILL'))
      return child
    },
    connect(first) {
      machines += 1
      const space = `${hub}m${machines}`
      const plug = `plug${machines}`
      ip('netns', 'add', space)
      t.teardown(() => spawnSync('ip', ['netns', 'del', space]))
      ip(...here, 'link', 'add', plug, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space)
      ip(...here, 'link', 'set', plug, 'master', 'br0')
      ip(...here, 'link', 'set', plug, 'up')
      ip('-n', space, 'link', 'set', 'lo', 'up')
      ip('-n', space, 'link', 'set', 'eth0', 'up')
      const machine: Machine = {
        address: first,
        move(address) {
          ip('-n', space, 'addr', 'flush', 'dev', 'eth0', 'scope', 'global')
          ip('-n', space, 'addr', 'add', `${address}/24`, 'brd', '+', 'dev', 'eth0')
          ip('-n', space, 'route', 'replace', 'default', 'via', '10.77.0.1')
          machine.address = address
        },
        startBox: (data, env = {}) => startBox(t, space, data, env)
      }
      machine.move(first)
      return machine
    }
  }
}

async function startBox(
  t: Test,
  space: string,
  data: string,
  env: Record<string, string>
): Promise<StartedBox> {
  const child = spawn('ip', ['netns', 'exec', space, LACI, 'start'], {
    env: {
      ...process.env,
      LACI_DATA: data,
      LACI_HOST: '0.0.0.0',
      LACI_HTTPS_PORT: '443',
      LACI_HTTP_PORT: '80',
      LANG: 'en',
      ...env
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  t.teardown(() => child.kill('SIGKILL'))
  const said: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line))
  await until(() => said.some((line) => line.includes('http://')), 'the box says its address')
  return {
    said,
    async close() {
      child.kill('SIGTERM')
      await until(() => child.exitCode !== null, 'the box closes')
    }
  }
}

/** Starts Debian's own responder in the network, with a bus of its own to ask it over. @returns how to ask it */
export async function startAvahi(
  t: Test,
  network: ShopNetwork
): Promise<(command: string, ...args: string[]) => string> {
  const home = mkdtempSync(join(tmpdir(), 'laci-avahi-'))
  t.teardown(() => rmSync(home, { recursive: true, force: true }))
  const bus = `unix:path=${home}/bus`
  writeFileSync(
    join(home, 'bus.conf'),
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>${bus}</listen><auth>EXTERNAL</auth><policy context="default"><allow own="*"/>
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/></policy></busconfig>`
  )
  const conf = join(home, 'avahi.conf')
  writeFileSync(conf, '[server]\nhost-name=technician\nuse-ipv6=no\n[wide-area]\n[rlimits]\n')
  mkdirSync('/run/avahi-daemon', { recursive: true })
  const env = { DBUS_SYSTEM_BUS_ADDRESS: bus }
  network.serve('dbus-daemon', [`--config-file=${join(home, 'bus.conf')}`, '--nofork'])
  await until(() => spawnSync('test', ['-S', join(home, 'bus')]).status === 0, 'the bus is there')
  network.serve('avahi-daemon', ['--no-drop-root', '--no-chroot', '--no-rlimits', '-f', conf], env)
  const ask = (command: string, ...args: string[]): string => {
    const [enter, ...rest] = network.enter
    return spawnSync(enter!, [...rest, 'timeout', '20', command, ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env }
    }).stdout
  }
  await until(
    () => ask('avahi-resolve', '-4', '-n', 'technician.local').includes('10.77.0.1'),
    'Avahi answers'
  )
  return ask
}

function ip(...args: string[]): void {
  execFileSync('ip', args)
}
