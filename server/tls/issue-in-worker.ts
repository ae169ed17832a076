import { runWorker } from '../backup/run-worker.ts'
import type { Authority } from './find-authority.ts'
import type { ServerCertificate } from './issue-certificate.ts'

export interface IssueTask {
  authority: Authority
  of: { names: readonly string[]; addresses: readonly string[] }
  now: Date
}

/**
 * Issues the box a certificate, as `issueCertificate` does, in a thread that ends with it: what makes certificates is a
 * large library, and one is made in nine months.
 */
export function issueInWorker(
  authority: Authority,
  of: IssueTask['of'],
  now: Date
): Promise<ServerCertificate> {
  const task: IssueTask = { authority, of, now }
  return runWorker(new URL('./issue-worker.ts', import.meta.url), task, {
    signal: new AbortController().signal
  })
}
