import { request } from 'node:http'
import Fastify, { type FastifyInstance } from 'fastify'
import { io, type Socket } from 'socket.io-client'
import t, { type Test } from 'tap'
import { readConfig } from '../../server/config.ts'
import { openWindow } from '../../server/door/window.ts'
import { DOOR_ROUTES } from '../../server/door.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openCounter, sell, until } from '../counter.ts'
import { filled, listRoutes } from '../routes.ts'
import { type Browser, OWNER, openBox } from '../shop.ts'
import { DOOR, fromAfar, knock, setUpSecondStep } from './from-afar.ts'

/** Where the till's addresses and the door's are the same; each answers for itself. */
const BOTH = new Set(['GET /', 'GET /sign-in', 'GET /language/:locale', 'POST /sign-out'])

await t.test('From afar', async (t) => {
  const counter = await openCounter(t, { door: { ...DOOR, names: ['toko.example'] } })
  const { shop, people, till } = counter
  const { sqlite } = shop.store
  const door = shop.box.door!.url
  const { phone } = await setUpSecondStep(people.owner)
  const owner = fromAfar(door)
  await knock(owner, { code: await phone.next() })
  const { sale_id } = await sell(till)

  await t.test('one sees what was sold, and how old the figure is', async (t) => {
    const { text, status } = await owner.get('/')
    t.equal(status, 200)
    t.ok(text.includes('3.700'), 'the total')
    t.ok(text.includes('203.700'), 'what should be in the drawer')
    t.match(/<time class="as-of" datetime="[^"]+">per \d\d\.\d\d\.\d\d</.exec(text)?.[0], String)
    t.ok((await owner.get('/sold')).text.includes(sale_id))
    t.ok((await owner.get(`/sold/${sale_id}`)).text.includes('ULTRA TEH KOTAK 1L'))
    t.equal((await owner.get('/sold/01a204e5-a496-7b24-9ead-12a9b89a8a12')).status, 404)
  })

  await t.test('no address of the till is there, and nothing that was asked changed anything', async (t) => {
    // The slip of the sale comes out by itself; what the printer says meanwhile is none of the door's.
    await until(shop.store, () => isPrinted(sqlite))
    const before = everything(sqlite)
    const routes = await listRoutes(shop)
    t.ok(routes.length > 200)
    for (const { method, url } of routes) {
      if (BOTH.has(`${method} ${url}`)) continue
      const { status } =
        method === 'GET' ? await quiet(owner, filled(url)) : await quiet(owner, filled(url), {})
      t.equal(status, 404, `${method} ${url}`)
    }
    t.same(everything(sqlite), before)
  })

  await t.test('only signing in and out and one’s own sessions are ever sent', async (t) => {
    const sent: string[] = []
    const app: FastifyInstance = Fastify({ exposeHeadRoutes: false })
    app.addHook('onRoute', ({ method, url }) => {
      if (method !== 'GET') sent.push(`${method} ${url}`)
    })
    const window = openWindow(shop.box.shop)
    for (const routes of DOOR_ROUTES) await app.register(routes, { ...shop.box.shop, window })
    window.close()
    t.same(sent.sort(), ['POST /sign-in', 'POST /sign-out', 'POST /visits/end', 'POST /visits/here'])
  })

  await t.test('what the pages read through could not write, whatever they tried', async (t) => {
    const window = openWindow(shop.box.shop)
    t.throws(() => window.sqlite.exec("update staff set name = 'x'"), /readonly|query_only/)
    t.throws(() => window.sqlite.exec('create table x (y)'), /readonly|query_only/)
    window.sqlite.pragma('query_only = off')
    t.throws(() => window.sqlite.exec("update staff set name = 'x'"), /readonly/, 'twice over')
    window.close()
  })

  await t.test('no question goes through a table that grows with the years', async (t) => {
    const window = openWindow(shop.box.shop)
    const asked = new Set<string>()
    const { prepare } = window.sqlite
    window.sqlite.prepare = ((sql: string) => {
      asked.add(sql)
      return prepare.call(window.sqlite, sql)
    }) as typeof prepare
    const { readNow } = await import('../../server/door/read-now.ts')
    readNow(window)
    t.ok(asked.size > 15)
    for (const sql of asked) {
      if (!/^select/i.test(sql)) continue
      const slots = sql.match(/\?/g)?.map(() => null) ?? []
      const explain = prepare.call(window.sqlite, `explain query plan ${sql}`)
      const plan = explain.all(slots) as {
        detail: string
      }[]
      for (const { detail } of plan) {
        t.notMatch(
          detail,
          /^SCAN (sales|sale_lines|events|journal|tenders|refunds|payments|stock_moves)\b(?!.*USING)/,
          sql
        )
      }
    }
    window.close()
  })

  await t.test('a stranger is sent to sign in, and sees nothing of the shop', async (t) => {
    const stranger = fromAfar(door)
    for (const url of ['/', '/sold', `/sold/${sale_id}`, '/visits']) {
      t.equal((await stranger.get(url)).goes, '/sign-in', url)
    }
    t.notOk((await stranger.get('/sign-in')).text.includes(OWNER.name))
    await t.rejects(connected(listen(t, door, stranger)), /sign in first/)
  })

  await t.test('a session of the shop is none at the door, nor the other way', async (t) => {
    const both = fromAfar(door)
    for (const [name, value] of people.owner.cookies) both.cookies.set(name, value)
    t.equal((await both.get('/')).goes, '/sign-in')
    for (const [name, value] of owner.cookies) people.till.cookies.set(name, value)
    const away = shop.browser()
    for (const [name, value] of owner.cookies) away.cookies.set(name, value)
    t.equal((await away.get('/today')).goes, '/sign-in')
  })

  await t.test('a name that is not the door’s own gets no answer, and no socket', async (t) => {
    for (const host of ['jahat.example', '127.0.0.1.jahat.example', 'toko.example.jahat.example', '[']) {
      t.equal(await statusFor(door, { host }), 421, host)
    }
    for (const host of ['toko.example', 'TOKO.example:443', 'localhost:9999', '[::1]:5226']) {
      t.equal(await statusFor(door, { host }), 303, host)
    }
    t.equal(await statusFor(door, { host: 'jahat.example', 'x-forwarded-host': 'toko.example' }), 421)
    await t.rejects(connected(listen(t, door, owner, 'https://jahat.example')), /websocket error/)
    await connected(listen(t, door, owner, 'https://toko.example'))
  })

  await t.test(
    'its cookies are for this name alone, out of reach of scripts and of other pages',
    async (t) => {
      const response = await fetch(`${door}/sign-in`)
      const cookies = response.headers.getSetCookie()
      t.ok(cookies.length > 0)
      for (const cookie of cookies)
        t.match(cookie, /^__Host-laci_door.*; Path=\/; HttpOnly; Secure; SameSite=Strict/)
      const policy = response.headers.get('content-security-policy') ?? ''
      t.match(policy, /default-src 'none'/)
      t.notMatch(policy, /unsafe/)
      t.equal(response.headers.get('cache-control'), 'no-store')
    }
  )

  await t.test('a form without its token changes nothing', async (t) => {
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${door}/visits/end`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams()
    })
    t.equal(response.status, 403)
    const json = { 'content-type': 'application/json' }
    const other = await fetch(`${door}/sign-in`, { method: 'POST', headers: json, body: '{}' })
    t.equal(other.status, 422, 'nor anything that is no form')
    t.equal((await owner.get('/')).status, 200)
  })

  await t.test('a page hears that something was sold, never what', async (t) => {
    const socket = listen(t, door, owner)
    await connected(socket)
    const heard: unknown[][] = []
    const told = new Promise<void>((resolve) => {
      socket.onAny((...words) => {
        heard.push(words)
        resolve()
      })
    })
    await sell(till)
    await told
    t.same(heard[0], ['happened'])
  })

  await t.test('whoever is shown out is cut off at once', async (t) => {
    const socket = listen(t, door, owner)
    await connected(socket)
    const cut = new Promise<string>((resolve) => socket.once('disconnect', resolve))
    await people.owner.post('/second-step/visits/end')
    t.equal(await cut, 'io server disconnect')
    t.equal((await owner.get('/')).goes, '/sign-in')
  })
})

await t.test('A door whose port is taken stays shut, and the shop sells', async (t) => {
  const first = await openBox(t, { door: DOOR })
  const port = Number(new URL(first.box.door!.url).port)
  const second = await openBox(t, { door: { ...DOOR, port } })
  t.equal(second.box.door, undefined)
  t.equal((await second.browser().get('/')).goes, '/setup')
})

await t.test('From where somebody knocks', async (t) => {
  const addressOf = async (trusts_proxy: boolean) => {
    const { box, store } = await openBox(t, { door: { ...DOOR, trusts_proxy } })
    const browser = fromAfar(box.door!.url)
    await browser.get('/sign-in')
    const headers = { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' }
    await browser.post('/sign-in', { name: 'Siapa', password: 'salah semua', code: '123456' }, { headers })
    return store.sqlite.prepare('select address from door_entries').pluck().get()
  }

  await t.test('is believed only where the way to the door is said to be honest', async (t) => {
    t.equal(await addressOf(false), null)
    t.equal(await addressOf(true), '203.0.113.7', 'what the nearest of them saw, not what a stranger wrote')
  })
})

await t.test('Whoever asks too often in a minute is told to wait, whatever they say', async (t) => {
  const { box } = await openBox(t, { door: DOOR })
  const browser = fromAfar(box.door!.url)
  let last = ''
  for (let tries = 0; tries < 31; tries++) last = (await knock(browser, { code: '123456' })).text
  t.ok(last.includes(String(wordsIn('id').refusals['sign-in/too-many'])))
})

await t.test('The door is told where to stand', async (t) => {
  const door = (env: Record<string, string>) => readConfig({ LACI_DATA: '/tmp', ...env }).door
  t.same(door({}), { host: '127.0.0.1', port: 5226, names: [], trusts_proxy: false })
  t.equal(door({ LACI_DOOR_PORT: '' }), undefined, 'nothing shuts it')
  t.equal(door({ LACI_DOOR_PORT: '0' }), undefined)
  t.same(door({ LACI_DOOR_NAMES: 'Toko.example, kasir.example' })?.names, ['toko.example', 'kasir.example'])
  t.throws(() => door({ LACI_DOOR_HOST: '0.0.0.0' }), /only 127\.0\.0\.1 or ::1/)
  t.throws(() => door({ LACI_DOOR_HOST: '192.168.1.10' }), /LACI_DOOR_HOST/)
  t.throws(() => door({ LACI_DOOR_NAMES: 'https://toko.example' }), /LACI_DOOR_NAMES/)
  t.throws(() => door({ LACI_DOOR_PORT: '99999' }), /LACI_DOOR_PORT/)
})

/** Every row of the shop's tables, as one text each. */
function everything(sqlite: import('better-sqlite3').Database): Record<string, string> {
  const tables = sqlite
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'items_search%' and name not in ('printer_states', 'table_marks')"
    )
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables.map((name) => [name, JSON.stringify(sqlite.prepare(`select * from "${name}"`).all())])
  )
}

function isPrinted(sqlite: import('better-sqlite3').Database): boolean {
  return sqlite.prepare('select count(*) from print_jobs where settled_at is null').pluck().get() === 0
}

/** Asks as htmx does, so that asking by itself is no activity. */
function quiet(browser: Browser, url: string, form?: Record<string, string>) {
  return form ? browser.post(url, form, { htmx: true }) : browser.get(url, { htmx: true })
}

function statusFor(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

function listen(t: Test, url: string, { cookies }: Browser, origin = url): Socket {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const options = { transports: ['websocket'], reconnection: false, forceNew: true }
  const socket = io(url, { ...options, extraHeaders: { cookie, origin } })
  t.teardown(() => socket.close())
  return socket
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}
