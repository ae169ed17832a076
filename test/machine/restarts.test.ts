// What a shop box does when it is killed, when it hangs, when the machine has no memory for it or is slow: it serves again
// by itself, within seconds. `LACI_KILLS` and `LACI_HANGS` for more of each (500 and 20 for a release).

import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { showFigures } from './backup/figures.ts'
import { bootDebian, CHECKOUT_INSIDE, until } from './container.ts'
import { feelPulse } from './pulse.ts'

const KILLS = Number(process.env['LACI_KILLS'] ?? 3)
const HANGS = Number(process.env['LACI_HANGS'] ?? 1)
/** A group of processes of this machine's, as a container has none of its own. */
const STARVED = `/sys/fs/cgroup/memory/laci-starved-${process.pid}`
const SLOWED = `/sys/fs/cgroup/cpu/laci-slowed-${process.pid}`
const FIFTH = { period_us: 100_000, quota_us: 20_000 }
/** Several times the patience of what watches the box. */
const A_WHILE_S = 20
const SETUP = 'http://127.0.0.1:5224/setup'
/** Not how fast it should be, which is for `docs/faults.md`, but what nobody would call by itself any more. */
const LONG_MS = 60_000

t.setTimeout(0) // as long as so many take

await t.test('A box that serves', async (t) => {
  const debian = await bootDebian(t)
  t.equal(debian.shell(`${CHECKOUT_INSIDE}/scripts/install-service`, 'en').status, 0)
  const pulse = await feelPulse(t, debian, SETUP)
  const show = (what: string): string => debian.shell(`systemctl show -P ${what} laci`).stdout.trim()
  const kill = (signal: string): void => {
    debian.shell(`systemctl kill --signal=${signal} --kill-whom=main laci`)
  }

  await t.test('says so to systemd, which watches it from then on', async (t) => {
    t.equal(show('Type'), 'notify')
    t.equal(show('SubState'), 'running')
    t.equal(show('WatchdogUSec'), '5s')
  })

  await t.test('serves again when it is killed', async (t) => {
    const took = await repeated(KILLS, () => pulse.afterwards(() => kill('KILL')))
    tell('killed, until it serves again', took)
    t.ok(Math.max(...took) < LONG_MS)
    t.equal(show('NRestarts'), String(KILLS))
  })

  await t.test('is ended and started anew when it hangs', async (t) => {
    const took = await repeated(HANGS, () => pulse.afterwards(() => kill('STOP')))
    tell('hung, until it serves again', took)
    t.ok(Math.max(...took) < LONG_MS)
    t.equal(show('NRestarts'), String(KILLS + HANGS))
    t.match(debian.shell('journalctl -u laci').stdout, /Watchdog timeout/)
  })

  await t.test('lies still for good when it hangs and nobody watches it', async (t) => {
    debian.shell('mkdir -p /run/systemd/system/laci.service.d')
    debian.shell("printf '[Service]\\nWatchdogSec=0\\n' >/run/systemd/system/laci.service.d/unwatched.conf")
    const unwatched = await pulse.afterwards(() =>
      debian.shell('systemctl daemon-reload; systemctl restart laci')
    )
    t.ok(unwatched < LONG_MS)
    kill('STOP')
    debian.shell('sleep 8')
    t.equal(debian.ask(SETUP), undefined, 'or this test sees nothing')
    kill('CONT')
    t.equal(debian.ask(SETUP), 200)
    debian.shell('rm -r /run/systemd/system/laci.service.d; systemctl daemon-reload; systemctl restart laci')
    t.equal(show('WatchdogUSec'), '5s')
  })

  await t.test('serves again when the kernel took it for want of memory', async (t) => {
    mkdirSync(STARVED)
    // What the box had started ends a moment after it.
    t.teardown(() => until(() => isTakenAway(STARVED), 'nobody is in the group any more'))
    const took = await pulse.afterwards(() => starve(show('MainPID')))
    tell('out of memory, until it serves again', [took])
    tell('out of memory, from when the kernel took it', [Math.round(pulse.upSince() - lastEnd())])
    t.ok(took < LONG_MS)
  })

  await t.test('is not taken for hung on a machine that is five times slower', async (t) => {
    mkdirSync(SLOWED)
    t.teardown(() => {
      spread('/sys/fs/cgroup/cpu')
      rmdirSync(SLOWED)
    })
    writeFileSync(`${SLOWED}/cpu.cfs_period_us`, String(FIFTH.period_us))
    writeFileSync(`${SLOWED}/cpu.cfs_quota_us`, String(FIFTH.quota_us))
    spread(SLOWED)
    const restarts = Number(show('NRestarts'))
    const took = await pulse.afterwards(() => kill('KILL'))
    tell('killed on a fifth of a processor, until it serves again', [took])
    debian.shell(`sleep ${A_WHILE_S}`)
    t.equal(debian.ask(SETUP), 200)
    t.equal(Number(show('NRestarts')), restarts + 1)
    const { nr_throttled = 0 } = readStat(`${SLOWED}/cpu.stat`)
    t.ok(nr_throttled > 20, `or it was not slowed: ${nr_throttled} times`)
  })

  /** Puts all that runs in the container into a group of processes; what it starts from then on is in it, too. */
  function spread(group: string): void {
    const pids = debian.shell('ls /proc').stdout.match(/^\d+$/gm) ?? []
    debian.above(`for pid in ${pids.join(' ')}; do echo "$pid" >${group}/cgroup.procs || true; done`)
  }

  /** When systemd saw the box end last; before that the kernel looks for memory for a while, and the box stands still. */
  function lastEnd(): number {
    const lines = debian.shell('journalctl -u laci -o short-unix --grep "Main process exited"').stdout.trim()
    return Number(lines.split('\n').at(-1)?.split(' ')[0]) * 1000
  }

  /** Puts the box into a group whose memory is all but spent: the kernel ends it, as on a machine that has no more. */
  function starve(main_pid: string): void {
    const said = debian.above(
      `cd ${STARVED} && echo ${main_pid} >cgroup.procs && echo 1M >memory.limit_in_bytes`
    )
    t.equal(said.status, 0, said.stderr)
  }
})

/** Figures of a group of processes, each a line with its name before it. */
function readStat(path: string): Record<string, number> {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return Object.fromEntries(
    lines.map((line) => line.split(' ')).map(([name, figure]) => [name, Number(figure)])
  )
}

async function repeated(times: number, measure: () => Promise<number>): Promise<number[]> {
  const took: number[] = []
  while (took.length < times) took.push(await measure())
  return took.toSorted((one, other) => one - other)
}

function tell(what: string, took: number[]): void {
  const at = (part: number): number => took[Math.min(took.length - 1, Math.ceil(took.length * part) - 1)]!
  showFigures(what, [
    { times: took.length, 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'most ms': at(1), load: loadOf() }
  ])
}

/** What else the machine had to do: figures of a busy one are no figures of the box. */
function loadOf(): number {
  return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0])
}

/** Takes a group of processes away, once nobody is in it. */
function isTakenAway(group: string): boolean {
  try {
    rmdirSync(group)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error
    return false
  }
}
