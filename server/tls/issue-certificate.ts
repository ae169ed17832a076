import 'reflect-metadata' // The certificates' library reads what this keeps.
import * as x509 from '@peculiar/x509'
import { isOwnAddress, isOwnName } from './constraints.ts'
import type { Authority } from './find-authority.ts'
import { EC, keyAsPem, keyFromPem, serialNumber } from './keys.ts'

const DAY_MS = 86_400_000
/**
 * Apple refuses server certificates of more than 825 days even from an authority of one's own (support.apple.com/103769:
 * "validity period of 825 days or fewer"); authorities in the world's lists are held to 398. We stay below both.
 */
const DAYS = 397
/** A tablet's clock may be behind the box's. */
const BACK_MS = 2 * DAY_MS

/** What the box shows to whoever connects. Its key lives in the memory of the running box and nowhere else. */
export interface ServerCertificate {
  certificate: string
  private_key: string
  /** Names and addresses it stands for. */
  names: readonly string[]
  addresses: readonly string[]
  valid_from: Date
  valid_until: Date
}

/**
 * Issues the box a certificate for what it is called and where it is; what the authority may not vouch for is left out.
 *
 * @param now by the box's clock, right or wrong: it is issued anew as soon as it does not hold any more
 */
export async function issueCertificate(
  authority: Authority,
  of: { names: readonly string[]; addresses: readonly string[] },
  now: Date
): Promise<ServerCertificate> {
  const names = of.names.filter((name) => isOwnName(name, authority.names))
  const addresses = of.addresses.filter(isOwnAddress)
  const issuer = new x509.X509Certificate(authority.certificate)
  const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify'])
  const valid_from = new Date(now.getTime() - BACK_MS)
  const valid_until = new Date(valid_from.getTime() + DAYS * DAY_MS)
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [names[0] ?? 'Laci'] }],
    issuer: issuer.subjectName,
    serialNumber: serialNumber(),
    notBefore: valid_from,
    notAfter: valid_until,
    signingAlgorithm: EC,
    publicKey: keys.publicKey,
    signingKey: await keyFromPem(authority.private_key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value }))
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)
    ]
  })
  return {
    certificate: `${certificate.toString('pem')}\n`,
    private_key: await keyAsPem(keys.privateKey),
    names,
    addresses,
    valid_from,
    valid_until
  }
}
