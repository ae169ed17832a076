import fc from 'fast-check'
import t from 'tap'
import { changeRights, changeRole } from '../../server/auth/change-rights.ts'
import { changeSecret } from '../../server/auth/change-staff.ts'
import { findStaff, listLeavers, listStaff } from '../../server/auth/find-staff.ts'
import { NOBODY } from '../../server/auth/hash-secret.ts'
import { bringBackStaff, hireStaff, partWithStaff } from '../../server/auth/hire-staff.ts'
import { EVERY_RIGHT, may, type Right, type Rightful, rightsOf } from '../../server/auth/permissions.ts'
import type { Role } from '../../server/auth/tables.ts'
import type { Tx } from '../../server/db/prepare.ts'
import type { Store } from '../../server/db/store.ts'
import type { By } from '../../server/events/record.ts'
import { Refusal } from '../../server/refusal.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { openBox } from '../shop.ts'
import { ROLES } from './page.ts'

/** Something that somebody with the staff to look after may try on somebody. */
interface Try {
  doer: number
  target: number
  what: 'role' | 'rights' | 'hire' | 'part' | 'return' | 'pin'
  role: Role
  rights: Right[]
}

const anyTry: fc.Arbitrary<Try> = fc.record({
  doer: fc.nat(),
  target: fc.nat(),
  what: fc.constantFrom('role', 'rights', 'hire', 'part', 'return', 'pin'),
  role: fc.constantFrom(...ROLES),
  // Mostly with the right to look after the staff, so that there is somebody to try with.
  rights: fc.subarray([...EVERY_RIGHT]).map((some) => [...new Set<Right>([...some, 'edit-staff'])])
})

await t.test('Whatever is tried by whomever, in whatever order', async (t) => {
  const { store, setUp } = await openBox(t)
  await setUp()
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyTry, { minLength: 5, maxLength: 20 }), async (tries) => {
      for (const one of tries) done += Number(await attempt(store, one))
    }),
    { numRuns: 60 }
  )
  t.ok(
    done > 100,
    `${done} of them were allowed, and none of them raised anybody or left the shop without an owner`
  )
})

/** @returns whether it was allowed; throws where somebody rose above whoever did it */
async function attempt(store: Store, one: Try): Promise<boolean> {
  const doers = listStaff(store).filter((person) => may(person, 'edit-staff'))
  const doer = doers[one.doer % doers.length]!
  const everyone = [...listStaff(store), ...listLeavers(store)]
  const target = everyone[one.target % everyone.length]!
  const before = rightsOf(doer)
  const by: By = { at: systemClock.now(), staff_id: doer.staff_id, terminal_id: null, request_id: null }
  const staff_id = one.what === 'hire' ? newId() : target.staff_id
  const was_within = rightsOf(target).every((right) => may(doer, right))
  try {
    await store.commit((tx) => carryOut(tx, by, one, staff_id))
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
  const after = findStaff(store, staff_id)
  must(!after || isWithin(after, before), 'somebody got what the doer has not')
  must(one.what === 'hire' || one.what === 'return' || was_within, 'somebody mightier was touched')
  must(
    String(rightsOf(findStaff(store, doer.staff_id)!)) === String(before),
    'somebody changed their own rights'
  )
  must(
    listStaff(store).some(
      (person) => person.role === 'owner' && rightsOf(person).length === EVERY_RIGHT.length
    ),
    'no owner is left who may do everything'
  )
  return true
}

function carryOut(tx: Tx, by: By, { what, role, rights }: Try, staff_id: string): void {
  if (what === 'role') changeRole(tx, by, { staff_id, role })
  if (what === 'rights') changeRights(tx, by, { staff_id, rights })
  if (what === 'part') partWithStaff(tx, by, staff_id)
  if (what === 'return') bringBackStaff(tx, by, { staff_id, pin_hash: NOBODY })
  if (what === 'pin') changeSecret(tx, by, { staff_id, kind: 'pin', hash: NOBODY })
  const secrets = { password_hash: null, pin_hash: NOBODY }
  if (what === 'hire') hireStaff(tx, by, { staff_id, name: `Orang ${staff_id}`, role, ...secrets })
}

function isWithin(person: Rightful, rights: Right[]): boolean {
  return rightsOf(person).every((right) => rights.includes(right))
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
