import t from 'tap'
import { openBox } from '../shop.ts'

await t.test('A shop can be set up', async (t) => {
  const { setUp } = await openBox(t)
  const { till } = await setUp()
  t.match(await till.get('/sign-in'), { status: 200 })
})
