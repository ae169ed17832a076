import { runWorker } from '../backup/run-worker.ts'
import type { Authority } from './find-authority.ts'
import type { ServerCertificate } from './issue-certificate.ts'
import type { NewAuthority } from './make-authority.ts'

/** What a box is called and where it is. */
type Subject = Pick<ServerCertificate, 'names' | 'addresses'>

/** What the thread is asked. */
export type CertifyTask =
  | { type: 'authority'; names: readonly string[]; now: Date }
  | { type: 'certificate'; authority: Authority; of: Subject; now: Date }

/**
 * Makes an authority or issues a certificate in a thread that ends with it: what makes them is a large library, and one
 * is made in nine months.
 */
function certify<Made>(task: CertifyTask): Promise<Made> {
  const url = new URL('./certify-worker.ts', import.meta.url)
  return runWorker(url, task, { signal: new AbortController().signal })
}

/** Makes an authority of the box's own, as `makeAuthority` does. */
export function makeAuthorityApart(names: readonly string[], now: Date): Promise<NewAuthority> {
  return certify({ type: 'authority', names, now })
}

/** Issues the box a certificate, as `issueCertificate` does. */
export function issueApart(authority: Authority, of: Subject, now: Date): Promise<ServerCertificate> {
  return certify({ type: 'certificate', authority, of, now })
}
