import { buffer } from 'node:stream/consumers'
import { request } from '../../values/node-http.ts'

/** Where Debian's print system listens on its own machine. */
const SOCKET = '/run/cups/cups.sock'
const JOB_STATE = 'job-state'
const LOST = [7, 8]

/**
 * Whether a job that its queue is done with was cancelled or given up, and not printed: `lpstat` shows all of them alike.
 *
 * @param job as `lp` calls it, `kasir-12`
 * @returns false also when the print system keeps no record of it, or does not say
 * @see RFC 8011, 4.3.4 and 5.3.7: 7 is canceled, 8 aborted, 9 completed
 */
export async function isLost(job: string, limit_ms: number): Promise<boolean> {
  try {
    const answer = await ask(jobStateQuestion(/\d+$/.exec(job)?.[0] ?? ''), limit_ms)
    const state = Buffer.concat([Buffer.from([0x23, 0, JOB_STATE.length]), Buffer.from(`${JOB_STATE}\0\x04`)])
    const at = answer.indexOf(state)
    return at >= 0 && LOST.includes(answer.readInt32BE(at + state.length))
  } catch {
    return false
  }
}

function ask(question: Buffer, limit_ms: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        socketPath: SOCKET,
        method: 'POST',
        path: '/',
        headers: { host: 'localhost', 'content-type': 'application/ipp', 'content-length': question.length },
        signal: AbortSignal.timeout(limit_ms)
      },
      (answer) => buffer(answer).then(resolve, reject)
    )
    asking.on('error', reject)
    asking.end(question)
  })
}

/** Get-Job-Attributes. @see RFC 8010, 3.1 */
function jobStateQuestion(job_no: string): Buffer {
  const attributes: [tag: number, name: string, value: string][] = [
    [0x47, 'attributes-charset', 'utf-8'],
    [0x48, 'attributes-natural-language', 'en'],
    [0x45, 'job-uri', `ipp://localhost/jobs/${job_no}`],
    [0x44, 'requested-attributes', JOB_STATE]
  ]
  return Buffer.concat([
    Buffer.from([1, 1, 0, 9, 0, 0, 0, 1, 1]),
    ...attributes.flatMap(([tag, name, value]) => [Buffer.from([tag]), counted(name), counted(value)]),
    Buffer.from([3])
  ])
}

function counted(text: string): Buffer {
  return Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)])
}
