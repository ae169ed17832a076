import t, { type Test } from 'tap'
import type { Store } from '../../server/db/store.ts'
import { newId } from '../../server/values/id.ts'
import { wordsIn } from '../../views/words/words.ts'
import { filled } from '../routes.ts'
import { type Browser, openBox } from '../shop.ts'
import { APPS, type Caller, ROLES } from './apps.ts'
import { readRows, rightsInTable } from './table.ts'

const { refusals } = wordsIn('id')
const KEPT_OUT = refusals['right/missing'] as string
/** Said inside, of a password that has to be typed again. */
const NOT_PROVEN = refusals['sign-in/wrong'] as string

/** Addresses open to anyone that are not knocked at: whoever does so here is signed out, or sent to sign in. */
const LEADS_AWAY = ['POST /sign-out', 'GET /']

for (const app of APPS) {
  await t.test(`${app.heading}: each lets in whom docs/rights.md says, and nobody else`, async (t) => {
    const shop = await openBox(t)
    const browsers = await app.signIn(shop, await shop.setUp())
    const rows = readRows(app.heading).map(([address = '', door = '']) => ({ address, door }))
    t.ok(rows.length > 0, 'there are doors')

    for (const caller of ['nobody', ...ROLES] as Caller[]) {
      await t.test(caller === 'nobody' ? 'nobody signed in' : caller, async (t) => {
        const rights = caller === 'nobody' ? [] : ['signed-in', ...rightsInTable(caller)]
        for (const { address, door } of rows) {
          if (LEADS_AWAY.includes(address)) continue
          const knocking = { caller: browsers[caller], address, store: shop.store }
          if (door === 'anyone') await staysOpen(t, knocking)
          else if (rights.includes(door)) await letsIn(t, knocking)
          else await keepsOut(t, knocking, caller === 'nobody')
        }
      })
    }
  })
}

interface Knocking {
  caller: Browser
  address: string
  store: Store
}

function knock({ caller, address }: Knocking) {
  const [method, url = ''] = address.split(' ')
  return method === 'GET' ? caller.get(filled(url)) : caller.post(filled(url), {}, { request_id: newId() })
}

async function letsIn(t: Test, knocking: Knocking): Promise<void> {
  const { status, text, goes } = await knock(knocking)
  const is_refused = status === 403 || (status === 401 && !text.includes(NOT_PROVEN))
  t.ok(!is_refused && goes !== '/sign-in', `${knocking.address} lets in (${status})`)
}

async function staysOpen(t: Test, knocking: Knocking): Promise<void> {
  const { text } = await knock(knocking)
  t.notOk(text.includes(KEPT_OUT), `${knocking.address} stands open`)
}

/** Refused in words, or sent to sign in; and nothing has happened. */
async function keepsOut(t: Test, knocking: Knocking, is_stranger: boolean): Promise<void> {
  const before = traces(knocking.store)
  const { status, text, goes } = await knock(knocking)
  const is_kept_out = is_stranger
    ? status === 303 && goes === '/sign-in'
    : status === 403 && text.includes(KEPT_OUT)
  t.ok(is_kept_out, `${knocking.address} keeps out (${status})`)
  t.equal(traces(knocking.store), before, 'and nothing has changed')
}

/** Every deed leaves its request and, nearly always, an event. */
function traces({ sqlite }: Store): string {
  return sqlite
    .prepare("select (select count(*) from requests) || ' ' || (select count(*) from events)")
    .pluck()
    .get() as string
}
