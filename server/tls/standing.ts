import { X509Certificate } from 'node:crypto'
import type { Shop } from '../shop.ts'
import type { Moment } from '../values/clock.ts'
import { ownNames } from './box-names.ts'
import { isOwnName } from './constraints.ts'
import { findAuthority, fingerprintOf } from './find-authority.ts'

/** How it stands with what devices trust. */
export interface CertificateStanding {
  authority: { fingerprint: string; made_at: Moment; valid_until: Moment } | null
  /** Names that devices will not accept before there is a new authority. */
  left_out: string[]
  /** Null when only the box itself is served. */
  lan: {
    trust_url: string
    till_urls: string[]
    names: readonly string[]
    addresses: readonly string[]
    valid_until: Moment
    /** Another box had the usual name. */
    is_renamed: boolean
  } | null
}

/** Reads how it stands, on a running box or beside one. */
export function standingOf({
  store,
  config,
  lan
}: Pick<Shop, 'config' | 'lan'> & { store: Pick<Shop['store'], 'sqlite'> }): CertificateStanding {
  const authority = findAuthority(store)
  const names = ownNames(config.names ?? [])
  return {
    authority: authority
      ? {
          fingerprint: fingerprintOf(authority),
          made_at: authority.made_at,
          valid_until: new X509Certificate(authority.certificate).validToDate.toISOString()
        }
      : null,
    left_out: authority ? names.filter((name) => !isOwnName(name, authority.names)) : [],
    lan: lan
      ? {
          trust_url: lan.trust_url,
          till_urls: lan.till_urls,
          names: lan.shown.names.filter((name) => name !== 'localhost'),
          addresses: lan.shown.addresses.filter((address) => !/^(127\.|::1$)/.test(address)),
          valid_until: lan.shown.valid_until.toISOString(),
          is_renamed: lan.is_renamed
        }
      : null
  }
}
