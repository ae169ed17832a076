import { DestinationFault, type FaultKind } from './destination.ts'

/** What the system's words for a failure mean to the shop. A missing file is nobody's fault until one was expected. */
const KINDS: Record<string, FaultKind> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'refused',
  EPERM: 'refused',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'nonsense',
  ELOOP: 'nonsense',
  EINVAL: 'nonsense',
  CERT_NOT_YET_VALID: 'clock',
  CERT_HAS_EXPIRED: 'not-itself',
  CERT_UNTRUSTED: 'not-itself',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'not-itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'not-itself',
  UNABLE_TO_GET_ISSUER_CERT: 'not-itself',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'not-itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'not-itself',
  ERR_TLS_CERT_ALTNAME_INVALID: 'not-itself',
  EPROTO: 'nonsense',
  HPE_INVALID_CONSTANT: 'nonsense'
}

/**
 * The fault behind an error of the system; what it has no word for is `away`, because that is tried again: a line that
 * was cut, a stick that was pulled, a name that is not found all have many words.
 *
 * @param doing what was asked for, in the technician's words
 */
export function faultOf(error: unknown, doing: string): DestinationFault {
  if (error instanceof DestinationFault) return error
  const { code = '', message = String(error) } = error as { code?: unknown; message?: string }
  const kind = KINDS[String(code)] ?? (String(code).startsWith('HPE_') ? 'nonsense' : 'away')
  return new DestinationFault(kind, `${doing}: ${withoutSecrets(message)}`, { cause: error })
}

/** An address in a message may carry a name and a password before its host. */
export function withoutSecrets(text: string): string {
  return text.replace(/(\w+:\/\/)[^/\s@]*@/g, '$1').slice(0, 500)
}
