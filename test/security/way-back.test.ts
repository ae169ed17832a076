import t from 'tap'
import { openBox } from '../shop.ts'

t.test('Choosing a language leads back to a page of ours, whatever the address says', async (t) => {
  const shop = await openBox(t)
  await shop.setUp()
  const browser = shop.browser()

  for (const [back, leads] of [
    ['/today', '/today'],
    ['/items?q=teh', '/items?q=teh'],
    ['', '/'],
    ['https://elsewhere.test/', '/'],
    ['//elsewhere.test', '/'],
    ['/\\elsewhere.test', '/'],
    ['/\t/elsewhere.test', '/'],
    ['/..//elsewhere.test', '/'],
    ['/.//elsewhere.test', '/'],
    ['javascript:alert(1)', '/'],
    ['/today\r\nset-cookie: a=b', '/todayset-cookie:%20a=b'],
    ['/to\0day', '/to%00day']
  ]) {
    const { status, goes, headers } = await browser.get(
      `/language/en?${new URLSearchParams({ back: back! })}`
    )
    t.equal(status, 303)
    t.equal(goes, leads, JSON.stringify(back))
    t.notMatch(String(headers['set-cookie']), /a=b/)
  }
})
