import { type ChildProcess, spawn } from 'node:child_process'
import { DestinationFault, type FaultKind, MOST_FILE_BYTES, type Secret } from './destination.ts'
import { withoutSecrets } from './fault-of.ts'
import { type Watch, withPatience } from './patience.ts'

/** All that the program may see of our surroundings: no secrets of ours, and nothing that changes how it connects. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'XDG_CONFIG_HOME',
  'RCLONE_CONFIG',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'TZ'
]

export interface RcloneLimits {
  patience_ms: number
  bytes_per_second: number | undefined
}

/** One run of the program: options and what they are for stand apart, so that no name is taken for an option. */
export interface Run {
  command: string
  options?: readonly string[]
  paths: readonly string[]
}

/** Runs the rclone program once. @returns what it wrote @throws {DestinationFault} */
export async function runRclone(
  { command, options = [], paths }: Run,
  secret: Secret,
  { patience_ms, bytes_per_second }: RcloneLimits
): Promise<Buffer> {
  const seconds = `${Math.max(1, Math.ceil(patience_ms / 1000))}s`
  const args = [
    command,
    ...['--retries', '1', '--low-level-retries', '2', '--contimeout', seconds, '--timeout', seconds],
    ...['--use-json-log', '--stats', '1s', '--stats-log-level', 'NOTICE', '--ask-password=false'],
    // Two numbers: what goes up, and what comes down.
    ...(bytes_per_second === undefined ? [] : ['--bwlimit', `${Math.ceil(bytes_per_second)}B:off`]),
    ...options,
    '--',
    ...paths
  ]
  const child = spawn('rclone', args, { env: surroundings(secret), stdio: ['ignore', 'pipe', 'pipe'] })
  const giveUp = (): void => void child.kill('SIGKILL')
  return await withPatience({ patience_ms, giveUp }, (watch) => listen(child, command, watch))
}

async function listen(child: ChildProcess, doing: string, watch: Watch): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const out: Buffer[] = []
  const log = readLog(watch)
  let bytes = 0
  child.stdout?.on('data', (piece: Buffer) => {
    bytes += piece.length
    if (bytes > MOST_FILE_BYTES) child.kill('SIGKILL')
    else out.push(piece)
    watch.progress(piece.length)
  })
  child.stderr?.on('data', log.hear)
  child.on('error', (error: NodeJS.ErrnoException) => {
    reject(new DestinationFault(error.code === 'ENOENT' ? 'no-program' : 'away', error.message))
  })
  child.on('close', (code) => {
    if (code === 0 && bytes <= MOST_FILE_BYTES) resolve(Buffer.concat(out))
    else if (bytes > MOST_FILE_BYTES) reject(new DestinationFault('nonsense', 'an answer without end'))
    else reject(faultOfRclone(code, doing, log.said()))
  })
  return await promise
}

/** The program tells each second how much it moved, and what went wrong; a JSON object a line. */
function readLog(watch: Watch): { hear: (piece: Buffer) => void; said: () => string } {
  const errors: string[] = []
  let rest = ''
  let moved = 0
  const read = (line: string): void => {
    const entry = parse(line)
    const bytes = entry?.stats?.bytes ?? moved
    if (bytes > moved) watch.progress(bytes - moved)
    moved = bytes
    if (entry === null && line.trim() !== '') errors.push(line)
    else if (entry?.level === 'error' || entry?.level === 'critical') errors.push(entry.msg ?? '')
  }
  return {
    hear: (piece) => {
      const lines = (rest + piece.toString('utf8')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) read(line)
    },
    said: () => {
      if (rest !== '') read(rest)
      rest = ''
      return withoutSecrets(errors.join('; ').trim())
    }
  }
}

function parse(line: string): { level?: string; msg?: string; stats?: { bytes?: number } } | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** What the remotes' own words mean, of which the program has too few exit codes; the first that fits. */
const SAID: [RegExp, FaultKind][] = [
  [
    /no space left|remaining disk space|quota|storage ?full|insufficient ?storage|storageQuotaExceeded|disk full/i,
    'full'
  ],
  [/read-only file system|EROFS/i, 'read-only'],
  [/permission denied|operation not permitted/i, 'read-only'],
  [/didn't find section in config file|directory not found|bucket.*(not exist|not found)/i, 'no-such-place'],
  [/object not found|file not found|is a directory or doesn't exist/i, 'missing'],
  [/RequestTimeTooSkewed/i, 'clock'],
  [
    /\b(401|403)\b|unauthori[sz]ed|invalid_grant|token expired|access ?denied|SignatureDoesNotMatch|InvalidAccessKeyId/i,
    'refused'
  ],
  [/unable to authenticate|couldn't decrypt|empty token|incorrect user|forbidden/i, 'refused'],
  [/x509|certificate|host key|knownhosts/i, 'not-itself'],
  [/unknown (command|flag)|invalid character/i, 'nonsense']
]

/** @see https://rclone.org/docs/#exit-code */
const EXITS: Record<number, FaultKind> = { 2: 'nonsense', 3: 'no-such-place', 4: 'missing', 8: 'full' }

function faultOfRclone(code: number | null, doing: string, said: string): DestinationFault {
  const by_words = SAID.find(([words]) => words.test(said))?.[1]
  const kind = by_words ?? EXITS[code ?? -1] ?? 'away'
  return new DestinationFault(kind, `rclone ${doing} ended with ${code ?? 'a signal'}: ${said}`)
}

function surroundings(secret: Secret): Record<string, string> {
  const env: Record<string, string> = {}
  for (const name of PASSED_ON) {
    const value = process.env[name]
    if (value !== undefined) env[name] = value
  }
  // The program's own settings may be locked with a password.
  if (secret.password) env['RCLONE_CONFIG_PASS'] = secret.password
  return env
}
