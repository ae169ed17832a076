import t from 'tap'
import { filled, listRoutes } from '../routes.ts'
import { openBox } from '../shop.ts'

const FIELDS = ['text', 'day', 'from', 'method', 'of', 'line', 'state', 'show', 'saved', 'turn', 'category']

await t.test('No page makes a mistake over an address that says everything twice', async (t) => {
  const shop = await openBox(t)
  const { owner, till } = await shop.setUp()
  const pages = (await listRoutes(shop)).filter(({ method }) => method === 'GET')
  const twice = FIELDS.map((name) => `${name}=a&${name}=b`).join('&')
  for (const browser of [owner, till]) {
    for (const { url } of pages) {
      const { status } = await browser.get(`${filled(url)}?${twice}`)
      t.not(status, 500, url)
    }
  }
})
