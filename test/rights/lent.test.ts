import t, { type Test } from 'tap'
import { LENT, type LentRight, RIGHTS, type Right } from '../../server/auth/permissions.ts'
import type { By } from '../../server/events/record.ts'
import { newId } from '../../server/values/id.ts'
import { type Counter, openCounter } from '../counter.ts'
import { CASHIER } from '../shop.ts'
import { hireAt } from './apps.ts'
import { type Asked, SCENES } from './scenes.ts'

const COLLEAGUE_PIN = '8413'

await t.test('A right that is asked for on the spot', async (t) => {
  const counter = await openCounter(t)
  const { staff_id: colleague_id } = await hireAt(counter.shop, counter.people, 'cashier', 'Rina')

  for (const right of LENT) {
    await t.test(right, async (t) => {
      await give(counter, colleague_id, [])
      await give(counter, counter.people.cashier_id, SCENES[right].with ?? [])
      await signInAgain(counter)
      const deed = await SCENES[right].set(counter)
      const ask = typeof deed === 'function' ? asDeed(counter, deed) : asRequest(counter, deed)
      await isLent(t, { counter, right, colleague_id, ask })
      await counter.till.post('/till/discards', {}, { htmx: true })
    })
  }
})

interface Lending {
  counter: Counter
  right: LentRight
  colleague_id: string
  /** Asks for the deed, with somebody's PIN or none. @returns the sentence of the refusal, or nothing */
  ask(request_id: string, approver_id: string | null): Promise<string | null>
}

async function isLent(t: Test, { counter, right, colleague_id, ask }: Lending): Promise<void> {
  const request_id = newId()
  const asked = await ask(request_id, null)
  t.ok(asked, 'is not the cashier’s own')
  t.notOk(asked!.includes('Rina'), 'nor the colleague’s, who is not even named')
  t.ok(await ask(request_id, colleague_id), 'whose PIN does not help')
  t.same(names(counter, request_id), [], 'nothing has happened so far')

  await give(counter, colleague_id, [right])
  t.equal(await ask(request_id, colleague_id), null, 'given to the colleague singly, the colleague lends it')
  const both = { staff_id: counter.people.cashier_id, approved_by: colleague_id }
  t.ok(names(counter, request_id).length > 0, 'it is on the record')
  t.same([...new Set(names(counter, request_id).map((row) => JSON.stringify(row)))], [JSON.stringify(both)])
}

/** By the till, as a cashier asks. */
function asRequest({ till }: Counter, { url, form }: Asked): Lending['ask'] {
  return async (request_id, approver_id) => {
    const proof = approver_id ? { approver_id, approver_pin: COLLEAGUE_PIN } : {}
    const { status, text } = await till.post(url, { ...form, ...proof }, { request_id, htmx: true })
    if (status === 403) return text
    if (status >= 400) throw new Error(`${url} answered ${status}: ${text}`)
    return null
  }
}

/** Behind the door. */
function asDeed(
  { shop, people }: Counter,
  deed: Exclude<Awaited<ReturnType<(typeof SCENES)[LentRight]['set']>>, Asked>
): Lending['ask'] {
  return async (request_id, approved_by) => {
    const { cashier_id: staff_id, terminal_id } = people
    const by: By = { at: shop.box.shop.clock.now(), staff_id, terminal_id, request_id, approved_by }
    try {
      await shop.store.commit((tx) => deed(tx, by))
      return null
    } catch (error) {
      return (error as Error).message
    }
  }
}

/** Who stands in the record of a request. */
function names({ shop }: Counter, request_id: string): unknown[] {
  return shop.store.sqlite
    .prepare('select staff_id, approved_by from events where request_id = ?')
    .all(request_id)
}

/** Has the owner say what a cashier may besides their role. */
async function give({ owner }: Counter, staff_id: string, rights: Right[]): Promise<void> {
  const right = [...RIGHTS.cashier, ...rights]
  const { goes, text } = await owner.post(`/staff/${staff_id}/rights`, { right })
  if (!goes) throw new Error(text)
}

async function signInAgain({ till, people }: Counter): Promise<void> {
  await till.post('/sign-in/pin', { staff_id: people.cashier_id, pin: CASHIER.pin })
}
