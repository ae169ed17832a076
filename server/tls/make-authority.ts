import 'reflect-metadata' // The certificates' library reads what this keeps.
import { randomBytes } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { nameConstraints } from './constraints.ts'
import { EC, keyAsPem, serialNumber } from './keys.ts'

/** An authority as it is made: PEM both. */
export interface NewAuthority {
  certificate: string
  private_key: string
}

/**
 * Devices whose clock stands still in the past trust it all the same, and so does one that was made while the box had no
 * time of its own: an authority is never made anew by itself, since somebody would have to walk to every device.
 */
const VALID_FROM = new Date('2020-01-01T00:00:00Z')
/** Before this was written no box can have made one: a clock that says so is wrong. */
const WRITTEN_AT = Date.parse('2026-11-22T00:00:00Z')
const YEARS = 10
/** A clock that stands further ahead than this is wrong as well. */
const LATEST = Date.parse('2056-01-01T00:00:00Z')

/**
 * Makes an authority of the box's own: it signs for one level (RFC 5280: pathLenConstraint 0), only certificates, and
 * only for what is the shop's own.
 *
 * @param names what it may sign for, besides private addresses: each with all that end in it
 */
export async function makeAuthority(names: readonly string[], now: Date): Promise<NewAuthority> {
  const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify'])
  const made = new Date(Math.min(Math.max(now.getTime(), WRITTEN_AT), LATEST))
  const not_after = new Date(made)
  not_after.setUTCFullYear(made.getUTCFullYear() + YEARS)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Told apart in a device's list from the one before, and from the shop's next door.
    name: [{ CN: [`Laci ${randomBytes(3).toString('hex').toUpperCase()}`] }, { O: ['Laci'] }],
    serialNumber: serialNumber(),
    notBefore: VALID_FROM,
    notAfter: not_after,
    signingAlgorithm: EC,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.Extension('2.5.29.30', true, Uint8Array.from(nameConstraints(names))),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)
    ]
  })
  return { certificate: `${certificate.toString('pem')}\n`, private_key: await keyAsPem(keys.privateKey) }
}
