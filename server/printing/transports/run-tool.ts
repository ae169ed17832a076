import { execFile } from 'node:child_process'

/** What a program of the system's said. */
export interface Said {
  /** Its exit code; null when there is no such program, or it was ended because it took too long. */
  code: number | null
  out: string
  /** What it complained of. */
  complaint: string
}

/** Runs a program of the system's, without a shell and in plain English; never throws. */
export function runTool(
  name: string,
  parameters: string[],
  { limit_ms, input = Buffer.alloc(0) }: { limit_ms: number; input?: Buffer }
): Promise<Said> {
  return new Promise((resolve) => {
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }
    const options = { env, timeout: limit_ms, killSignal: 'SIGKILL', encoding: 'utf8' } as const
    const child = execFile(name, parameters, options, (error, out, complaint) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0
      resolve({ code, out, complaint })
    })
    child.stdin?.on('error', () => {}) // it went without hearing us out; its exit code tells
    child.stdin?.end(input)
  })
}
