import { randomBytes, randomInt } from 'node:crypto'
import { markSecret } from '../auth/hash-secret.ts'
import { change, question, type Reader, type Tx } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'

/** No letter that is taken for another when it is read from paper (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12
const HOW_MANY = 10

const add = change<{ code_mark: string; staff_id: string }>()((db, { code_mark, staff_id }) =>
  db.insertInto('recovery_codes').values({ code_mark, staff_id, used_at: null })
)

const removeAll = change<{ staff_id: string }>()((db, { staff_id }) =>
  db.deleteFrom('recovery_codes').where('staff_id', '=', staff_id)
)

const use = change<{ code_mark: string; staff_id: string; at: Moment }>()((db, { code_mark, staff_id, at }) =>
  db
    .updateTable('recovery_codes')
    .set({ used_at: at })
    .where('code_mark', '=', code_mark)
    .where('staff_id', '=', staff_id)
    .where('used_at', 'is', null)
)

const left = question<{ staff_id: string }>()((db, { staff_id }) =>
  db
    .selectFrom('recovery_codes')
    .select('code_mark')
    .where('staff_id', '=', staff_id)
    .where('used_at', 'is', null)
)

/** A set of codes as it is made: the codes to be shown once, and what is kept of them. */
export interface CodeSet {
  codes: string[]
  salt: string
  marks: string[]
}

/**
 * Makes ten codes of 60 bits. Their marks are as slow to guess at as passwords (OWASP ASVS 5.0, 6.5.2), with one salt
 * for the set, so that one guess costs one hash and not ten.
 */
export async function makeCodes(): Promise<CodeSet> {
  const salt = randomBytes(16).toString('base64url')
  const codes = Array.from({ length: HOW_MANY }, () =>
    Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]!).join('')
  )
  const marks: string[] = []
  for (const code of codes) marks.push(await markSecret(code, salt))
  return { codes: codes.map(inGroups), salt, marks }
}

/** Keeps a new set; whatever is left of the one before is worth nothing from now on. */
export function keepCodes(tx: Tx, staff_id: string, { marks }: CodeSet): void {
  removeAll.run(tx, { staff_id })
  for (const code_mark of marks) add.run(tx, { code_mark, staff_id })
}

/** Uses a code up. @returns whether it was one, and not used before */
export function useCode(tx: Tx, staff_id: string, code_mark: string, at: Moment): boolean {
  return use.run(tx, { staff_id, code_mark, at }) === 1
}

/** How many codes somebody has left. */
export function countCodes(reader: Reader, staff_id: string): number {
  return left.count(reader, { staff_id })
}

/** A code as it was made, from what somebody typed from paper: small letters, gaps and O for 0 do no harm. */
export function readRecoveryCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
}

/** Groups of four, as one reads and types them. */
function inGroups(code: string): string {
  return code.match(/.{4}/g)!.join('-')
}
