import { spawnSync } from 'node:child_process'

/** The last lines of the box's log, or why there are none. */
export type LogTold = { from: 'journal' | 'handed over'; lines: object[] } | { unreadable: string }

const LINES = 300
const READ_MS = 10_000
const MOST_BYTES = 8_000_000

/** Reads the service's last lines, where this user may. */
export function readJournal(): LogTold {
  const args = ['--unit=laci.service', `--lines=${LINES}`, '--output=json', '--no-pager', '--quiet']
  const { status, stdout, error } = spawnSync('journalctl', args, { timeout: READ_MS, maxBuffer: MOST_BYTES })
  if (error) return { unreadable: (error as NodeJS.ErrnoException).code ?? error.name }
  const lines = scrubLog(stdout.toString())
  if (status !== 0 || lines.length === 0) {
    return { unreadable: 'journalctl shows this user nothing of laci.service' }
  }
  return { from: 'journal', lines }
}

/** Where a frame of a stack is ours to tell: a file of the program's, and where in it. */
const FRAME =
  /^\s+at (?:[\w.<>#[\] ]+ \()?(?:file:\/\/)?\S*?((?:server|views|node_modules|node:)[\w@./:-]*?:\d+:\d+)\)?$/

/**
 * What may be told of the log: when, how bad, which sentence of ours (they are written in the program, none is put
 * together), what kind of error and where in the program. Never what an error says: it may quote a name or a row. What
 * is not understood is counted and left out.
 *
 * @param text lines of `journalctl -o json`, or as the box writes them
 */
export function scrubLog(text: string): object[] {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-LINES)
  const told = lines.map(scrubLine)
  const left_out = told.filter((line) => line === undefined).length
  return [...told.filter((line) => line !== undefined), ...(left_out > 0 ? [{ left_out }] : [])]
}

function scrubLine(line: string): object | undefined {
  const read = parse(line)
  if (!read) return undefined
  const { MESSAGE, SYSLOG_IDENTIFIER, __REALTIME_TIMESTAMP } = read
  if (typeof MESSAGE !== 'string') return 'level' in read ? scrubOurs(read) : undefined
  const at = new Date(Number(__REALTIME_TIMESTAMP) / 1000)
  const time = Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  if (SYSLOG_IDENTIFIER === 'systemd') return { time, systemd: SYSTEMD.exec(MESSAGE)?.[0] }
  const own = parse(MESSAGE)
  if (own && 'level' in own) return scrubOurs(own)
  const frame = FRAME.exec(MESSAGE)?.[1]
  return frame === undefined ? undefined : { time, frame }
}

/** What systemd says of a service that matters here. */
const SYSTEMD =
  /^laci\.service: (Main process exited, code=\w+, status=[\w/]+|Failed with result '[\w-]+'|Scheduled restart job, restart counter is at \d+|Watchdog timeout|A process of this unit has been killed by the OOM killer)|^(Started|Stopped|Stopping|Starting) laci\.service/

function scrubOurs({ level, time, msg, err }: Record<string, unknown>): object {
  const error = err as { type?: unknown; code?: unknown; message?: unknown; stack?: unknown } | undefined
  const frames = String(error?.stack ?? '')
    .split('\n')
    .flatMap((line) => FRAME.exec(line)?.[1] ?? [])
  return {
    ...(typeof level === 'number' && { level }),
    ...(typeof time === 'number' && { time: new Date(time).toISOString() }),
    // Logged without a sentence of its own, an error's words stand in its place.
    ...(isSentence(msg) && msg !== error?.message && { msg }),
    ...(error && { error: codeOf(error.type), code: codeOf(error.code), frames })
  }
}

/** Our sentences are in small letters and say no figure, no quote and no address. */
function isSentence(text: unknown): text is string {
  return typeof text === 'string' && /^[a-z][a-z ,;:’'-]{3,150}$/.test(text)
}

/** `SQLITE_BUSY`, `TypeError`: a word of a machine's. */
function codeOf(code: unknown): string | undefined {
  return typeof code === 'string' && /^([A-Z][A-Z0-9_]{1,40}|[A-Z][A-Za-z]{0,30}Error|Error)$/.test(code)
    ? code
    : undefined
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
