import type { Answer } from './ask-http.ts'
import { DestinationFault, type FaultKind } from './destination.ts'
import { readXml, text } from './read-xml.ts'

/**
 * The codes of S3 and of those who speak like it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const KINDS: Record<string, FaultKind> = {
  AccessDenied: 'refused',
  AllAccessDisabled: 'refused',
  AuthorizationHeaderMalformed: 'refused',
  InvalidAccessKeyId: 'refused',
  SignatureDoesNotMatch: 'refused',
  RequestTimeTooSkewed: 'clock',
  NoSuchBucket: 'no-such-place',
  InvalidBucketName: 'no-such-place',
  NoSuchKey: 'missing',
  EntityTooLarge: 'full',
  QuotaExceeded: 'full',
  InsufficientStorage: 'full',
  XMinioStorageFull: 'full',
  XMinioAdminBucketQuotaExceeded: 'full',
  MethodNotAllowed: 'read-only',
  InternalError: 'away',
  ServiceUnavailable: 'away',
  SlowDown: 'away',
  RequestTimeout: 'away'
}

/** The fault in an answer that is no success. */
export function readS3Fault({ status, body }: Answer, doing: string): DestinationFault {
  const code = codeOf(body)
  const kind = (code !== undefined && KINDS[code]) || byStatus(status, code)
  return new DestinationFault(kind, `${doing}: ${status} ${code ?? ''}`.trim())
}

/** What is not in words of S3 was not said by S3: a proxy, a portal, a router. */
function byStatus(status: number, code: string | undefined): FaultKind {
  if (status >= 500) return status === 507 ? 'full' : 'away'
  if (code === undefined) return status === 401 ? 'refused' : 'nonsense'
  if (status === 401 || status === 403) return 'refused'
  return status === 404 ? 'missing' : 'nonsense'
}

function codeOf(body: Buffer): string | undefined {
  try {
    return text(readXml(body, 'Error'), 'Code')
  } catch {
    return undefined
  }
}
