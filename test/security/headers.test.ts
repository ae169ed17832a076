import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import t from 'tap'
import { overTheWire } from '../process.ts'
import { filled, listRoutes } from '../routes.ts'
import { type Answer, openBox } from '../shop.ts'

const POLICY = {
  'default-src': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  'form-action': "'self'",
  'script-src': "'self'",
  'style-src': "'self'"
}

t.test('Whatever the box answers, a browser is told how to treat it', async (t) => {
  const shop = await openBox(t)
  const people = await shop.setUp()
  const routes = (await listRoutes(shop)).filter(({ method }) => method === 'GET')
  const answers = new Map<string, Answer>()
  for (const [who, browser] of Object.entries({
    owner: people.owner,
    till: people.till,
    nobody: shop.browser()
  })) {
    for (const { url } of routes) answers.set(`${who} ${url}`, await browser.get(filled(url)))
    answers.set(`${who} nowhere`, await browser.get('/nowhere'))
    answers.set(`${who} a form that can't be`, await browser.post('/sales', { total: 'x' }))
  }

  await t.test('to load nothing from elsewhere, and to be framed by nobody', async (t) => {
    for (const [what, { headers }] of answers) {
      const policy = policyOf(headers['content-security-policy'])
      for (const [name, value] of Object.entries(POLICY)) t.equal(policy.get(name), value, `${what}: ${name}`)
      t.notMatch(headers['content-security-policy'], /unsafe|\*|http:/, what)
    }
  })

  await t.test('to take it for what it is, tell nobody where it was found, and keep no page', async (t) => {
    for (const [what, { headers, text }] of answers) {
      t.equal(headers['x-content-type-options'], 'nosniff', what)
      t.equal(headers['referrer-policy'], 'no-referrer', what)
      if (text === '') continue
      t.match(headers['content-type'], /^(text\/[\w-]+; charset=utf-8|image\/|application\/)/, what)
      if (String(headers['content-type']).startsWith('text/html'))
        t.equal(headers['cache-control'], 'no-store', what)
    }
  })

  await t.test('and no other site to read it', async (t) => {
    const ask = overTheWire(shop.box.url)
    for (const origin of ['https://elsewhere.test', 'null']) {
      const headers = { origin, cookie: cookiesOf(people.owner) }
      const answer = await ask({ method: 'GET', url: '/today', headers, payload: undefined })
      t.equal(answer.headers['access-control-allow-origin'], undefined)
    }
  })

  await t.test('and every cookie is kept from scripts and from other sites', async (t) => {
    const ask = overTheWire(shop.box.url)
    const set = [
      ...(await ask({ method: 'GET', url: '/sign-in', headers: {}, payload: undefined })).cookies,
      ...(await ask({ method: 'GET', url: '/language/en', headers: {}, payload: undefined })).cookies
    ]
    t.ok(set.length > 1)
    for (const line of set) {
      t.match(line, /; HttpOnly/i, line)
      t.match(line, /; SameSite=Strict/i, line)
      t.match(line, /; Path=\//i, line)
    }
  })

  await t.test('and nothing answers to TRACE', async (t) => {
    const { hostname, port } = new URL(shop.box.url)
    const asked = request({
      hostname,
      port,
      method: 'TRACE',
      path: '/today',
      headers: { 'x-secret': 'kopi' }
    }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    t.equal(answer.statusCode, 404)
    t.notMatch((await answer.toArray()).join(''), /kopi/)
  })
})

function policyOf(header: unknown): Map<string, string> {
  return new Map(
    String(header)
      .split(';')
      .map((one): [string, string] => {
        const [name = '', ...values] = one.trim().split(' ')
        return [name, values.join(' ')]
      })
  )
}

function cookiesOf({ cookies }: { cookies: Map<string, string> }): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}
