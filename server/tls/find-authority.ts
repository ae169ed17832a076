import { X509Certificate } from 'node:crypto'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import type { Store } from '../db/store.ts'
import { type By, record } from '../events/record.ts'
import type { Moment } from '../values/clock.ts'
import { makeAuthorityApart } from './certify.ts'
import { OWN_ENDINGS } from './constraints.ts'
import type { NewAuthority } from './make-authority.ts'

/** What the shop's devices trust. */
export interface Authority {
  made_at: Moment
  /** PEM. */
  certificate: string
  private_key: string
  /** What it may sign for, each with all that end in it. */
  names: readonly string[]
}

const newest = question()((db) =>
  db
    .selectFrom('authorities')
    .select(['made_at', 'certificate', 'private_key', 'names'])
    .orderBy('authority_no', 'desc')
    .limit(1)
)

const add = change<{ made_at: Moment; certificate: string; private_key: string; names: string }>()(
  (db, row) =>
    db.insertInto('authorities').values(pick(row, ['made_at', 'certificate', 'private_key', 'names']))
)

/** The authority that signs now; undefined before the box ever listened to a network. */
export function findAuthority(reader: Reader): Authority | undefined {
  const found = newest.find(reader, {})
  return found && { ...found, names: JSON.parse(found.names) as string[] }
}

/** What is compared by eye before a device trusts: SHA-256 of the certificate, in pairs. */
export function fingerprintOf({ certificate }: Pick<Authority, 'certificate'>): string {
  return new X509Certificate(certificate).fingerprint256
}

/** What an authority made now may sign for: what is never anybody else's, and the box's own names. */
export function namesToSign(own: readonly string[]): string[] {
  return [...new Set([...OWN_ENDINGS, ...own.filter((name) => !/\.(local|internal)$/.test(name))])]
}

/** Takes an authority into the books, in the place of the one before: every device must trust anew. */
export function keepAuthority(tx: Tx, by: By, made: NewAuthority, names: readonly string[]): void {
  add.run(tx, { ...made, made_at: by.at, names: JSON.stringify(names) })
  const { serialNumber, fingerprint256 } = new X509Certificate(made.certificate)
  record(tx, by, {
    type: 'authority.made',
    subject_id: serialNumber.toLowerCase(),
    facts: { fingerprint: fingerprint256 }
  })
}

/** The authority, made now if there is none yet. */
export async function readyAuthority(store: Store, now: Moment, own: readonly string[]): Promise<Authority> {
  const found = findAuthority(store)
  if (found) return found
  const names = namesToSign(own)
  const made = await makeAuthorityApart(names, new Date(now))
  await store.commit((tx) => {
    const by: By = { at: now, staff_id: null, terminal_id: null, request_id: null }
    if (!findAuthority(tx)) keepAuthority(tx, by, made, names)
  })
  return findAuthority(store)!
}
