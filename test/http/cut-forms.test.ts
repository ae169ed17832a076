import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { listImports } from '../../server/catalog/find-imports.ts'
import { newId } from '../../server/values/id.ts'
import { type Browser, openBox, type TestBox } from '../shop.ts'

/** In how many places a form is cut: fewer than a box answers in a minute where a password is chosen. */
const CUTS = 50

/** A form as a browser sends it with a file, the file last. */
function inParts(fields: Record<string, string>, file: string): Buffer {
  const parts = Object.entries({ request_id: newId(), ...fields }).map(
    ([name, value]) => `--cut\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  )
  const last = `--cut\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${file}\r\n`
  return Buffer.from(`${parts.join('')}${last}--cut--\r\n`)
}

/** A way to send parts as a device would that has the page open. */
async function sender({ box }: TestBox, { cookies }: Browser, url: string) {
  const form = await box.app.inject({ url, headers: { cookie: asHeader(cookies) } })
  const headers = {
    cookie: asHeader(new Map([...cookies, ...form.cookies.map(({ name, value }) => [name, value] as const)])),
    'x-csrf-token': /<meta name="csrf-token" content="([^"]+)">/.exec(form.body)?.[1] ?? '',
    'content-type': 'multipart/form-data; boundary=cut'
  }
  return async (payload: Buffer): Promise<string> => {
    const { statusCode, body } = await box.app.inject({ method: 'POST', url, headers, payload })
    const says_why = /Isian .*belum benar/.test(body)
    return `${statusCode}${says_why ? '' : ' and no reason'}`
  }
}

/** The answers to a form of which only so many bytes came, up to the end of its file and not of the form. */
async function sendCut(shop: TestBox, browser: Browser, url: string, whole: Buffer): Promise<string[]> {
  const send = await sender(shop, browser, url)
  const answers = new Set<string>()
  const most = whole.length - '\r\n--cut--\r\n'.length
  for (let cut = 0; cut < CUTS; cut++) {
    answers.add(await send(whole.subarray(0, Math.round((most * cut) / (CUTS - 1)))))
  }
  return [...answers]
}

function asHeader(cookies: Map<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
}

await t.test(
  'A form whose file was cut short on its way is refused in words, and nothing of it stays',
  async (t) => {
    await t.test('a price list', async (t) => {
      const shop = await openBox(t)
      const { owner } = await shop.setUp()
      const list = inParts({}, 'kode;nama;harga\n1;Teh;3000\n')
      t.same(await sendCut(shop, owner, '/items/import', list), ['422'])
      t.same(listImports(shop.store), [])
    })

    await t.test('a copy of a shop, which goes to the disk', async (t) => {
      const shop = await openBox(t)
      const browser = shop.browser()
      await browser.get('/setup')
      const password = 'kacang panjang 12'
      const copy = inParts({ password, password_again: password }, '{"tables": {}}')
      t.same(await sendCut(shop, browser, '/setup/copy', copy), ['422'])
      const folder = join(shop.data, 'uploads')
      t.same(existsSync(folder) ? readdirSync(folder) : [], [])
    })
  }
)

await t.test('So is a form with parts that no page of ours has', async (t) => {
  const shop = await openBox(t)
  const { owner } = await shop.setUp()
  const send = await sender(shop, owner, '/items/import')
  const list = inParts({}, 'kode;nama;harga\n1;Teh;3000\n').toString()
  for (const [from, to] of [
    ['name="request_id"', 'name="__proto__"'],
    ['name="file"', 'name="constructor"'],
    ['name="request_id"', 'name="request_id"\r\ncontent-type: application/json']
  ] as const) {
    t.equal(await send(Buffer.from(list.replace(from, to))), '422', to)
  }
  t.same(listImports(shop.store), [])
})
