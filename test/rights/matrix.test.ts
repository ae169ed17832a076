import t from 'tap'
import type { Store } from '../../server/db/store.ts'
import { newId } from '../../server/values/id.ts'
import { wordsIn } from '../../views/words/words.ts'
import { filled } from '../routes.ts'
import type { Browser } from '../shop.ts'
import { APPS, type Caller } from './apps.ts'
import { ROLES, readRows, rightsInTable } from './page.ts'

const { refusals } = wordsIn('id')
const KEPT_OUT = refusals['right/missing'] as string
/** Said inside, of a password that has to be typed again. */
const NOT_PROVEN = refusals['sign-in/wrong'] as string

/** Whoever knocks here is outside afterwards, and so it comes last. */
const ENDS = ['POST /session/lock', 'POST /sign-out']

for (const app of APPS) {
  await t.test(`${app.heading}: each lets in whom docs/rights.md says, and nobody else`, async (t) => {
    const shop = await app.open(t)
    const browsers = await app.signIn(shop, await shop.setUp())
    const rows = readRows(app.heading).map(([address = '', door = '']) => ({ address, door }))
    rows.sort((a, b) => ENDS.indexOf(a.address) - ENDS.indexOf(b.address))
    t.ok(rows.length > 0, 'there are doors')

    for (const caller of ['nobody', ...ROLES] as Caller[]) {
      await t.test(caller === 'nobody' ? 'nobody signed in' : caller, async (t) => {
        const is_stranger = caller === 'nobody' || !app.knows(caller)
        const rights = is_stranger ? [] : ['signed-in', ...rightsInTable(caller)]
        const wrong: string[] = []
        for (const { address, door } of rows) {
          const knocking = { caller: browsers[caller], address, store: shop.store }
          if (door === 'anyone') wrong.push(...(await staysOpen(knocking)))
          else if (rights.includes(door)) wrong.push(...(await letsIn(knocking)))
          else wrong.push(...(await keepsOut(knocking, is_stranger)))
        }
        t.same(wrong, [])
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

/** Each of these knocks, and says what is not as it should be. */
async function letsIn(knocking: Knocking): Promise<string[]> {
  const { status, text, goes } = await knock(knocking)
  const is_refused = status === 403 || (status === 401 && !text.includes(NOT_PROVEN))
  return is_refused || goes === '/sign-in' ? [`${knocking.address} does not let in (${status})`] : []
}

async function staysOpen(knocking: Knocking): Promise<string[]> {
  const { status, text } = await knock(knocking)
  return status >= 500 || text.includes(KEPT_OUT)
    ? [`${knocking.address} does not stand open (${status})`]
    : []
}

/** Refused in words, or sent to sign in; and nothing has happened. */
async function keepsOut(knocking: Knocking, is_stranger: boolean): Promise<string[]> {
  const before = traces(knocking.store)
  const { status, text, goes } = await knock(knocking)
  const is_kept_out = is_stranger
    ? status === 303 && goes === '/sign-in'
    : status === 403 && text.includes(KEPT_OUT)
  if (!is_kept_out) return [`${knocking.address} does not keep out (${status})`]
  return traces(knocking.store) === before ? [] : [`${knocking.address} keeps out, but something happened`]
}

/** Every deed leaves its request and, nearly always, an event. */
function traces({ sqlite }: Store): string {
  return sqlite
    .prepare("select (select count(*) from requests) || ' ' || (select count(*) from events)")
    .pluck()
    .get() as string
}
