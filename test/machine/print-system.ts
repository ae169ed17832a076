import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import { until } from './container.ts'

const CACHE = '/var/tmp/laci-machine/cups'
const SOCKET = '/run/cups/cups.sock'

/** A print system of our own, with the settings that Debian gives its own. */
export interface PrintSystem {
  /** Makes a queue that hands everything on as it is. @param uri where to, `socket://127.0.0.1:9100` */
  addQueue(name: string, uri: string): void
  /** What waits in a queue, or is being printed. */
  waiting(queue: string): string[]
}

/** Starts CUPS where everybody looks for it; this machine's own, if it has one, is hidden until the test is over. */
export async function startPrintSystem(t: Test): Promise<PrintSystem> {
  // CUPS runs only what lies in folders that root alone may write to.
  const home = mkdtempSync('/run/laci-cups-')
  execFileSync('chmod', ['755', home])
  for (const folder of [
    'root',
    'spool/tmp',
    'cache',
    'state',
    'lib/backend',
    'lib/filter',
    'lib/notifier',
    'run'
  ])
    mkdirSync(join(home, folder), { recursive: true })
  const place = dirname(SOCKET)
  mkdirSync(place, { recursive: true })
  execFileSync('mount', ['--bind', join(home, 'run'), place])
  symlinkSync('/usr/lib/cups/daemon', join(home, 'lib/daemon'))
  execFileSync('install', ['-m', '755', socketBackend(), join(home, 'lib/backend/socket')])

  const theirs = readFileSync('/usr/share/cups/cupsd.conf.default', 'utf8')
  const settings = join(home, 'cupsd.conf')
  writeFileSync(settings, `${theirs.replace(/^(Listen|Port|Brows).*$/gm, '')}\nListen ${SOCKET}\n`)
  const files = join(home, 'cups-files.conf')
  writeFileSync(files, whereFilesAre(home))

  const cupsd = spawn('cupsd', ['-f', '-c', settings, '-s', files], { stdio: 'ignore' })
  t.teardown(async () => {
    if (cupsd.exitCode === null && cupsd.kill()) await once(cupsd, 'exit')
    execFileSync('umount', [place])
    rmSync(home, { recursive: true })
  })
  await until(
    () => spawnSync('lpstat', ['-r'], { encoding: 'utf8' }).stdout.includes('is running'),
    'CUPS runs'
  )
  return {
    addQueue: (name, uri) => {
      execFileSync('lpadmin', ['-p', name, '-E', '-v', uri, '-m', 'raw'], { stdio: 'ignore' })
    },
    waiting: (queue) => {
      const said = execFileSync('lpstat', ['-W', 'not-completed', '-o', queue], { encoding: 'utf8' })
      return said.split('\n').flatMap((line) => line.split(' ')[0] || [])
    }
  }
}

function whereFilesAre(home: string): string {
  const names = { ServerRoot: 'root', RequestRoot: 'spool', TempDir: 'spool/tmp', CacheDir: 'cache' }
  const more = {
    StateDir: 'state',
    ServerBin: 'lib',
    AccessLog: 'access',
    ErrorLog: 'error',
    PageLog: 'page'
  }
  const lines = Object.entries({ ...names, ...more }).map(([name, path]) => `${name} ${join(home, path)}`)
  return [...lines, 'SystemGroup root', ''].join('\n')
}

/** The way from a queue to the network; Debian has it in a package that would bring a hundred others. */
function socketBackend(): string {
  const backend = join(CACHE, 'usr/lib/cups/backend-available/socket')
  if (existsSync(backend)) return backend
  mkdirSync(CACHE, { recursive: true })
  const options = { cwd: CACHE, stdio: 'ignore' } as const
  execFileSync('apt-get', ['-qq', 'download', 'cups'], options)
  execFileSync('sh', ['-c', 'dpkg-deb -x cups_*.deb .'], options)
  return backend
}
