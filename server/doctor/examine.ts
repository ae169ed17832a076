import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { CHECK_NAMES, type CheckName, type Finding } from './checks.ts'
import type { Unmeasured } from './finding.ts'
import type { Patient } from './patient.ts'
import type { SupportTask } from './support/write-support.ts'

/** What the doctor's process is asked. */
export type Ask = { patient: Patient } & ({ check: CheckName } | { support: SupportTask })

export type Answer = { found: Finding } | { support: string }

/** What takes longer is not to be had: a dead network drive, a disk that does not come back. */
const LONGEST_MS = 10_000
const LONGEST_SUPPORT_MS = 60_000
const LONGEST_START_MS = 60_000

/** What little it needs: it looks at a few rows and files. */
const CHILD = { execArgv: ['--max-old-space-size=128', '--max-semi-space-size=2'] }

export interface ExamineOptions {
  checks?: readonly CheckName[]
  /** How long each check may take, in milliseconds. */
  longest_ms?: number
  /** Ends the examination; what was found so far stands. */
  signal?: AbortSignal
}

/**
 * Examines a box, one check after another, in a process of its own: no till waits for it, and a disk that hangs holds up
 * nothing but a process that is ended then. (A thread that waits for a dead disk can't be ended, and would keep the box
 * itself from ending.)
 *
 * @param told hears of each finding as soon as it is there
 */
export async function examine(
  patient: Patient,
  told: (finding: Finding) => void,
  { checks = CHECK_NAMES, longest_ms = LONGEST_MS, signal }: ExamineOptions = {}
): Promise<Finding[]> {
  const findings: Finding[] = []
  let child: ChildProcess | undefined
  try {
    for (const check of checks) {
      if (signal?.aborted) break
      child ??= await begin()
      const answer = await ask(child, { patient, check }, longest_ms, signal)
      if (typeof answer === 'string') {
        child.kill('SIGKILL')
        child = undefined
      }
      const found =
        typeof answer === 'object' && 'found' in answer ? answer.found : unmeasured(check, answer, longest_ms)
      if (signal?.aborted) break
      findings.push(found)
      told(found)
    }
  } finally {
    child?.kill('SIGKILL')
  }
  return findings
}

/** Has the support file written, in a process of its own. @throws when that breaks, or takes a minute */
export async function writeSupport(patient: Patient, support: SupportTask): Promise<string> {
  const child = await begin()
  try {
    const answer = await ask(child, { patient, support }, LONGEST_SUPPORT_MS)
    if (typeof answer === 'string' || !('support' in answer))
      throw new Error('the support file was not written')
    return answer.support
  } finally {
    child.kill('SIGKILL')
  }
}

/** Its start is no part of a check's time: on a busy box it may take longer than the check. @throws when it does not start */
async function begin(): Promise<ChildProcess> {
  const child = fork(new URL('./doctor-process.ts', import.meta.url), CHILD)
  try {
    await once(child, 'message', { signal: AbortSignal.timeout(LONGEST_START_MS) })
    return child
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

/** @returns `late` when no answer came in time, `died` when the process did of the question */
async function ask(
  child: ChildProcess,
  question: Ask,
  longest_ms: number,
  signal?: AbortSignal
): Promise<Answer | 'late' | 'died'> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), longest_ms)
  const stop = AbortSignal.any([over.signal, ...(signal ? [signal] : [])])
  try {
    child.send(question)
    const answered = once(child, 'message', { signal: stop })
    const died = once(child, 'exit', { signal: stop }).then(() => ['died'])
    const [answer] = await Promise.race([answered, died])
    return answer as Answer | 'died'
  } catch (error) {
    if (stop.aborted) return 'late'
    throw error
  } finally {
    clearTimeout(timer)
    over.abort()
  }
}

function unmeasured(check: CheckName, why: unknown, longest_ms: number): Finding {
  const found: Unmeasured =
    why === 'died'
      ? { verdict: 'unknown', says: 'broke', facts: { code: 'ENDED' } }
      : { verdict: 'unknown', says: 'too_long', facts: { seconds: Math.round(longest_ms / 1000) } }
  return { check, ...found } as Finding
}
