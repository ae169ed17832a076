import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { wired } from '../counter.ts'
import { plugIn } from '../process.ts'
import { openBox } from '../shop.ts'

t.test('Whoever tries doors stands in the log, without what they typed', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'laci-test-'))
  t.teardown(() => rmSync(data, { recursive: true }))
  const shop = await openBox(t, { data })
  const people = await shop.setUp()
  await shop.box.stop()
  const box = await plugIn(t, data, { LACI_LOG: 'warn' })
  const till = wired(box.url, people.till)
  await till.get('/till')

  await box.browser().get('/today')
  await till.post('/staff', { name: 'rahasia-nama', role: 'owner', pin: '730619' })
  await till.post('/session/lock', { _csrf: 'rahasia-token' })
  await till.get('/rahasia-tempat')
  await box.close()

  const lines = box.said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  const logged = lines.filter(({ refused }) => refused) // of a forged form the library says something besides
  t.match(logged, [
    { refused: 'right/sign-in', asked: 'GET /today', ip: '127.0.0.1', staff_id: null },
    {
      refused: 'right/missing',
      asked: 'POST /staff',
      staff_id: people.cashier_id,
      terminal_id: people.terminal_id
    },
    { refused: 'form/stale', asked: 'POST /session/lock', staff_id: people.cashier_id }
  ])
  t.equal(logged.length, 3, 'an address that is not there is no break-in')
  t.notMatch(box.said.join('\n'), /rahasia|730619/)
})
