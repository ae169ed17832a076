import { type ChildProcess, spawn } from 'node:child_process'

/** As much of the environment as systemd writes into a service that it watches (sd_notify(3), sd_watchdog_enabled(3)). */
type Env = Record<string, string | undefined>

/** What systemd hears of a box that it runs. */
export interface Heartbeat {
  /** The box serves: systemd, which waited for that, goes on, and watches from here on. */
  ready(): void
  /** A restored shop takes its place, which may take long: hold still until {@link ready} is said again. */
  patience(): void
  /** The box ends as it was asked to. */
  stopping(): void
}

const MUTE: Heartbeat = { ready() {}, patience() {}, stopping() {} }
const BEATS_PER_WATCH = 3
const AGAIN_MS = 1000
/** So long may a migration of a restored shop take. */
const PATIENCE_US = 900_000_000

/**
 * A shell and no second Node: it takes less than a megabyte. Whatever line it reads it passes on, and it ends with the box.
 * systemd's own command does the talking, because Node has no datagram sockets.
 */
const PASS_ON = 'while read -r said; do systemd-notify "$said"; done'

/**
 * Lets systemd feel the pulse of the main thread: a loop that hangs stops beating, and systemd kills and starts the box
 * within seconds, which nobody in the shop would know how to do. Without systemd nothing is said.
 *
 * @param env of the process; `NOTIFY_SOCKET` and `WATCHDOG_USEC` are read
 */
export function startHeartbeat(env: Env): Heartbeat {
  if (!env['NOTIFY_SOCKET']) return MUTE
  const watch_us = Number(env['WATCHDOG_USEC'] ?? 0)
  let beating: NodeJS.Timeout | undefined
  let is_ending = false
  let mouth = open()

  function open(): ChildProcess {
    const own = spawn('/bin/sh', ['-c', PASS_ON], { stdio: ['pipe', 'ignore', 'inherit'], env })
    // Its pipe may break before its end is heard of; the next one says it again.
    own.stdin!.on('error', () => undefined)
    const anew = (): void => {
      if (!is_ending) setTimeout(() => (mouth = open()), AGAIN_MS).unref()
    }
    own.once('error', anew)
    own.once('exit', anew)
    own.unref()
    return own
  }

  function say(line: string): void {
    if (mouth.stdin!.writable) mouth.stdin!.write(`${line}\n`)
  }

  return {
    ready() {
      say('READY=1')
      if (watch_us === 0) return
      say(`WATCHDOG_USEC=${watch_us}`)
      clearInterval(beating)
      beating = setInterval(() => say('WATCHDOG=1'), watch_us / 1000 / BEATS_PER_WATCH).unref()
    },
    patience() {
      if (watch_us > 0) say(`WATCHDOG_USEC=${PATIENCE_US}`)
    },
    stopping() {
      is_ending = true
      clearInterval(beating)
      say('STOPPING=1')
      mouth.stdin!.end()
    }
  }
}
