import { X509Certificate } from 'node:crypto'
import { request } from 'node:http'
import t from 'tap'
import { MILK, openCounter, sell } from '../counter.ts'
import { overTheWire } from '../process.ts'
import { filled, listRoutes } from '../routes.ts'
import { openLanBox } from './lan.ts'

const ANDROID = 'Mozilla/5.0 (Linux; Android 14; SM-X210) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1'

await t.test('What is served in the clear', async (t) => {
  const box = await openLanBox(t)
  const { owner } = await box.setUp()
  const wire = overTheWire(`http://127.0.0.1:${box.http_port}`)
  const ask = (url: string, method: 'GET' | 'POST' = 'GET', headers: Record<string, string> = {}) =>
    wire({ method, url, headers, payload: method === 'POST' ? 'request_id=1' : undefined })

  await t.test('is nothing of the till: no route, no cookie', async (t) => {
    const routes = await listRoutes(box)
    t.ok(routes.length > 150)
    for (const { method, url } of routes) {
      const { status, headers, cookies, text } = await ask(filled(url), method)
      t.same(cookies, [], url)
      if (/^\/[ro]\/:link/.test(url)) {
        t.equal(status, 404, `${url}: a receipt’s own page, which is not there`)
        t.notMatch(text, /<form|csrf/)
      } else if (method === 'GET' && url !== '/') {
        t.same([status, headers['location']], [302, '/'], `${method} ${url}`)
      } else if (method === 'POST') {
        t.ok([404, 415].includes(status), `${method} ${url} ${status}`)
      }
    }
  })

  await t.test('takes nobody’s session', async (t) => {
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const { text, cookies } = await ask('/', 'GET', { cookie })
    t.match(text, 'Sambungkan perangkat ini ke Laci')
    t.same(cookies, [])
  })

  await t.test('hands out no script or style of the till', async (t) => {
    const { text } = await ask('/')
    const [, version] = /\/static\/([0-9a-f]{12})\//.exec(text)!
    t.equal((await ask(`/static/${version}/trust.js`)).status, 200)
    for (const name of ['app.js', 'till.css', 'htmx.min.js']) {
      t.not((await ask(`/static/${version}/${name}`)).status, 200, name)
    }
  })

  await t.test('is one page that names the box and no other host', async (t) => {
    const { text, headers } = await ask('/', 'GET', { 'user-agent': ANDROID })
    t.match(text, box.lan.trust_url)
    t.match(text.replaceAll('<wbr>', ''), new X509Certificate(box.lan.authority.certificate).fingerprint256)
    const hosts = [...text.matchAll(/(?:src|href|action)="(https?:[^"]+)"/g)].map(([, url]) => url)
    t.ok(hosts.every((url) => url === box.lan.till_url))
    const csp = String(headers['content-security-policy'])
    t.match(csp, /default-src 'none'/)
    t.notMatch(csp, /unsafe|\*/)
    t.equal(headers['strict-transport-security'], undefined)
  })

  await t.test(
    'asks a device that came by another name of the box at that name, and at no stranger’s',
    async (t) => {
      const csp = async (host: string) => await securityPolicy(box.http_port, host)
      t.match(await csp('127.0.0.1'), `https://127.0.0.1:${box.https_port}`)
      t.match(await csp('192.168.1.7:5227'), `https://192.168.1.7:${box.https_port}`)
      t.notMatch(await csp('evil.example'), 'evil')
    }
  )

  await t.test('shows each device its own steps first, in the language it chooses', async (t) => {
    const android = (await ask('/', 'GET', { 'user-agent': ANDROID })).text
    const iphone = (await ask('/?lang=en', 'GET', { 'user-agent': IPHONE })).text
    t.ok(android.indexOf('Tetap instal') < android.indexOf('<details'))
    t.ok(iphone.indexOf('Certificate Trust Settings') < iphone.indexOf('<details'))
    t.match(iphone, 'lang="en"')
    t.match(iphone, /<svg class="screen" role="img" aria-label="Screen Settings: press Profile Downloaded"/)
  })

  await t.test('is the authority’s certificate in every form, and never its key', async (t) => {
    const base = `http://127.0.0.1:${box.http_port}`
    const own = new X509Certificate(box.lan.authority.certificate)
    const crt = await fetch(`${base}/laci-ca.crt`)
    t.equal(crt.headers.get('content-type'), 'application/x-x509-ca-cert')
    t.equal(new X509Certificate(Buffer.from(await crt.arrayBuffer())).fingerprint256, own.fingerprint256)
    const pem = await (await fetch(`${base}/laci-ca.pem`)).text()
    t.equal(new X509Certificate(pem).fingerprint256, own.fingerprint256)

    const profile = await fetch(`${base}/laci.mobileconfig`)
    t.equal(profile.headers.get('content-type'), 'application/x-apple-aspen-config')
    const text = await profile.text()
    const [, content] = /<data>([^<]+)<\/data>/.exec(text)!
    t.equal(new X509Certificate(Buffer.from(content!, 'base64')).fingerprint256, own.fingerprint256)
    t.match(text, 'com.apple.security.root')
    for (const said of [pem, text]) t.notMatch(said, 'PRIVATE')
  })
})

await t.test('A customer’s receipt', async (t) => {
  await t.test('opens on a telephone that never heard of the box’s authority', async (t) => {
    const counter = await openCounter(t)
    const { data } = counter.shop
    const { sale_id } = await sell(counter.till, [MILK.barcode])
    await counter.shop.box.stop()

    const box = await openLanBox(t, { data })
    const { link } = box.store.sqlite.prepare('select link from sales where sale_id = ?').get(sale_id) as {
      link: string
    }
    const page = await fetch(`http://127.0.0.1:${box.http_port}/r/${link}`)
    t.equal(page.status, 200)
    t.equal(page.headers.get('set-cookie'), null)
    const text = await page.text()
    t.match(text, 'ULTRA MILK')
    t.notMatch(text, /<script|<form/)
    const [, picture] = /src="([^"]+slip\.svg)"/.exec(text)!
    t.equal((await fetch(`http://127.0.0.1:${box.http_port}${picture}`)).status, 200)
  })
})

/** What the page may ask, for a device that knows the box by another name. */
function securityPolicy(port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, headers: { host }, agent: false }, (response) => {
      response.resume()
      resolve(String(response.headers['content-security-policy']))
    })
    asking.on('error', reject)
    asking.end()
  })
}
