import { X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import { findAuthority } from '../tls/find-authority.ts'
import type { Moment } from '../values/clock.ts'
import { isLoopback } from '../values/host-name.ts'
import type { Found } from './finding.ts'
import { lookInto, type Patient } from './patient.ts'

export type CertificatesFinding = Found<
  'not_needed' | 'valid' | 'authority_valid',
  'none' | 'authority_over' | 'authority_soon' | 'over' | 'soon' | 'not_ours' | 'not_shown',
  {
    /** Until when devices trust the box's authority, and what it shows them now. */
    authority_until?: Moment
    shown_until?: Moment
  }
>

const DAY_MS = 86_400_000
/** Somebody walks to every device then: that wants to be planned. */
const AUTHORITY_SOON_MS = 90 * DAY_MS
/** It renews itself when a third of its year is left; what gets this near did not. */
const SOON_MS = 14 * DAY_MS
const KNOCK_MS = 3000

/** Until when what devices trust is good, and what the box really shows at its door. */
export async function checkCertificates(patient: Patient): Promise<CertificatesFinding> {
  const { config, now, pid } = patient
  const authority = lookInto(patient, findAuthority)
  if (!authority) {
    if (isLoopback(config.host)) return { verdict: 'good', says: 'not_needed', facts: {} }
    return { verdict: 'unknown', says: 'none', facts: {}, href: '/certificates' }
  }
  const trusted = new X509Certificate(authority.certificate)
  const facts = { authority_until: trusted.validToDate.toISOString() }
  const href = '/certificates'
  const left_ms = trusted.validToDate.getTime() - Date.parse(now)
  if (left_ms < 0) return { verdict: 'bad', says: 'authority_over', facts, href }
  if (left_ms < AUTHORITY_SOON_MS) return { verdict: 'watch', says: 'authority_soon', facts, href }
  if (isLoopback(config.host)) return { verdict: 'good', says: 'not_needed', facts }
  if (pid === null) return { verdict: 'good', says: 'authority_valid', facts }
  const shown = await lookAtDoor(config.host, config.https_port ?? 0)
  if (!shown) return { verdict: 'bad', says: 'not_shown', facts, href }
  return judgeShown(shown, trusted, { ...facts, shown_until: shown.validToDate.toISOString() }, now)
}

function judgeShown(
  shown: X509Certificate,
  trusted: X509Certificate,
  facts: { authority_until: Moment; shown_until: Moment },
  now: Moment
): CertificatesFinding {
  const href = '/certificates'
  if (!shown.verify(trusted.publicKey)) return { verdict: 'bad', says: 'not_ours', facts, href }
  const left_ms = shown.validToDate.getTime() - Date.parse(now)
  if (left_ms < 0) return { verdict: 'bad', says: 'over', facts, href }
  if (left_ms < SOON_MS) return { verdict: 'watch', says: 'soon', facts, href }
  return { verdict: 'good', says: 'valid', facts }
}

/** What a device is shown that comes to the box; undefined where nobody answers. */
function lookAtDoor(host: string, port: number): Promise<X509Certificate | undefined> {
  const { promise, resolve } = Promise.withResolvers<X509Certificate | undefined>()
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  // It is looked at, not trusted: whether it is ours is what is asked here.
  const socket = connect({ host: own, port, rejectUnauthorized: false, timeout: KNOCK_MS })
  const end = (shown?: X509Certificate): void => {
    socket.destroy()
    resolve(shown)
  }
  socket.once('secureConnect', () => end(socket.getPeerX509Certificate()))
  socket.once('timeout', () => end())
  socket.once('error', () => end())
  return promise
}
