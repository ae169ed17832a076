import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'

const CHECKOUT = resolve(import.meta.dirname, '../..')
const CACHE = '/var/tmp/laci-machine'
const PATH = 'PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const SUITE = 'bookworm'
/** Raise it when the recipe of the root changes. */
const RECIPE = 1

/** Where this checkout stands in a container, read-only. */
export const CHECKOUT_INSIDE = '/mnt/laci'

/** What a command inside said. */
interface Said {
  status: number | null
  stdout: string
  stderr: string
}

/** A bare Debian that systemd has booted, cut off from every network. */
export interface Container {
  /** Runs a line of shell inside, as root, in a terminal of the given language. */
  shell(line: string, lang?: string): Said
  /** Runs a line of shell as root on this machine, where the container's processes have the numbers they have inside. */
  above(line: string): Said
  /** Asks a web server inside for a page. @returns the status, or undefined when nobody answers. */
  ask(url: string): number | undefined
  /** As {@link ask}. @returns what stands on the page */
  read(url: string): string | undefined
  /** Takes the power away from one moment to the next, and gives it back. */
  pullThePlug(): Promise<void>
  /** Starts a program of ours in the container's network alone. */
  beside(script: string): ChildProcess
  /** Unpacks an archive in a folder inside, as somebody does who brought it on a stick. */
  unpack(archive: string, folder: string): void
  /** Connects the container and another machine by a wire, until the next power cut. */
  connect(address: string, neighbour: string): Neighbour
}

/** A machine that reaches the container over a wire, as a tablet reaches a box. */
interface Neighbour {
  run(command: string, ...args: string[]): Said
}

/**
 * Boots a fresh copy of a minimal Debian with systemd in it. The first call on a machine makes the root, from the
 * Debian mirror that apt uses, and keeps it.
 *
 * @param packages what it has besides, by Debian's names
 * @param plugged folders of this machine, and where each of them is mounted inside, to be written to
 */
export async function bootDebian(
  t: Test,
  packages: readonly string[] = [],
  plugged: Record<string, string> = {}
): Promise<Container> {
  const kept = keptRoot(packages)
  const home = mkdtempSync(join(CACHE, 'box-'))
  const root = join(home, 'root')
  t.teardown(() => rmSync(home, { recursive: true, force: true }))
  execFileSync('cp', ['-a', '--reflink=auto', kept, root])

  let running = await boot(root, plugged)
  t.teardown(() => running.end())

  const enter = (): string[] => ['--target', running.leader, '--net', '--', process.execPath, '-e']
  const container: Container = {
    shell: (line, lang = 'C') =>
      // `env -i`, because the test runner puts options of its own into what a Node started from here would read.
      spawnSync(
        'nsenter',
        [
          '--target',
          running.leader,
          '--all',
          '--',
          'env',
          '-i',
          PATH,
          `LANG=${lang}`,
          'HOME=/root',
          '/bin/sh',
          '-c',
          line
        ],
        { encoding: 'utf8', timeout: 300_000 }
      ),
    above: (line) =>
      spawnSync('nsenter', ['--target', running.leader, '--pid', '--', '/bin/sh', '-c', line], {
        encoding: 'utf8',
        timeout: 60_000
      }),
    ask: (url) => {
      const script =
        'fetch(process.argv[1], { signal: AbortSignal.timeout(5000) }).then((answer) => console.log(answer.status), () => {})'
      const said = spawnSync('nsenter', [...enter(), script, url], { env: {}, encoding: 'utf8' })
      return Number(said.stdout) || undefined
    },
    read: (url) => {
      const script =
        'fetch(process.argv[1], { signal: AbortSignal.timeout(5000) }).then(async (answer) => process.stdout.write(await answer.text()), () => {})'
      const said = spawnSync('nsenter', [...enter(), script, url], { env: {}, encoding: 'utf8' })
      return said.stdout || undefined
    },
    pullThePlug: async () => {
      await running.end()
      running = await boot(root, plugged)
      await isUp(container)
    },
    beside: (script) => spawn('nsenter', [...enter(), script], { env: {} }),
    unpack: (archive, folder) => {
      const input = openSync(archive, 'r')
      const tar = [
        'env',
        '-i',
        PATH,
        'tar',
        '--extract',
        '--gzip',
        '--file=-',
        '--no-same-owner',
        `--directory=${folder}`
      ]
      execFileSync('nsenter', ['--target', running.leader, '--all', '--', ...tar], {
        stdio: [input, 'pipe', 'pipe']
      })
      closeSync(input)
    },
    connect: (address, neighbour) => layWire(t, running.leader, address, neighbour)
  }
  await isUp(container)
  return container
}

function layWire(t: Test, leader: string, address: string, neighbour: string): Neighbour {
  const space = `laci-neighbour-${leader}`
  const ip = (...args: string[]) => execFileSync('ip', args)
  ip('netns', 'add', space)
  t.teardown(() => spawnSync('ip', ['netns', 'del', space]))
  ip('-n', space, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'shop0', 'netns', leader)
  ip('-n', space, 'addr', 'add', `${neighbour}/24`, 'dev', 'eth0')
  ip('-n', space, 'link', 'set', 'eth0', 'up')
  // A bare Debian has no `ip` of its own.
  const inside = (...args: string[]) => execFileSync('nsenter', ['--target', leader, '--net', 'ip', ...args])
  inside('addr', 'add', `${address}/24`, 'dev', 'shop0')
  inside('link', 'set', 'shop0', 'up')
  return {
    run: (command, ...args) =>
      spawnSync('ip', ['netns', 'exec', space, command, ...args], { encoding: 'utf8', timeout: 60_000 })
  }
}

async function isUp(container: Container): Promise<void> {
  const state = (): string => container.shell('systemctl is-system-running').stdout
  await until(() => /running|degraded/.test(state()), 'systemd boots')
}

async function boot(
  root: string,
  plugged: Record<string, string>
): Promise<{ leader: string; end(): Promise<void> }> {
  const nspawn = spawn('systemd-nspawn', [
    '--quiet',
    '--boot',
    `--directory=${root}`,
    '--private-network',
    '--register=no',
    '--keep-unit',
    '--console=pipe',
    `--bind-ro=${CHECKOUT}:${CHECKOUT_INSIDE}`,
    ...Object.entries(plugged).map(([path, inside]) => `--bind=${path}:${inside}`),
    ...packagesElsewhere()
  ])
  const console: string[] = []
  for (const pipe of [nspawn.stdout, nspawn.stderr]) pipe.on('data', (words) => console.push(String(words)))
  const gone = once(nspawn, 'exit')
  const leader = await findLeader(nspawn, console)
  return {
    leader,
    async end() {
      // With its first process, everything in the container is gone at once.
      if (nspawn.exitCode === null) process.kill(Number(leader), 'SIGKILL')
      await gone
    }
  }
}

/** Waits until something holds, looking twice a second unless told. @throws after so many looks, saying what never came. */
export async function until(holds: () => boolean, what: string, tries = 120, every_ms = 500): Promise<void> {
  for (let left = tries; left > 0; left--) {
    if (holds()) return
    await sleep(every_ms)
  }
  throw new Error(`never: ${what}`)
}

/**
 * A minimal Debian in a folder, made once and not to be changed. The library that the installer fetches is left out, and
 * put where apt finds it without a network.
 */
export function keptRoot(packages: readonly string[]): string {
  const root = join(CACHE, [`${SUITE}-${RECIPE}`, ...packages].join('+'))
  if (existsSync(root)) return root
  mkdirSync(CACHE, { recursive: true })
  const making = `${root}.making`
  rmSync(making, { recursive: true, force: true })
  execFileSync('mmdebstrap', [
    '--variant=minbase',
    `--include=${['systemd', 'systemd-sysv', 'udev', 'dbus', ...packages].join(',')}`,
    '--skip=cleanup/apt',
    '--customize-hook=rm -f "$1"/var/cache/apt/archives/*.deb',
    '--customize-hook=chroot "$1" apt-get -qq install -y --download-only libatomic1',
    SUITE,
    making
  ])
  renameSync(making, root)
  return root
}

/** In a checkout whose packages are a link to another's, the link must lead somewhere inside as well. */
function packagesElsewhere(): string[] {
  const packages = join(CHECKOUT, 'node_modules')
  const real = realpathSync(packages)
  return real === packages ? [] : [`--bind-ro=${real}`]
}

/** The container's first process, as the host counts. @throws what systemd-nspawn said when it gave up. */
async function findLeader(nspawn: ChildProcess, console: string[]): Promise<string> {
  let leader = ''
  const isStarted = (): boolean => {
    if (nspawn.exitCode !== null) throw new Error(`systemd-nspawn can't run here: ${console.join('')}`)
    const children = spawnSync('pgrep', ['--parent', String(nspawn.pid), '--exact', 'systemd'], {
      encoding: 'utf8'
    })
    leader = children.stdout.trim()
    return leader !== ''
  }
  await until(isStarted, 'the container starts')
  return leader
}
